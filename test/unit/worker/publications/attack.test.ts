import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findFew, readAll, shownTallies } from "./attack.ts";
import { histories } from "./histories.ts";
import { publishHistory } from "./history.ts";

describe("an attacker with every version", () => {
  test("works out the tally of no set of too few people by any linear combination", () => {
    const counted = { shown: 0, withheld: 0, restated: 0, versions: 0 };
    fc.assert(
      fc.property(histories, (history) => {
        const store = publishHistory(history);
        const rows = readAll(store);
        counted.versions += store.publicationsBefore(null, 1000).length;
        counted.shown += rows.filter(({ verdict }) => verdict === "shown").length;
        counted.withheld += rows.filter(({ verdict }) => verdict === "protects-another").length;
        counted.restated += rows.filter(({ before }) => before !== null).length;
        expect(findFew(shownTallies(store), history.crowds, history.threshold)).toBeNull();
      }),
      { numRuns: Number(process.env.RUNS ?? 200) },
    );
    console.log(counted);
  }, 600_000);
});
