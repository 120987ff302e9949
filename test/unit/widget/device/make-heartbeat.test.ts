import fc from "fast-check";
import * as z from "zod/mini";
import { expect, test } from "vitest";
import { heartbeat } from "../../../../shared/contract/device.ts";
import type { ReadySpan } from "../../../../widget/device/device-memory.ts";
import { noFacts } from "../../../../widget/device/device-memory.ts";
import type { HeartbeatFacts } from "../../../../widget/device/make-heartbeat.ts";
import { makeHeartbeat, sequenceRanges, withoutTold, withReady } from "../../../../widget/device/make-heartbeat.ts";
import { keptFeedback } from "../../../fixtures/kept-feedback.ts";

const minute = 60_000;
const hour = 60 * minute;
const nowMs = Date.parse("2026-11-24T09:15:00.000+07:00");
const { id, item, session, tappedAtMs } = keptFeedback(1);
const oldest = { sequence: 3, id, item, session, tappedAtMs, device: "device-0123456789abcdef", epoch: 1 };

function told(more: Partial<HeartbeatFacts> = {}): HeartbeatFacts {
  return {
    agency: "H20",
    version: "0.1.0",
    now: { ms: nowMs, offsetMinutes: 420, monotonicMs: 5000, session: "this" },
    facts: { ...noFacts, sequence: 9, ready: [{ epoch: 1, fromMs: nowMs - hour, untilMs: nowMs }] },
    queue: { numbers: [3, 4, 7], waiting: 3, parked: 1, oldest },
    epochs: [],
    aheadMs: null,
    surroundings: { storage: { persisted: true, quota: 1000, usage: 10 }, battery: null },
    ...more,
  };
}

test("says what is captured, what waits and since when, as the contract has it", () => {
  const made = makeHeartbeat(told());
  expect(z.parse(heartbeat, made)).toEqual(made);
  expect(made).toMatchObject({
    captured: 9,
    pending: [
      [3, 4],
      [7, 7],
    ],
    queue: { length: 3, parked: 1, oldest_at: "2026-11-24T08:15:00.000+07:00", oldest_age_ms: hour },
  });
});

test("times of a clock that was wrong are corrected by what was learnt of it", () => {
  const epochs = [{ id: 1, session: "this", baseMs: 0, aheadMs: -hour }];
  const made = makeHeartbeat(told({ epochs, aheadMs: -hour }));
  expect(made.queue.oldest_age_ms).toBe(0);
  expect(made.ready[0]?.from).toBe("2026-11-24T09:15:00.000+07:00");
});

test("an empty queue has no oldest", () => {
  const made = makeHeartbeat(told({ queue: { numbers: [], waiting: 0, parked: 0, oldest: undefined } }));
  expect(made.queue).toEqual({ length: 0, parked: 0, oldest_at: null, oldest_age_ms: null });
});

test("a span goes on while it is noted again and again, and another begins after a pause or a jump", () => {
  let spans: readonly ReadySpan[] = [];
  for (const [epoch, atMs] of [
    [1, 0],
    [1, minute],
    [1, 2 * minute],
    [1, 20 * minute],
    [2, 21 * minute],
  ] as const) {
    spans = withReady(spans, epoch, atMs);
  }
  expect(spans).toEqual([
    { epoch: 1, fromMs: 0, untilMs: 2 * minute },
    { epoch: 1, fromMs: 20 * minute, untilMs: 20 * minute },
    { epoch: 2, fromMs: 21 * minute, untilMs: 21 * minute },
  ]);
});

test("what was told is told no more, and what came while it was told is", () => {
  const told = withReady([{ epoch: 1, fromMs: 0, untilMs: minute }], 2, 10 * minute);
  const spans = withReady(told, 2, 11 * minute);
  expect(withoutTold(spans, told)).toEqual([{ epoch: 2, fromMs: 10 * minute, untilMs: 11 * minute }]);
});

test("the newest fifty spans are kept", () => {
  let spans: readonly ReadySpan[] = [];
  for (let at = 0; at < 80; at++) spans = withReady(spans, at, at);
  expect(spans.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 50 }, (_, at) => at + 30));
});

const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 200 })).map((all) => all.toSorted((a, b) => a - b));

function within(ranges: readonly (readonly [number, number])[], number: number): boolean {
  return ranges.some(([from, to]) => from <= number && number <= to);
}

test("ranges hold exactly the numbers, and never touch", () => {
  fc.assert(
    fc.property(numbers, (given) => {
      const ranges = sequenceRanges(given, 200);
      for (let number = 1; number <= 200; number++) expect(within(ranges, number)).toBe(given.includes(number));
      for (const [at, [from]] of ranges.entries()) expect(from).toBeGreaterThan((ranges[at - 1]?.[1] ?? -1) + 1);
    }),
  );
});

test("with too many ranges the last one stands for more than it says, and leaves none out", () => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 5 }), (given, most) => {
      const ranges = sequenceRanges(given, most);
      expect(ranges.length).toBeLessThanOrEqual(most);
      for (const number of given) expect(within(ranges, number)).toBe(true);
    }),
  );
});
