import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quarterOf } from "../../../../shared/calendar/period.ts";
import type { AnsweredComment } from "../../../../worker/deadlines/on-time-shares.ts";
import { freezeAnswers, shownAnswers } from "../../../../worker/open-data/freeze-answers.ts";
import type { FrozenAnswers, ShownAnswers } from "../../../../worker/open-data/frozen-answers-store.ts";
import { day } from "../indices/sample-agency.ts";

const usual = { unit: "A", answeredDay: null, isClosed: false, rating: null };

/** A store in memory that freezes each quarter once, and an office whose comments may change between publications. */
function agencyWith(threshold: number): {
  readonly frozen: FrozenAnswers[];
  readonly publish: (version: number, day: number, comments: readonly AnsweredComment[]) => void;
} {
  const frozen: FrozenAnswers[] = [];
  return {
    frozen,
    publish(version, closedDay, comments) {
      const due = ({ from, to }: { from: number; to: number }): AnsweredComment[] =>
        comments.filter(({ dueDay }) => dueDay >= from && dueDay <= to);
      const lastDay = (): number | null => frozen.at(-1)?.to ?? null;
      const freeze = (quarter: FrozenAnswers): number => {
        if (frozen.some((one) => one.quarter === quarter.quarter)) throw new Error(`${quarter.quarter} is frozen`);
        return frozen.push(quarter);
      };
      const deps = { frozenAnswers: { lastDay, freeze }, figures: { due } };
      freezeAnswers(deps, { version, day: closedDay }, threshold);
    },
  };
}

/** Every number of people that a row tells: its counts, and how many are outside each of its groups. */
function tellsOf({ received, onTime, rated, satisfied }: ShownAnswers): number[] {
  const less = (all: number | null, some: number | null): number[] =>
    all === null || some === null ? [] : [all - some];
  const counts = [received, onTime, rated, satisfied].flatMap((one) => one ?? []);
  const others = [less(received, onTime), less(received, rated), less(received, satisfied), less(rated, satisfied)];
  return [...counts, ...others.flat(), ...less(onTime, rated).map(Math.abs)];
}

/** Comments by whether they were answered on time, and whether the answer was not rated, not liked or liked. */
type Table = readonly number[];

/** Every table of so many comments in so many cells. */
function* tablesOf(people: number, cells: number): Generator<Table> {
  if (cells === 1) yield [people];
  else
    for (let first = 0; first <= people; first += 1)
      for (const rest of tablesOf(people - first, cells - 1)) yield [first, ...rest];
}

const cells = 6;
const sumOf = (table: Table, places: readonly number[]): number =>
  places.reduce((sum, place) => sum + (table[place] ?? 0), 0);

/**
 * Of each set of cells, the rows from which follows how many people are in it, where they are few. The reader knows how rows
 * are made, and what `isPossible` says.
 */
function givenAway(threshold: number, most: number, isPossible: (table: Table) => boolean): string[] {
  const open = new Map<string, Table[]>();
  for (let people = 1; people <= most; people += 1) {
    for (const table of tablesOf(people, cells)) {
      if (!isPossible(table)) continue;
      const counts = { received: people, onTime: sumOf(table, [0, 1, 2]), rated: sumOf(table, [1, 2, 4, 5]) };
      const shown = JSON.stringify(shownAnswers({ ...counts, satisfied: sumOf(table, [2, 5]) }, threshold));
      const known = open.get(shown) ?? [];
      open.set(shown, known);
      known.push(table);
    }
  }
  const sets = Array.from({ length: 2 ** cells - 1 }, (_, number) =>
    [0, 1, 2, 3, 4, 5].filter((place) => ((number + 1) >> place) % 2 === 1),
  );
  return [...open].flatMap(([shown, tables]) =>
    sets.flatMap((set) => {
      const [first = 0] = tables.map((table) => sumOf(table, set));
      const isSmall = first > 0 && first < threshold;
      return isSmall && tables.every((table) => sumOf(table, set) === first) ? [`${shown} ${set}`] : [];
    }),
  );
}

describe("answers of a closed quarter", () => {
  const due = { ...usual, dueDay: day("2026-09-30") };

  test("are frozen three days after its end, by the quarter in which the answer was due", () => {
    const agency = agencyWith(5);
    const comments = [
      ...Array<AnsweredComment>(15).fill({ ...due, answeredDay: day("2026-09-30"), rating: 5 }),
      ...Array<AnsweredComment>(10).fill({ ...due, answeredDay: day("2026-10-01"), rating: 2 }),
      ...Array<AnsweredComment>(5).fill(due),
      ...Array<AnsweredComment>(7).fill({ ...due, dueDay: day("2026-10-01") }),
    ];
    agency.publish(1, day("2026-10-02"), comments);
    expect(agency.frozen).toEqual([]);
    agency.publish(2, day("2026-10-03"), comments);
    const counts = { received: 30, onTime: 15, rated: 25, satisfied: 15, withheld: null };
    const span = { from: day("2026-07-01"), to: day("2026-09-30") };
    expect(agency.frozen).toEqual([{ quarter: "2026-Q3", ...span, version: 2, ...counts }]);
  });

  test("of the time before the first publication are frozen with it, and quarters without comments have no row", () => {
    const agency = agencyWith(5);
    const old = (date: string): AnsweredComment[] => Array(8).fill({ ...usual, dueDay: day(date) });
    const comments = [...old("2025-02-01"), ...old("2025-11-30"), ...old("2026-12-01")];
    agency.publish(9, day("2026-11-03"), comments);
    expect(agency.frozen.map(({ quarter, version }) => [quarter, version])).toEqual([
      ["2025-Q1", 9],
      ["2025-Q4", 9],
    ]);
  });

  test("stay as they were frozen, whatever is answered, rated or withdrawn later", () => {
    const agency = agencyWith(5);
    agency.publish(1, day("2026-10-05"), Array<AnsweredComment>(20).fill(due));
    const before = structuredClone(agency.frozen);
    agency.publish(2, day("2027-01-10"), Array<AnsweredComment>(9).fill({ ...due, rating: 5 }));
    expect(agency.frozen).toEqual(before);
  });
});

describe("what is shown of a quarter's answers", () => {
  test.each([
    ["nothing of fewer comments than the minimum", [9, 9, 0, 0], [null, null, null, null, "too-few"]],
    ["all of them where nothing is small", [60, 40, 30, 10], [60, 40, 30, 10, null]],
    ["no count on time where few were late", [40, 31, 20, 10], [40, null, 20, 10, "protects-another"]],
    ["no ratings where few rated", [40, 20, 3, 3], [40, 20, null, null, "protects-another"]],
    ["no ratings where few were not satisfied", [40, 20, 30, 21], [40, 20, null, null, "protects-another"]],
    ["no ratings where few on time did not rate", [60, 40, 35, 20], [60, 40, null, null, "protects-another"]],
    ["the number of comments alone where both are small", [40, 39, 1, 0], [40, null, null, null, "protects-another"]],
    ["zeros, which are about nobody", [10, 10, 0, 0], [10, 10, 0, 0, null]],
  ] as const)("is %s", (_, [received, onTime, rated, satisfied], [all, timely, given, good, withheld]) => {
    const shown = shownAnswers({ received, onTime, rated, satisfied }, 10);
    expect(shown).toEqual({ received: all, onTime: timely, rated: given, satisfied: good, withheld });
  });

  test("tells of no number of people under the minimum over all versions, by itself or as a difference", () => {
    const comment = fc.record({
      dueDay: fc.integer({ min: day("2026-01-01"), max: day("2026-12-31") }),
      answeredAfter: fc.option(fc.integer({ min: -9, max: 60 })),
      ratedAfter: fc.option(fc.integer({ min: 0, max: 120 })),
      withdrawnAfter: fc.option(fc.integer({ min: 0, max: 120 })),
      isClosed: fc.boolean(),
      rating: fc.integer({ min: 1, max: 5 }),
      alike: fc.integer({ min: 1, max: 30 }),
    });
    const days = fc.array(fc.integer({ min: day("2026-03-01"), max: day("2027-03-01") }), {
      minLength: 1,
      maxLength: 6,
    });
    const histories = fc.record({
      comments: fc.array(comment, { maxLength: 25 }),
      days,
      threshold: fc.integer({ min: 5, max: 20 }),
    });
    let shown = 0;
    fc.assert(
      fc.property(histories, ({ comments, days: published, threshold }) => {
        const agency = agencyWith(threshold);
        const seen = new Map<string, string>();
        for (const [place, closed] of [...published].sort((a, b) => a - b).entries()) {
          const known = comments.flatMap(({ alike, answeredAfter, ratedAfter, withdrawnAfter, ...one }) => {
            const answered = answeredAfter === null ? null : one.dueDay + answeredAfter;
            const answeredDay = answered !== null && answered <= closed ? answered : null;
            const isRated = answeredDay !== null && ratedAfter !== null && answeredDay + ratedAfter <= closed;
            const isGone = withdrawnAfter !== null && one.dueDay + withdrawnAfter <= closed;
            const now = { ...one, unit: `${alike % 3}`, answeredDay, rating: isRated ? one.rating : null };
            return isGone ? [] : Array<AnsweredComment>(alike).fill(now);
          });
          agency.publish(place + 1, closed, known);
          for (const row of agency.frozen) {
            const said = JSON.stringify(row);
            expect(seen.get(row.quarter) ?? said).toBe(said);
            seen.set(row.quarter, said);
            expect(row.quarter).toBe(quarterOf(row.from).id);
            expect(tellsOf(row).filter((people) => people > 0 && people < threshold)).toEqual([]);
            if (row.rated !== null) shown += 1;
          }
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 300) },
    );
    expect(shown).toBeGreaterThan(50);
  });

  test("gives away no set of few by how they were answered and rated, to a reader who knows these rules", () => {
    expect(givenAway(4, 16, () => true)).toEqual([]);
    expect(givenAway(5, 15, () => true)).toEqual([]);
  });

  test("gives away none either where nobody late was answered, so that none of them rated, and the reader knows it", () => {
    const isUnansweredLate = (table: Table): boolean => sumOf(table, [4, 5]) === 0;
    expect(givenAway(4, 24, isUnansweredLate)).toEqual([]);
    expect(givenAway(5, 22, isUnansweredLate)).toEqual([]);
  });
});
