import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PublicationQuery, PublishedRow } from "../../../../shared/contract/publication.ts";
import { methodsForScale } from "../../../../shared/methods/all-methods.ts";
import { computeIndex } from "../../../../shared/methods/compute-index.ts";
import type { PublicationStore } from "../../../../worker/publications/publication-store.ts";
import { readPublication } from "../../../../worker/open-data/read-publication.ts";
import { day, organizationOf, unit } from "../indices/sample-agency.ts";
import { findFew, shownTallies } from "./attack.ts";
import { histories } from "./histories.ts";
import { type Crowd, type History, publishHistory } from "./history.ts";

const [january, february, may] = ["2026-01-05", "2026-02-05", "2026-05-05"].map(day) as [number, number, number];
const threshold = 10;

function crowd(unitCode: string, people: number, more: Partial<Crowd> = {}): Crowd {
  const when = more.day ?? january;
  return { unit: unitCode, people, day: when, received: when, amended: null, gone: null, back: null, ...more };
}

function historyOf(crowds: readonly Crowd[], days: readonly string[]): History {
  const units = [unit("H20", null), ...["A", "B", "C", "D"].map((code) => unit(code, "H20"))];
  return { units, successions: [], crowds, days: days.map(day), threshold };
}

function publishedWith(levels: readonly number[], history: History): PublicationStore {
  return publishHistory(
    history,
    levels.map((first) => ({ first, amended: first })),
  );
}

/** Rows that anybody reads in the last version. */
async function read(history: History, store: PublicationStore, query: PublicationQuery): Promise<PublishedRow[]> {
  const deps = { publications: store, organization: organizationOf(history.units), today: day("2027-02-01") };
  const page = await readPublication(deps, "latest", query);
  if (!page.ok) throw new Error(page.failure.kind);
  return page.value.data;
}

/** Everything that a tally's rounded rows would say. */
function roundedFigures(tally: readonly number[]): unknown[] {
  const people = tally.reduce((sum, one) => sum + one, 0);
  const n = threshold * Math.floor((2 * people + threshold) / (2 * threshold));
  return methodsForScale(5).map((method) => {
    const { value, interval } = computeIndex({ ...method, unit: "score", decimals: 0 }, [...tally]);
    return { method: method.id, n, value, interval };
  });
}

/** All tallies of 1 to k − 1 people which, added to a known one, give these rounded rows. */
function fewBeside(known: readonly number[], rows: readonly PublishedRow[]): number[][] {
  const shown = JSON.stringify(rows.map(({ method, n, value, interval }) => ({ method, n, value, interval })));
  const fits = (few: readonly number[]): boolean =>
    JSON.stringify(roundedFigures(known.map((people, place) => people + (few[place] ?? 0)))) === shown;
  return talliesUpTo(threshold - 1, 5).filter((few) => few.some((people) => people > 0) && fits(few));
}

function talliesUpTo(most: number, levels: number): number[][] {
  if (levels === 0) return [[]];
  return Array.from({ length: most + 1 }, (_, people) => people).flatMap((people) =>
    talliesUpTo(most - people, levels - 1).map((rest) => [people, ...rest]),
  );
}

const closes = ["2026-02-03", "2026-03-03", "2026-04-03"] as const;

describe("a rounded row", () => {
  test("of a service does not tell the tally of a small unit beside a shown one", async () => {
    // Only A and B offer 1.001. B's row is shown, A's is withheld; 1.001 less B is A.
    const small = [crowd("A", 1, { service: "1.001" }), crowd("A", 2, { service: "1.001" })];
    const large = [2, 3, 4, 10, 9].map((people) => crowd("B", people, { service: "1.001" }));
    const others = [crowd("C", 60, { service: "1.002" }), crowd("D", 25, { service: "1.002" })];
    const history = historyOf([...small, ...large, ...others], closes);
    const store = publishedWith([1, 4, 1, 2, 3, 4, 5, 4, 4], history);
    const units = await read(history, store, { period: "2026-Q1", by: "unit", method: "top-two@1" });
    expect(units.slice(0, 2).map(({ withheld, tally }) => withheld ?? tally)).toEqual(["too-few", [2, 3, 4, 10, 9]]);
    const rows = await read(history, store, { period: "2026-Q1", service: "1.001" });
    expect(fewBeside([2, 3, 4, 10, 9], rows).length).not.toBe(1);
  });

  test("of a year does not tell the tally of a quarter of too few", async () => {
    // In the first quarter 24 at kiosks and 24 on paper, all of them very satisfied; in the second one person.
    const crowds = [crowd("A", 24), crowd("A", 24, { months: 1 }), crowd("A", 1, { day: may, received: may })];
    const history = historyOf(crowds, [...closes, "2026-07-03", "2026-10-03", "2027-01-03"]);
    const store = publishedWith([5, 5, 3], history);
    const [quarter] = await read(history, store, { period: "2026-Q1", method: "top-two@1" });
    const channels = await read(history, store, { period: "2026-Q1", by: "channel", method: "top-two@1" });
    const [second] = await read(history, store, { period: "2026-Q2", method: "top-two@1" });
    // Each channel has 15 to 24 people, together 48: so 24 each.
    expect([quarter?.tally, channels.map(({ n, value }) => [n, value])]).toEqual([
      [0, 0, 0, 0, 48],
      [
        [20, 100],
        [20, 100],
      ],
    ]);
    expect(second?.withheld).toBe("too-few");
    const rows = await read(history, store, { period: "2026", channel: "kiosk" });
    expect(fewBeside([0, 0, 0, 0, 24], rows).length).not.toBe(1);
  });
});

test("people who are taken back and counted again do not tell of the few beside them", () => {
  const [summer, autumn] = [day("2026-05-20"), day("2026-08-20")];
  const crowds = [
    crowd("A", 1, { day: february, received: february, gone: autumn }),
    crowd("A", 10, { day: february, received: february, gone: summer, back: autumn }),
    crowd("A", 11, { amended: summer }),
  ];
  const history = historyOf(crowds, [...closes, "2026-07-03", "2026-10-03"]);
  // February less the 10, who are half of what February and the last two versions' difference add up to.
  expect(findFew(shownTallies(publishHistory(history)), crowds, threshold)).toBeNull();
});

test("people who change their level do not bring a month of too few into the quarter's n", async () => {
  const crowds = [crowd("A", 2), crowd("A", 10, { day: february, received: february, amended: day("2026-05-20") })];
  const history = historyOf(crowds, [...closes, "2026-07-03"]);
  const store = publishHistory(history, [
    { first: 5, amended: 5 },
    { first: 3, amended: 1 },
  ]);
  const figures = async (period: string): Promise<PublishedRow[]> =>
    read(history, store, { period, method: "top-two@1" });
  const [[first], [second], [quarter]] = await Promise.all([
    figures("2026-01"),
    figures("2026-02"),
    figures("2026-Q1"),
  ]);
  expect([first?.withheld, second?.n]).toEqual(["too-few", 10]);
  // Of March nobody is listed: what the quarter has more than February are January's people.
  const difference = (quarter?.n ?? 0) - 10;
  expect(difference === 0 || difference >= threshold).toBe(true);
});

test("how many people there are follows of no set of too few by any linear combination of n", () => {
  fc.assert(
    fc.property(histories, (history) => {
      // Of each crowd only how often it is counted, whatever its level.
      const counts = shownTallies(publishHistory(history)).map((tally) =>
        tally.map((people, place) => (place % 2 === 0 ? people + (tally[place + 1] ?? 0) : 0)),
      );
      expect(findFew(counts, history.crowds, history.threshold)).toBeNull();
    }),
    { numRuns: 150 },
  );
}, 600_000);
