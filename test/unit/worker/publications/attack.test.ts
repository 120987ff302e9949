import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { day } from "../indices/sample-agency.ts";
import { type Crowd, leaksOf, publishHistory, secretsIn } from "./attack.ts";
import { histories, start } from "./histories.ts";
import type { MemoryLedger } from "./memory-ledger.ts";

describe("an attacker with every publication of an agency", () => {
  test("works out no withheld tally and no growth of too few, by any linear combination", () => {
    let secrets = 0;
    fc.assert(
      fc.property(histories, (history) => {
        const ledger = publishHistory(history);
        secrets += secretsIn(history, ledger);
        expect(leaksOf(history, ledger)).toEqual([]);
      }),
      { numRuns: 150 },
    );
    expect(secrets).toBeGreaterThan(1000);
  }, 60_000);
});

/** People of one unit in one month, received when they answered. */
function crowd(unit: string, people: number, more: Partial<Crowd> = {}): Crowd {
  const when = more.day ?? start;
  const answer = { service: "1.001", channel: "kiosk", question: "overall", level: 3, gone: null };
  return { ...answer, unit, people, day: when, received: when, ...more };
}

/** Rows without a dimension, with what became of them in the end. */
function verdicts({ records }: MemoryLedger): [row: string, verdict: string | undefined][] {
  return [...records]
    .filter(([row]) => row.startsWith("none\n"))
    .map(([row, list]): [string, string | undefined] => [row.slice(5).replace("\n", " "), list.at(-1)?.verdict])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

const flat = new Map(["A", "B", "C"].map((code) => [code, "H20"]));

describe("suppression", () => {
  test("withholds nothing where everything is large, however often it is published", () => {
    const months = ["2026-01-05", "2026-02-05", "2026-03-05", "2026-04-06"];
    const crowds = months.flatMap((month) =>
      ["A", "B", "C", "H20"].flatMap((unit) =>
        ["1.001", "1.002"].flatMap((service) =>
          ["kiosk", "portal"].map((channel) => crowd(unit, 25, { day: day(month), service, channel })),
        ),
      ),
    );
    const days = ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"].map(day);
    const { records } = publishHistory({ parents: flat, crowds, days, threshold: 10 });
    expect([...records].filter(([, list]) => list.some(({ shown }) => !shown))).toEqual([]);
    expect(records.size).toBeGreaterThan(100);
  });

  test("withholds of a lone small unit exactly itself and the smallest beside it", () => {
    const crowds = [crowd("A", 3), crowd("B", 50), crowd("C", 40)];
    const ledger = publishHistory({ parents: flat, crowds, days: [day("2026-01-31")], threshold: 10 });
    expect(verdicts(ledger)).toEqual([
      ["2026-01 A", "too-few"],
      ["2026-01 B", "shown"],
      ["2026-01 C", "protects-another"],
      ["2026-01 H20", "shown"],
    ]);
  });

  test("hides paper of too few over a whole quarter, which the quarter less its months would tell", () => {
    const months = ["2026-01-05", "2026-02-05", "2026-03-05"].map(day);
    const crowds = ["A", "B", "C"].flatMap((unit) => months.map((when) => crowd(unit, 20, { day: when })));
    const paper = [crowd("A", 3, { months: 3 }), crowd("B", 40, { months: 3 })];
    const history = { parents: flat, crowds: [...crowds, ...paper], days: [day("2026-03-31")], threshold: 10 };
    const ledger = publishHistory(history);
    expect(leaksOf(history, ledger)).toEqual([]);
    expect(verdicts(ledger).filter(([, verdict]) => verdict !== "shown")).toHaveLength(2);
  });

  test("withholds a third unit where two small ones together are still too few", () => {
    const parents = new Map(["A", "B", "C", "D"].map((code) => [code, "H20"]));
    const crowds = [crowd("A", 3), crowd("B", 4), crowd("C", 40), crowd("D", 50)];
    const ledger = publishHistory({ parents, crowds, days: [day("2026-01-31")], threshold: 10 });
    expect(verdicts(ledger)).toEqual([
      ["2026-01 A", "too-few"],
      ["2026-01 B", "too-few"],
      ["2026-01 C", "protects-another"],
      ["2026-01 D", "shown"],
      ["2026-01 H20", "shown"],
    ]);
  });

  test("lets two small units protect each other where together they are enough", () => {
    const crowds = [crowd("A", 7), crowd("B", 8), crowd("C", 40)];
    const ledger = publishHistory({ parents: flat, crowds, days: [day("2026-01-31")], threshold: 10 });
    expect(verdicts(ledger)).toEqual([
      ["2026-01 A", "too-few"],
      ["2026-01 B", "too-few"],
      ["2026-01 C", "shown"],
      ["2026-01 H20", "shown"],
    ]);
  });

  test("shows a running month anew only when it has grown by the threshold", () => {
    const weekly = (people: number, date: string): Crowd => crowd("A", people, { day: day(date) });
    const crowds = [weekly(20, "2026-01-06"), weekly(4, "2026-01-13"), weekly(7, "2026-01-20")];
    const days = ["2026-01-11", "2026-01-18", "2026-01-25"].map(day);
    const { records } = publishHistory({ parents: new Map([["A", "H20"]]), crowds, days, threshold: 10 });
    const row = records.get("none\n2026-01\nA") ?? [];
    expect(row.map(({ verdict, tally }) => [verdict, tally[2]])).toEqual([
      ["shown", 20],
      ["kept", 24],
      ["shown", 31],
    ]);
  });

  test("retracts what was shown where too few of them are left, and what could tell how many", () => {
    const gone = day("2026-02-10");
    const crowds = [crowd("A", 20, { gone }), crowd("A", 6), crowd("B", 30, { gone }), crowd("C", 90)];
    const days = ["2026-01-31", "2026-02-28"].map(day);
    const ledger = publishHistory({ parents: flat, crowds, days, threshold: 10 });
    expect(verdicts(ledger).filter(([row]) => row.startsWith("2026-01 "))).toEqual([
      ["2026-01 A", "retracted-too-few"],
      ["2026-01 B", "retracted-too-few"],
      ["2026-01 C", "shown"],
      ["2026-01 H20", "shown"],
    ]);
    expect(leaksOf({ parents: flat, crowds, days, threshold: 10 }, ledger)).toEqual([]);
  });

  test("retracts what many have left also where what is left protects another, and keeps what has only grown", () => {
    const gone = day("2026-02-10");
    const late = { received: day("2026-02-10") };
    const crowds = [crowd("A", 20), crowd("A", 30, { gone }), crowd("B", 4), crowd("B", 40, { gone })];
    const grown = [crowd("A", 20), crowd("A", 30, late), crowd("B", 4, late)];
    const days = ["2026-01-31", "2026-02-28"].map(day);
    const parents = new Map(["A", "B"].map((code) => [code, "H20"]));
    const verdictOfA = (crowds: Crowd[]) =>
      publishHistory({ parents, crowds, days, threshold: 10 }).records.get("none\n2026-01\nA")?.at(-1)?.verdict;
    expect([verdictOfA(crowds), verdictOfA(grown)]).toEqual(["retracted-protects-another", "kept"]);
  });

  test("tells where nobody is left of those who were shown, and never of nobody before", () => {
    const crowds = [crowd("A", 30, { gone: day("2026-02-10") }), crowd("B", 90)];
    const days = ["2026-01-31", "2026-02-28"].map(day);
    const { records } = publishHistory({ parents: flat, crowds, days, threshold: 10 });
    const january = (unit: string) =>
      records.get(`none\n2026-01\n${unit}`)?.map(({ verdict, tally }) => [verdict, tally[2]]);
    expect(["A", "B", "C"].map(january)).toEqual([
      [
        ["shown", 30],
        ["shown", 0],
      ],
      [["shown", 90]],
      undefined,
    ]);
  });

  test("keeps what was shown where too few have gone", () => {
    const crowds = [crowd("A", 12), crowd("A", 4, { gone: day("2026-02-10") }), crowd("B", 40)];
    const days = ["2026-01-31", "2026-02-28"].map(day);
    const { records } = publishHistory({ parents: flat, crowds, days, threshold: 10 });
    expect(records.get("none\n2026-01\nA")?.map(({ verdict }) => verdict)).toEqual(["shown", "kept"]);
  });

  test("makes up no publication for days on which nobody was awake", () => {
    const crowds = [crowd("A", 20)];
    const ledger = publishHistory({
      parents: flat,
      crowds,
      days: ["2026-01-31", "2026-03-10"].map(day),
      threshold: 10,
    });
    expect(ledger.latest()).toMatchObject({ version: 2, day: day("2026-03-10") });
  });
});
