import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { day, unit } from "../indices/sample-agency.ts";
import { findFew, readAll, readVersion, shownTallies } from "./attack.ts";
import { histories } from "./histories.ts";
import {
  atOneGo,
  type Crowd,
  type History,
  ownLevels,
  publishHistory,
  publishing,
  sharedLevels,
  untangled,
} from "./history.ts";
import { memoryStore } from "./memory-store.ts";

/** More of them with RUNS in the environment. */
const numRuns = Number(process.env.RUNS ?? 150);

describe("an attacker with every version", () => {
  test("works out the tally of no set of too few people by any linear combination", () => {
    const counted = { shown: 0, withheld: 0, restated: 0 };
    fc.assert(
      fc.property(histories, (history) => {
        const store = publishHistory(history);
        const rows = readAll(store);
        counted.shown += rows.filter(({ verdict }) => verdict === "shown").length;
        counted.withheld += rows.filter(({ verdict }) => verdict === "protects-another").length;
        counted.restated += rows.filter(({ before }) => before !== null).length;
        expect(findFew(shownTallies(store), history.crowds, history.threshold)).toBeNull();
      }),
      { numRuns },
    );
    expect(Math.min(counted.shown / 20, counted.withheld / 5, counted.restated / 2)).toBeGreaterThan(numRuns);
  }, 600_000);

  test("works out none where people who came and went make up for each other", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const levels = sharedLevels(history.crowds);
        const tallies = shownTallies(publishHistory(history, levels));
        const own = tallies.map((tally) => untangled(tally, history.crowds, levels));
        expect(findFew(own, history.crowds, history.threshold)).toBeNull();
      }),
      { numRuns },
    );
  }, 600_000);

  test("worked out seven people where rows were shown by their own size alone", () => {
    const crowds = [crowd("A", 3), crowd("B", 5), crowd("C", 4), crowd("B", 50)];
    const tally = (...places: readonly number[]): number[] =>
      crowds.flatMap(({ people }, place) => [places.includes(place) ? people : 0, 0]);
    // Of the first week nothing, of the second the agency and B.
    expect(findFew([tally(0, 1, 2, 3), tally(1, 3)], crowds, 10)).toEqual(["crowd 0", "crowd 2"]);
    expect(findFew([tally(0, 1, 2, 3)], crowds, 10)).toBeNull();
  });
});

const start = day("2026-01-05");

function crowd(unitCode: string, people: number, more: Partial<Crowd> = {}): Crowd {
  const when = more.day ?? start;
  return { unit: unitCode, people, day: when, received: when, amended: null, gone: null, back: null, ...more };
}

function historyOf(crowds: readonly Crowd[], days: readonly string[], more: Partial<History> = {}): History {
  const units = [unit("H20", null), ...["A", "B", "C", "D"].map((code) => unit(code, "H20"))];
  return { units, successions: [], crowds, days: days.map(day), threshold: 10, ...more };
}

/** Rows of a quarter in the last version: the node with n, or why there is none. */
function rowsOf(history: History, period = "2026-Q1"): [node: string, figure: unknown][] {
  const store = publishHistory(history);
  return readVersion(store, store.publicationsBefore(null, 1)[0]?.version ?? 0)
    .filter((row) => row.period === period)
    .map(({ node, verdict, tally }) => [node, verdict === "shown" ? tally.reduce((a, b) => a + b, 0) : verdict]);
}

const [firstClose, secondClose, thirdClose] = ["2026-04-03", "2026-07-03", "2026-10-03"] as const;

describe("a quarter's rows", () => {
  test("are all shown where everything is large", () => {
    const crowds = ["A", "B", "C", "D", "H20"].map((code) => crowd(code, 25));
    expect(rowsOf(historyOf(crowds, [firstClose]))).toEqual([
      ["A", 25],
      ["B", 25],
      ["C", 25],
      ["D", 25],
      ["H20", 125],
      ["H20~own", 25],
    ]);
  });

  test("withhold of a lone small unit exactly itself and the smallest beside it", () => {
    expect(rowsOf(historyOf([crowd("A", 3), crowd("B", 50), crowd("C", 40)], [firstClose]))).toEqual([
      ["A", "too-few"],
      ["B", 50],
      ["C", "protects-another"],
      ["H20", 93],
    ]);
  });

  test("let two small units protect each other where together they are enough", () => {
    expect(rowsOf(historyOf([crowd("A", 7), crowd("B", 8), crowd("C", 40)], [firstClose]))).toEqual([
      ["A", "too-few"],
      ["B", "too-few"],
      ["C", 40],
      ["H20", 55],
    ]);
  });

  test("are those of the example in the documentation", () => {
    const month = (number: number) => ({ day: day(`2026-0${number}-10`), received: day(`2026-0${number}-10`) });
    const of = (code: string, ...people: readonly number[]) =>
      people.flatMap((one, place) => (one === 0 ? [] : [crowd(code, one, month(place + 1))]));
    const crowds = [...of("A", 3), ...of("B", 0, 4), ...of("C", 10, 10, 5), ...of("D", 40, 0, 60)];
    const units = [
      ["A", "too-few"],
      ["B", "too-few"],
      ["C", "protects-another"],
    ];
    expect(rowsOf(historyOf(crowds, [firstClose]))).toEqual([...units, ["D", 100], ["H20", 132]]);
    const months = ["2026-01", "2026-02", "2026-03"].map((name) => rowsOf(historyOf(crowds, [firstClose]), name));
    expect(months).toEqual([[["H20", 53]], [["H20", 14]], [["H20", 65]]]);
    const without = crowds.filter(({ unit: code, people }) => code !== "C" || people !== 10);
    expect(rowsOf(historyOf([...without, ...of("C", 10)], [firstClose])).at(-1)).toEqual(["H20", 118]);
    const late = [6, 5].map((people) => crowd("D", people, { received: day("2026-05-01") }));
    const closes = [firstClose, secondClose];
    expect(rowsOf(historyOf([...crowds, ...late.slice(0, 1)], closes)).at(-1)).toEqual(["H20", 132]);
    expect(rowsOf(historyOf([...crowds, ...late], closes))).toEqual([...units, ["D", 111], ["H20", 143]]);
  });

  test("join units of which the months would tell too few", () => {
    const march = { day: day("2026-03-10"), received: day("2026-03-10") };
    // Of March everybody but two of A answered in B, who answered in no other month.
    const crowds = [crowd("A", 40), crowd("C", 30), crowd("A", 2, march), crowd("B", 20, march)];
    expect(rowsOf(historyOf(crowds, [firstClose]))).toEqual([
      ["A", 42],
      ["B", "protects-another"],
      ["C", "protects-another"],
      ["H20", 92],
    ]);
  });

  test("leave out a month of too few, until a release", () => {
    const march = { day: day("2026-03-10"), received: day("2026-03-10") };
    const crowds = [crowd("A", 40), crowd("A", 3, march)];
    expect(rowsOf(historyOf(crowds, [firstClose]))).toEqual([
      ["A", 40],
      ["H20", 40],
    ]);
    expect(rowsOf(historyOf(crowds, [firstClose]), "2026-03")).toEqual([["H20", "too-few"]]);
    const late = crowd("A", 7, { received: day("2026-04-10") });
    expect(rowsOf(historyOf([...crowds, late], [firstClose, secondClose]))).toEqual([
      ["A", 50],
      ["H20", 50],
    ]);
  });

  test("change only when enough people have come or gone, and only when a quarter closes", () => {
    const few = [crowd("A", 40), crowd("A", 9, { received: day("2026-04-10") })];
    expect(rowsOf(historyOf(few, [firstClose, secondClose, thirdClose]))[0]).toEqual(["A", 40]);
    const more = [...few, crowd("A", 1, { received: day("2026-05-10") })];
    expect(rowsOf(historyOf(more, [firstClose, "2026-06-03"]))[0]).toEqual(["A", 40]);
    expect(rowsOf(historyOf(more, [firstClose, secondClose]))[0]).toEqual(["A", 50]);
    const gone = [
      crowd("A", 40),
      crowd("A", 12, { gone: day("2026-04-10") }),
      crowd("B", 30, { gone: day("2026-04-10") }),
    ];
    expect(rowsOf(historyOf(gone, [firstClose, secondClose])).slice(0, 2)).toEqual([
      ["A", 40],
      ["B", 0],
    ]);
    const fewLeft = [crowd("A", 4), crowd("A", 12, { gone: day("2026-04-10") })];
    expect(rowsOf(historyOf(fewLeft, [firstClose, secondClose]))[0]).toEqual(["A", 16]);
  });

  test("follow a merger, and are withheld of units that were divided", () => {
    const merged = {
      units: [
        unit("H20", null),
        ...["A", "B", "C"].map((code) => unit(code, "H20")),
        unit("N", "H20", { validFrom: day("2026-06-01") }),
      ],
      successions: ["A", "B"].map((from) => ({ from, to: "N", onDay: day("2026-06-01"), share: 1, known: start })),
    };
    const crowds = ["A", "B", "C"].map((code) => crowd(code, 20));
    expect(rowsOf(historyOf(crowds, [firstClose], merged)).map(([node]) => node)).toEqual(["A", "B", "C", "H20"]);
    expect(rowsOf(historyOf(crowds, [firstClose, secondClose], merged))).toEqual([
      ["C", 20],
      ["H20", 60],
      ["N", 40],
    ]);
    const divided = {
      ...merged,
      successions: [{ from: "A", to: "N", onDay: day("2026-06-01"), share: 0.5, known: start }],
    };
    expect(rowsOf(historyOf(crowds, [firstClose, secondClose], divided))).toEqual([
      ["A", "protects-another"],
      ["B", 20],
      ["C", 20],
      ["H20", 60],
      ["N", "protects-another"],
    ]);
  });
});

test("a publication that broke off anywhere, however often, is made anew as if it had not", () => {
  fc.assert(
    fc.property(histories, fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 3 }), (history, breaks) => {
      const [store, levels] = [memoryStore(), ownLevels(history.crowds)];
      for (const close of history.days) {
        const before = store.publicationsBefore(null, 1);
        for (const most of breaks) {
          const steps = publishing(history, { day: close, store, levels });
          let isDone = false;
          for (let step = 0; step < most && !isDone; step += 1) isDone = steps.next().done === true;
          if (!isDone && store.isBegun()) expect(store.publicationsBefore(null, 1)).toEqual(before);
        }
        atOneGo(publishing(history, { day: close, store, levels }));
      }
      expect(readAll(store)).toEqual(readAll(publishHistory(history)));
    }),
    { numRuns: 40 },
  );
}, 120_000);
