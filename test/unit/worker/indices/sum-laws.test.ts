import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDay } from "../../../../shared/calendar/day.ts";
import type { PublishedIndex } from "../../../../shared/contract/published-index.ts";
import type { DatedSuccession } from "../../../../worker/organization/unit-heirs.ts";
import type { DatedUnit } from "../../../../worker/organization/unit-tree.ts";
import type { Answer } from "./memory-source.ts";
import { day, reasons, rowOf, rowsOf, unit, type World } from "./sample-agency.ts";

const first = day("2026-01-20");
const last = day("2026-03-20");
const codes = ["H20", "A", "B", "C", "D", "E"];
const anyDay = fc.integer({ min: first, max: last });

/** Units that begin, move and end; a parent stands before its child in the list, so no version closes a ring by itself. */
const units: fc.Arbitrary<DatedUnit[]> = fc
  .array(
    fc.record({
      place: fc.integer({ min: 1, max: 5 }),
      parent: fc.nat({ max: 4 }),
      from: anyDay,
      to: fc.option(anyDay),
    }),
    {
      maxLength: 12,
    },
  )
  .map((versions) =>
    versions.map(({ place, parent, from, to }) =>
      unit(codes[place] ?? "", codes[Math.min(parent, place - 1)] ?? null, {
        validFrom: from,
        validTo: to === null ? null : Math.max(from, to),
      }),
    ),
  )
  .map((versions) => [
    unit("H20", null),
    ...new Map(versions.map((it) => [`${it.code} ${it.validFrom}`, it])).values(),
  ]);

const answerOf: fc.Arbitrary<Answer> = fc.record({
  day: anyDay,
  unit: fc.constantFrom(...codes),
  service: fc.constantFrom("", "1.001", "1.002"),
  channel: fc.constantFrom("portal", "kiosk"),
  touchpoint: fc.constantFrom("H20-aaaaaaaaaa", "H20-bbbbbbbbbb"),
  question: fc.constantFrom("overall", "overall", "attitude"),
  officer: fc.constant(""),
  level: fc.integer({ min: 1, max: 3 }),
  reasons: fc.subarray([...reasons]),
  standing: fc.constantFrom("plain", "plain", "flagged", "set_aside"),
});

const tallyOf = fc
  .record({
    unit: fc.constantFrom(...codes),
    question: fc.constant("overall"),
    service: fc.constantFrom(null, "1.001"),
    channel: fc.constant("paper"),
    days: fc.tuple(anyDay, fc.nat({ max: 20 })),
    counts: fc.array(fc.nat({ max: 9 }), { minLength: 5, maxLength: 5 }),
  })
  .map(({ days: [from, length], ...tally }) => ({ ...tally, from, to: from + length }));

/** Heirs come later in the list, so that no unit comes back to itself; shares of one unit and day never pass 1. */
const successions: fc.Arbitrary<DatedSuccession[]> = fc
  .array(
    fc.record({
      from: fc.integer({ min: 1, max: 4 }),
      heirs: fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom(1, 0.5, 0.3, 0.3333, 0.2, null)), {
        minLength: 1,
        maxLength: 3,
      }),
      onDay: anyDay,
    }),
    { maxLength: 4 },
  )
  .map((all) => {
    const first = new Map(all.map((it) => [`${it.from} ${it.onDay}`, it]));
    return [...first.values()].flatMap(({ from, heirs, onDay }) => {
      const given = new Map(heirs.map(([step, share]) => [codes[Math.min(5, from + step)] ?? "E", share]));
      let left = 1;
      return [...given].flatMap(([to, share]) => {
        if (share !== null && share > left + 1e-9) return [];
        left -= share ?? 0;
        return to === codes[from] ? [] : [{ from: codes[from] ?? "", to, onDay, share }];
      });
    });
  });

const world: fc.Arbitrary<World> = fc.record({
  units,
  successions,
  answers: fc.array(answerOf, { maxLength: 40 }),
  tallies: fc.array(tallyOf, { maxLength: 4 }),
  today: anyDay,
});

const period = fc
  .tuple(anyDay, anyDay)
  .map(([a, b]) => ({ from: formatDay(Math.min(a, b)), to: formatDay(Math.max(a, b)) }));
const unitsAs = fc.constantFrom("now" as const, "then" as const);
const known = (units: readonly DatedUnit[], code: string) => units.some((version) => version.code === code);

/** Everything in rows that adds up. */
function total(rows: readonly PublishedIndex[]): object {
  const sum = (figure: (row: PublishedIndex) => number) => rows.reduce((total, row) => total + figure(row), 0);
  return {
    n: sum((row) => row.n),
    tally: [0, 1, 2, 3, 4].map((level) => sum((row) => row.tally[level] ?? 0)),
    flagged: sum((row) => row.flagged.n),
    setAside: sum((row) => row.set_aside.n),
    channels: ["portal", "kiosk", "paper"].map((channel) => sum((row) => row.channels[channel] ?? 0)),
  };
}

/** The same of each reason by itself. */
function totalByReason(rows: readonly PublishedIndex[]): object {
  const groups = Map.groupBy(rows, ({ reason }) => reason ?? "none");
  return Object.fromEntries([...groups].map(([reason, group]) => [reason, total(group)]));
}

function spanning(rows: readonly PublishedIndex[]): number {
  return rows.reduce((sum, row) => sum + row.spanning, 0);
}

describe("sums", () => {
  it("over any partition of a period are those of the period, in either view", () => {
    fc.assert(
      fc.property(
        world,
        period,
        fc.constantFrom("day", "week", "month", "quarter"),
        unitsAs,
        fc.constantFrom(...codes),
        (world, span, by, units_as, code) => {
          fc.pre(known(world.units, code));
          const feedback = { ...world, tallies: [] };
          const query = { ...span, unit: code, units_as };
          expect(total(rowsOf(feedback, { ...query, by }))).toEqual(total([rowOf(feedback, query)]));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("over the children and the own row are those of the parent, in either view", () => {
    fc.assert(
      fc.property(world, period, unitsAs, fc.constantFrom(...codes), (world, span, units_as, code) => {
        fc.pre(known(world.units, code));
        const query = { ...span, unit: code, units_as };
        const parts = rowsOf(world, { ...query, by: "unit" });
        const whole = rowOf(world, query);
        expect(total(parts)).toEqual(total([whole]));
        expect(spanning(parts)).toBe(whole.spanning);
      }),
      { numRuns: 300 },
    );
  });

  it("over the children's own queries are those of their rows", () => {
    fc.assert(
      fc.property(world, period, unitsAs, (world, span, units_as) => {
        for (const row of rowsOf(world, { ...span, by: "unit", units_as })) {
          if (row.own || row.unmapped || !known(world.units, row.unit.code)) continue;
          // A unit that stood below several parents has a row under each of them, but one query of its own.
          if (
            units_as === "then" &&
            world.units.filter((version) => version.code !== "H20").some((version) => version.parent !== "H20")
          )
            continue;
          expect({ ...rowOf(world, { ...span, unit: row.unit.code, units_as }), unit: row.unit }).toEqual(row);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("over services, channels, touchpoints and times together are those of the whole", () => {
    const dimensions = fc.subarray(["unit", "service", "channel", "touchpoint", "week"], { minLength: 1 });
    fc.assert(
      fc.property(world, period, unitsAs, dimensions, (world, span, units_as, dimensions) => {
        // Rows by touchpoint end with the last closed day.
        const ended = { ...world, tallies: [], today: last + 1 };
        const rows = rowsOf(ended, { ...span, units_as, by: dimensions.join(",") });
        expect(total(rows)).toEqual(total([rowOf(ended, { ...span, units_as })]));
      }),
      { numRuns: 300 },
    );
  });

  it("of the root are all answers of the period, whatever became of their units", () => {
    fc.assert(
      fc.property(world, period, unitsAs, (world, span, units_as) => {
        const counted = world.answers.filter(
          (it) =>
            it.question === "overall" &&
            it.standing !== "set_aside" &&
            it.day >= day(span.from) &&
            it.day <= day(span.to),
        );
        expect(rowOf({ ...world, tallies: [] }, { ...span, units_as }).n).toBe(counted.length);
      }),
      { numRuns: 300 },
    );
  });

  it("of a unit are the answers of units that stood below it, on their day or today", () => {
    fc.assert(
      fc.property(world, period, unitsAs, fc.constantFrom("A", "B", "C"), (world, span, units_as, code) => {
        fc.pre(known(world.units, code));
        const standsBelow = (unit: string, on: number): boolean | null => {
          if (unit === code) return true;
          if (unit === "H20") return false;
          const begun = world.units.filter((version) => version.code === unit && version.validFrom <= on);
          const newest = begun.sort((a, b) => b.validFrom - a.validFrom)[0];
          if (newest === undefined || (newest.validTo !== null && newest.validTo < on)) return null;
          return standsBelow(newest.parent ?? "H20", on);
        };
        const asked = world.answers.filter(
          (it) =>
            it.question === "overall" &&
            it.standing !== "set_aside" &&
            it.day >= day(span.from) &&
            it.day <= day(span.to),
        );
        const places = asked.map((it) => standsBelow(it.unit, units_as === "then" ? it.day : (world.today ?? 0)));
        // Where a unit does not stand that day, the convention of its last place decides; it is tested by example.
        fc.pre(places.every((place) => place !== null));
        const row = rowOf({ ...world, successions: [], tallies: [] }, { ...span, unit: code, units_as });
        expect(row.n).toBe(places.filter((place) => place === true).length);
      }),
      { numRuns: 300 },
    );
  });
});

describe("sums by reason", () => {
  it("are the same of each reason over units, times, services and channels together, in either view", () => {
    const dimensions = fc.subarray(["unit", "service", "channel", "week"], { minLength: 1 });
    fc.assert(
      fc.property(world, period, unitsAs, dimensions, (world, span, units_as, dimensions) => {
        const parts = rowsOf(world, { ...span, units_as, by: ["reason", ...dimensions].join(",") });
        const whole = rowsOf(world, { ...span, units_as, by: "reason" });
        expect(totalByReason(parts)).toEqual(totalByReason(whole));
        expect([...new Set(whole.map(({ reason }) => reason))]).toHaveLength(whole.length);
      }),
      { numRuns: 300 },
    );
  });

  it("over any partition of a period and over the children are those of a unit, in either view", () => {
    const partition = fc.constantFrom("day", "week", "month", "quarter", "unit");
    fc.assert(
      fc.property(world, period, partition, unitsAs, fc.constantFrom(...codes), (world, span, by, units_as, code) => {
        fc.pre(known(world.units, code));
        const query = { ...span, unit: code, units_as };
        const parts = rowsOf(world, { ...query, by: `${by},reason` });
        expect(totalByReason(parts)).toEqual(totalByReason(rowsOf(world, { ...query, by: "reason" })));
        expect(spanning(parts)).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it("stand in the same rows when only one reason is asked for", () => {
    fc.assert(
      fc.property(world, period, unitsAs, fc.constantFrom(...reasons), (world, span, units_as, reason) => {
        const query = { ...span, units_as, by: "unit" };
        const one = rowsOf(world, { ...query, reason }).filter(({ n, set_aside }) => n + set_aside.n > 0);
        const all = rowsOf(world, { ...query, by: "unit,reason" });
        expect(one).toEqual(all.filter((row) => row.reason === reason));
      }),
      { numRuns: 300 },
    );
  });

  it("of the root are all people who named the reason, each once in every row of theirs", () => {
    fc.assert(
      fc.property(world, period, unitsAs, fc.constantFrom(...reasons), (world, span, units_as, reason) => {
        const people = world.answers.filter(
          (it) =>
            it.question === "overall" &&
            it.standing !== "set_aside" &&
            it.reasons?.includes(reason) &&
            it.day >= day(span.from) &&
            it.day <= day(span.to),
        );
        expect(rowOf(world, { ...span, units_as, reason }).n).toBe(people.length);
      }),
      { numRuns: 300 },
    );
  });
});
