import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDay } from "../../../../shared/calendar/day.ts";
import type { OpeningHours } from "../../../../shared/contract/device.ts";
import { isOpenNear, joinSpans, openMsBetween, openSpans, opensAt } from "../../../../worker/devices/opening-time.ts";
import { countReady, markReady, neverReady } from "../../../../worker/devices/ready-minutes.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const hanoi = (): number => 7 * hourMs;
const office: OpeningHours = [
  { days: [1, 2, 3, 4, 5], from: "07:30", to: "11:30" },
  { days: [1, 2, 3, 4, 5], from: "13:30", to: "17:00" },
];
const opening = { hours: office, offsetOf: hanoi };
const at = (text: string): number => Date.parse(`${text}+07:00`);

const time = fc.integer({ min: 0, max: 23 * 60 }).map((minute) => {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
});
const anyHours: fc.Arbitrary<OpeningHours> = fc.array(
  fc
    .record({
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
      from: time,
      to: time,
    })
    .filter(({ from, to }) => from < to),
  { maxLength: 4 },
);

describe("opening hours", () => {
  it.each([
    ["2026-11-27T09:00", true],
    ["2026-11-27T06:29", false],
    ["2026-11-27T06:31", true],
    ["2026-11-27T12:20", true],
    ["2026-11-27T17:59", true],
    ["2026-11-27T18:01", false],
    ["2026-11-28T09:00", false],
  ])("are near at %s: %s", (time, isNear) => {
    expect(isOpenNear(opening, at(time))).toBe(isNear);
  });

  it("are those of the weekday, joined where they overlap", () => {
    expect(openSpans(office, parseDay("2026-11-27") ?? 0)).toEqual([
      [450, 690],
      [810, 1020],
    ]);
    expect(openSpans(office, parseDay("2026-11-28") ?? 0)).toEqual([]);
    const double: OpeningHours = [...office, { days: [5, 7], from: "11:00", to: "14:00" }];
    expect(openSpans(double, parseDay("2026-11-27") ?? 0)).toEqual([[450, 1020]]);
    expect(openSpans(double, parseDay("2026-11-29") ?? 0)).toEqual([[660, 840]]);
  });

  it.each([
    ["2026-11-27T11:25", "2026-11-27T11:35", 5],
    ["2026-11-27T11:40", "2026-11-27T13:20", 0],
    ["2026-11-27T16:55", "2026-11-30T07:40", 15],
    ["2026-11-27T00:00", "2026-11-28T00:00", 450],
    ["2026-11-27T12:00", "2026-11-27T11:00", 0],
  ])("between %s and %s are %i minutes", (from, to, minutes) => {
    expect(openMsBetween(opening, [at(from), at(to)], dayMs)).toBe(minutes * minuteMs);
  });

  it("add up as if counted minute by minute, up to the limit given", () => {
    const instants = fc.integer({ min: 0, max: 3 * 24 * 60 });
    fc.assert(
      fc.property(anyHours, instants, instants, (hours, one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        let minutes = 0;
        for (let minute = from + 7 * 60; minute < to + 7 * 60; minute++) {
          const ofDay = minute % (24 * 60);
          const spans = openSpans(hours, Math.floor(minute / (24 * 60)));
          if (spans.some(([first, last]) => first <= ofDay && ofDay < last)) minutes++;
        }
        const between = [from * minuteMs, to * minuteMs] as const;
        expect(openMsBetween({ hours, offsetOf: hanoi }, between, 10 * dayMs)).toBe(minutes * minuteMs);
        expect(openMsBetween({ hours, offsetOf: hanoi }, between, hourMs)).toBe(Math.min(minutes * minuteMs, hourMs));
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ["2026-11-27T09:00", "2026-11-27T09:00"],
    ["2026-11-27T11:30", "2026-11-27T13:30"],
    ["2026-11-27T17:00", "2026-11-30T07:30"],
  ])("seen from %s begin at %s", (now, begins) => {
    expect(opensAt(opening, at(now))).toBe(at(begins));
  });

  it("never begin if there are none", () => {
    expect(opensAt({ hours: [], offsetOf: hanoi }, at("2026-11-27T09:00"))).toBeNull();
  });
});

describe("minutes in which a device was ready", () => {
  const spans = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 2 * dayMs }), fc.integer({ min: 1, max: 5 * hourMs }))
      .map(([from, length]): [number, number] => [from, from + length]),
    { minLength: 1, maxLength: 6 },
  );

  function marked(parts: readonly (readonly [number, number])[][]): Map<number, Uint8Array> {
    const days = new Map<number, Uint8Array>();
    for (const part of parts) {
      markReady(joinSpans(part, [0, 10 * dayMs]), (day) => {
        const minutes = days.get(day) ?? neverReady();
        days.set(day, minutes);
        return minutes;
      });
    }
    return days;
  }

  it("are those whose middle a span covers, in any order of spans", () => {
    fc.assert(
      fc.property(spans, (all) => {
        const days = marked([[...all].reverse(), all.slice(1), all]);
        for (let minute = 0; minute < 3 * 24 * 60; minute++) {
          const middle = (minute + 0.5) * minuteMs;
          const isReady = all.some(([from, to]) => from <= middle && middle < to);
          const day = Math.floor(minute / (24 * 60));
          const ofDay = minute % (24 * 60);
          const count = countReady(days.get(day) ?? neverReady(), [[ofDay, ofDay + 1]]);
          if (count !== (isReady ? 1 : 0)) throw new Error(`minute ${minute}`);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("add up to the time of spans that follow each other", () => {
    const steps = Array.from({ length: 60 }, (_, place): [number, number] => [place * 61_000, (place + 1) * 61_000]);
    const days = marked(steps.map((step) => [step]));
    expect(countReady(days.get(0) ?? neverReady(), [[0, 24 * 60]])).toBe(61);
  });
});
