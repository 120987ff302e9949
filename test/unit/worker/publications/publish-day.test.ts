import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RollupSource } from "../../../../worker/counts/rollup-source.ts";
import { publishDay } from "../../../../worker/publications/publish-day.ts";
import { atOneGo } from "../../../../worker/publications/steps.ts";
import { memorySource } from "../indices/memory-source.ts";
import { answersOf, type History, publishHistory, publishingOf } from "./attack.ts";
import { crowds, histories, start } from "./histories.ts";
import { type MemoryLedger, memoryLedger } from "./memory-ledger.ts";

type Kept = readonly (readonly [row: string, records: readonly unknown[]])[];

function rowsOf({ records }: MemoryLedger): Kept {
  return [...records].filter(([, list]) => list.length > 0).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Publishes every day of a history, and gives up each time after so many steps before it is done. */
function publishBreakingOff(history: History, breaks: readonly number[]): MemoryLedger {
  const ledger = memoryLedger();
  for (const day of history.days) {
    for (const most of breaks) {
      const before = ledger.latest();
      const steps = publishDay(publishingOf(history, day, ledger));
      for (let step = 0; step < most && !steps.next().done; step += 1);
      if ((ledger.latest()?.day ?? 0) < day) expect(ledger.latest()).toEqual(before);
    }
    atOneGo(publishDay(publishingOf(history, day, ledger)));
  }
  return ledger;
}

/** Cells whose services, or whose channels, do not add up to their whole. */
function unevenCells(ledger: MemoryLedger): string[] {
  const sums = new Map<string, Map<string, number>>();
  for (const part of ledger.parts()) {
    for (const { leaf, facet, tally } of ledger.cellsIn(part)) {
      const family = facet.split(":")[0] ?? "";
      const own = sums.get(`${part} ${leaf}`) ?? new Map<string, number>();
      sums.set(`${part} ${leaf}`, own);
      for (const [level, people] of tally.entries()) {
        own.set(`${family} ${level}`, (own.get(`${family} ${level}`) ?? 0) + people);
      }
    }
  }
  return [...sums].flatMap(([place, own]) =>
    [...own]
      .filter(([name]) => !name.startsWith("question"))
      .filter(([name, people]) => people !== own.get(`none ${name.split(" ")[1]}`))
      .map(([name]) => `${place} ${name}`),
  );
}

describe("the close of a day", () => {
  test("that broke off anywhere, however often, is made anew as if it had not", () => {
    fc.assert(
      fc.property(histories, fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 3 }), (history, breaks) => {
        expect(rowsOf(publishBreakingOff(history, breaks))).toEqual(rowsOf(publishHistory(history)));
      }),
      { numRuns: 60 },
    );
  });

  test("during which people rate counts each of them under all that they said, or not at all", () => {
    // Months from the year 2000 on come first, a step each.
    const late = fc.array(fc.tuple(fc.integer({ min: 305, max: 330 }), crowds(["A", "B", "H20"])), { minLength: 5 });
    let [counted, missed] = [0, 0];
    fc.assert(
      fc.property(histories, late, (history, comers) => {
        const day = start + 200;
        const ledger = memoryLedger();
        const publishing = publishingOf({ ...history, crowds: [] }, day, ledger);
        const answers = history.crowds.flatMap(answersOf);
        const source: RollupSource = {
          ...publishing.source,
          rollups: (query) => memorySource({ answers }).rollups(query),
        };
        let step = 0;
        for (const _ of publishDay({ ...publishing, source })) {
          for (const [when, crowd] of comers) if (when === step) answers.push(...answersOf(crowd));
          step += 1;
        }
        const cells = ledger.parts().flatMap((part) => ledger.cellsIn(part));
        const whole = cells.filter(({ facet }) => facet === "none").flatMap(({ tally }) => tally);
        const people = whole.reduce((sum, one) => sum + one, 0);
        const before = history.crowds.reduce((sum, one) => sum + (one.question === "overall" ? one.people : 0), 0);
        if (people > before) counted += 1;
        if (people < answers.filter(({ question }) => question === "overall").length) missed += 1;
        expect(unevenCells(ledger)).toEqual([]);
      }),
      { numRuns: 100 },
    );
    expect(Math.min(counted, missed)).toBeGreaterThan(10);
  });
});
