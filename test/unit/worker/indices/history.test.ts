import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IndexQuery, PublishedIndex } from "../../../../shared/contract/published-index.ts";
import type { DatedSuccession } from "../../../../worker/organization/unit-heirs.ts";
import { answer, answers, day, rowOf, rowsOf, unit, type World } from "./sample-agency.ts";

const merger = day("2026-07-01");
const before = day("2026-06-30");

function handsOn(from: string, to: string, more: Partial<DatedSuccession> = {}): DatedSuccession {
  return { from, to, onDay: merger, share: 1, ...more };
}

function old(code: string, parent = "H20"): ReturnType<typeof unit> {
  return unit(code, parent, { validTo: before });
}

function young(code: string, parent = "H20"): ReturnType<typeof unit> {
  return unit(code, parent, { validFrom: merger });
}

/** `n` by unit, an `unmapped` row with a question mark, an own one with a star. */
function counts(world: World, query: IndexQuery): Record<string, number> {
  const name = (row: PublishedIndex): string => `${row.unit.code}${row.unmapped ? "?" : ""}${row.own ? "*" : ""}`;
  return Object.fromEntries(rowsOf(world, { by: "unit", ...query }).map((row) => [name(row), row.n]));
}

describe("units that merge", () => {
  const world: World = {
    units: [unit("H20", null), old("A"), old("B"), young("C"), unit("D", "H20")],
    successions: [handsOn("A", "C"), handsOn("B", "C")],
    answers: [
      ...answers(3, { unit: "A", day: day("2026-06-10") }),
      ...answers(4, { unit: "B", day: before }),
      ...answers(5, { unit: "C", day: merger }),
      answer({ unit: "D", day: before }),
    ],
    volumes: [{ unit: "A", service: null, channel: null, from: day("2026-06-01"), to: before, transactions: 10 }],
  };

  it("have their counts in the new unit with `now`, and no rows of their own", () => {
    expect(counts(world, { period: "2026" })).toEqual({ C: 12, D: 1 });
    expect(counts(world, { period: "2026-H1" })).toEqual({ C: 7, D: 1 });
    expect(rowOf(world, { period: "2026-H1", unit: "C" })).toMatchObject({
      n: 7,
      // Of B nobody reported any.
      coverage: { transactions: 10, rate: null, complete: false, reported: 14.21 },
    });
    expect(rowOf(world, { period: "2026", unit: "A" }).n).toBe(0);
  });

  it("have them as they were with `then`", () => {
    expect(counts(world, { period: "2026", units_as: "then" })).toEqual({ A: 3, B: 4, C: 5, D: 1 });
    expect(counts(world, { period: "2026-H2", units_as: "then" })).toEqual({ C: 5, D: 0 });
    expect(rowOf(world, { period: "2026", unit: "A", units_as: "then" }).n).toBe(3);
  });

  it("have them still apart while the day has not come", () => {
    const early = { ...world, today: before };
    expect(counts(early, { period: "2026-H1" })).toEqual({ A: 3, B: 4, D: 1 });
  });

  it("give the new unit an empty row in a period that only they were there", () => {
    expect(counts({ ...world, answers: [] }, { period: "2026-05" })).toEqual({ C: 0, D: 0 });
    const unrelated = { ...world, answers: [], successions: [] };
    expect(counts(unrelated, { period: "2026-05" })).toEqual({ A: 0, B: 0, D: 0 });
  });

  it("hand on what comes in late, after they have ended", () => {
    const late = { ...world, answers: answers(2, { unit: "A", day: day("2026-07-20") }) };
    expect(counts(late, { period: "2026" })).toEqual({ C: 2, D: 0 });
    expect(rowsOf(late, { period: "2026", by: "unit,month" }).filter((row) => row.n > 0)).toHaveLength(1);
  });

  it("hand on paper tallies by their last day", () => {
    const tally = {
      ...{ unit: "A", question: "overall", service: null, channel: "paper", counts: [0, 0, 0, 1, 2] },
      ...{ from: day("2026-04-01"), to: before },
    };
    expect(counts({ ...world, answers: [], tallies: [tally] }, { period: "2026-Q2" })).toEqual({ C: 3, D: 0 });
  });
});

describe("a unit that is renamed under a new code, moved and merged again", () => {
  const world: World = {
    units: [
      unit("H20", null),
      unit("X", "H20"),
      unit("Y", "H20"),
      old("A", "X"),
      unit("B", "X", { validFrom: merger, validTo: day("2026-08-31") }),
      unit("C", "Y", { validFrom: day("2026-09-01") }),
    ],
    successions: [handsOn("A", "B"), handsOn("B", "C", { onDay: day("2026-09-01") })],
    answers: [
      answer({ unit: "A", day: before }),
      ...answers(2, { unit: "B", day: day("2026-08-01") }),
      ...answers(4, { unit: "C", day: day("2026-09-01") }),
    ],
  };

  it("brings its counts along the whole chain", () => {
    expect(counts(world, { period: "2026" })).toEqual({ X: 0, Y: 7 });
    expect(counts(world, { period: "2026", unit: "Y" })).toEqual({ C: 7 });
    expect(counts(world, { period: "2026", units_as: "then" })).toEqual({ X: 3, Y: 4 });
  });

  it("is followed as far as the chain has come", () => {
    expect(counts({ ...world, today: day("2026-08-15") }, { period: "2026-H1", unit: "X" })).toEqual({ B: 1 });
  });

  it("follows successions of the same day one after the other", () => {
    const successions = [handsOn("A", "B"), handsOn("B", "C")];
    expect(counts({ ...world, successions }, { period: "2026-H1" })).toEqual({ X: 0, Y: 1 });
  });
});

describe("a unit that goes on after it handed something on", () => {
  const units = [unit("H20", null), unit("A", "H20"), unit("B", "H20"), unit("P", "B")];
  const halves = [day("2026-06-30"), merger].flatMap((on) => answers(10, { unit: "A", day: on }));

  it("keeps what came after a whole succession, and what a share leaves", () => {
    const whole = { units, successions: [handsOn("A", "B")], answers: halves };
    expect(counts(whole, { period: "2026" })).toEqual({ A: 10, B: 10 });
    expect(rowsOf(whole, { period: "2026", unit: "B", by: "month" }).map((row) => row.n)).toEqual([
      ...[0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0],
    ]);
    const part = { units, successions: [handsOn("A", "P", { share: 0.3 })], answers: halves };
    expect(counts(part, { period: "2026" })).toEqual({ A: 17, B: 3 });
    expect(counts(part, { period: "2026", unit: "B" })).toEqual({ P: 3 });
    expect(rowOf(part, { period: "2026", unit: "A" }).n).toBe(17);
  });

  it("keeps an unknown part by itself, beside what came after", () => {
    const world = { units, successions: [handsOn("A", "P", { share: null })], answers: halves };
    expect(counts(world, { period: "2026" })).toEqual({ A: 10, "A?": 10, B: 0 });
    expect(rowOf(world, { period: "2026", unit: "A" }).n).toBe(10);
    expect(rowOf(world, { period: "2026" }).n).toBe(20);
  });
});

describe("a unit divided by unknown shares", () => {
  const units = [
    unit("H20", null),
    unit("X", "H20"),
    unit("Y", "H20"),
    old("A", "X"),
    young("B", "X"),
    young("C", "X"),
    young("D", "Y"),
  ];
  const world: World = {
    units,
    successions: [handsOn("A", "B", { share: null }), handsOn("A", "C", { share: null })],
    answers: [
      ...answers(6, { unit: "A", day: before }),
      answer({ unit: "B", day: merger }),
      answer({ unit: "A", day: before, standing: "flagged" }),
    ],
    volumes: [{ unit: "A", service: null, channel: null, from: before, to: before, transactions: 14 }],
  };

  it("stands by itself under the common parent of its heirs, named as it was, and counts above", () => {
    const rows = rowsOf(world, { period: "2026", unit: "X", by: "unit" });
    expect(rows.map((row) => [row.unit, row.unmapped, row.n, row.coverage?.transactions])).toEqual([
      [{ code: "A", name: "Unit A" }, true, 7, 14],
      [{ code: "B", name: "Unit B" }, undefined, 1, undefined],
      [{ code: "C", name: "Unit C" }, undefined, 0, undefined],
    ]);
    expect(counts(world, { period: "2026" })).toEqual({ X: 8, Y: 0 });
    expect(rowOf(world, { period: "2026", unit: "A" }).n).toBe(0);
    expect(rowOf(world, { period: "2026", unit: "A", units_as: "then" }).n).toBe(7);
  });

  it("stands one level higher if its heirs have different parents", () => {
    const wide = { ...world, successions: [handsOn("A", "B", { share: null }), handsOn("A", "D", { share: null })] };
    expect(counts(wide, { period: "2026" })).toEqual({ "A?": 7, X: 1, Y: 0 });
    expect(counts(wide, { period: "2026", unit: "X" })).toEqual({ B: 1, C: 0 });
  });

  it("hands on what is known of it and keeps the rest", () => {
    const partly = { ...world, successions: [handsOn("A", "B", { share: 0.5 }), handsOn("A", "C", { share: null })] };
    expect(counts(partly, { period: "2026", unit: "X" })).toEqual({ "A?": 3, B: 5, C: 0 });
  });

  it("is not divided by what became of its heirs later", () => {
    const later = {
      ...world,
      units: [...units, young("E", "Y")],
      successions: [...(world.successions ?? []), handsOn("B", "E", { onDay: day("2026-08-01") })],
    };
    expect(counts(later, { period: "2026" })).toEqual({ "A?": 7, X: 0, Y: 1 });
  });
});

describe("a unit divided by known shares", () => {
  const units = [unit("H20", null), old("A"), young("B"), young("C"), young("D")];

  it("gives each heir the rounded part of its running total, level by level", () => {
    const days = Array.from({ length: 10 }, (_, place) => before - 9 + place);
    const world: World = {
      units,
      successions: [handsOn("A", "B", { share: 0.3 }), handsOn("A", "C", { share: 0.7 })],
      answers: days.flatMap((on) => [answer({ unit: "A", day: on, level: 2 }), answer({ unit: "A", day: on })]),
    };
    const ofB = rowsOf(world, { from: "2026-06-21", to: "2026-06-30", unit: "B", by: "day" });
    // Rounded half up: 0.3, 0.6, 0.9, 1.2, 1.5, 1.8, 2.1, 2.4, 2.7, 3.
    expect(ofB.map((row) => row.tally)).toEqual([0, 1, 0, 0, 1, 0, 0, 0, 1, 0].map((n) => [0, n, 0, 0, n]));
    expect(counts(world, { period: "2026" })).toEqual({ B: 6, C: 14, D: 0 });
    expect(counts(world, { period: "2026-06-22" })).toEqual({ B: 2, C: 0 });
  });

  it("gives whole counts that add up if thirds are written as decimals", () => {
    const share = 0.3333333333;
    const world: World = {
      units,
      successions: ["B", "C", "D"].map((to) => handsOn("A", to, { share })),
      answers: answers(100, { unit: "A", day: before }),
    };
    expect(counts(world, { period: "2026" })).toEqual({ B: 33, C: 34, D: 33 });
  });

  it("divides tallies of huge counts, and volumes, exactly", () => {
    const world: World = {
      units,
      successions: [handsOn("A", "B", { share: 0.1 }), handsOn("A", "C", { share: 0.9 })],
      answers: [],
      tallies: [
        {
          ...{ unit: "A", question: "overall", service: null, channel: "paper", from: before, to: before },
          counts: [0, 0, 0, 5, 1_000_000_000_005],
        },
      ],
      volumes: [{ unit: "A", service: null, channel: null, from: before, to: before, transactions: 2_000_000_000_001 }],
    };
    const rows = rowsOf(world, { period: "2026", by: "unit" });
    expect(rows.map((row) => [row.unit.code, row.tally.slice(3), row.coverage?.transactions])).toEqual([
      ["B", [1, 100_000_000_001], 200_000_000_000],
      ["C", [4, 900_000_000_004], 1_800_000_000_001],
      ["D", [0, 0], undefined],
    ]);
  });
});

/** Follows one count by hand, day by day, where all shares are whole. */
function followed(from: string, on: number, { successions = [], today = 0 }: World): string {
  let at = from;
  for (let date = on + 1; date <= today; date += 1) {
    for (let next = at; ; ) {
      const step = successions.find((it) => it.from === next && it.onDay === date);
      if (step === undefined) break;
      next = step.to;
      at = next;
    }
  }
  return at;
}

const first = day("2026-03-01");
const someDay = fc.integer({ min: first, max: first + 30 });
const codes = ["A", "B", "C", "D", "E", "F"];
const someCode = fc.nat({ max: 5 });
const heritage = fc
  .array(fc.record({ from: someCode, step: fc.integer({ min: 1, max: 5 }), onDay: someDay }), { maxLength: 10 })
  .map((all) => {
    const given = all.map(({ from, step, onDay }) => ({ from, to: from + step, onDay, share: 1 }));
    const one = new Map(given.filter(({ to }) => to < 6).map((it) => [`${it.from} ${it.onDay}`, it]));
    return [...one.values()].map((it) => ({ ...it, from: codes[it.from] ?? "", to: codes[it.to] ?? "" }));
  });
const received = fc.array(
  fc.record({ unit: fc.constantFrom(...codes), day: someDay, level: fc.integer({ min: 1, max: 5 }) }).map(answer),
  { maxLength: 30 },
);

describe("whole successions of any kind", () => {
  it("leave each count where following it by hand ends", () => {
    fc.assert(
      fc.property(heritage, received, someDay, (successions, answers, today) => {
        const world = { units: codes.map((code) => unit(code, "H20")), successions, answers, today };
        const expected = Object.fromEntries(codes.map((code) => [code, 0]));
        for (const it of answers) {
          const at = followed(it.unit, it.day, world);
          expected[at] = (expected[at] ?? 0) + 1;
        }
        expect(counts(world, { from: "2026-03-01", to: "2026-03-31" })).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("a divided unit", () => {
  it("gives each day what the rounded running totals grow by, in any order of the days", () => {
    const share = fc.integer({ min: 1, max: 99 });
    fc.assert(
      fc.property(share, received, (percent, answers) => {
        const world: World = {
          units: [unit("H20", null), ...codes.map((code) => unit(code, "H20"))],
          successions: [
            { from: "A", to: "B", onDay: first + 31, share: percent / 100 },
            { from: "A", to: "C", onDay: first + 31, share: (100 - percent) / 100 },
          ],
          answers: answers.map((it) => ({ ...it, unit: "A" })),
        };
        const part = (date: number, level: number): number => {
          const total = answers.filter((it) => it.day <= date && it.level === level).length;
          return Math.floor((2 * total * percent + 100) / 200);
        };
        const rows = rowsOf(world, { from: "2026-03-01", to: "2026-03-31", unit: "B", by: "day" });
        expect(rows.map((row) => row.tally)).toEqual(
          rows.map((_, place) =>
            [1, 2, 3, 4, 5].map((level) => part(first + place, level) - part(first + place - 1, level)),
          ),
        );
      }),
      { numRuns: 300 },
    );
  });
});
