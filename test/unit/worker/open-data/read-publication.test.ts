import fc from "fast-check";
import { expect, test } from "vitest";
import type { PublishedRow } from "../../../../shared/contract/publication.ts";
import type { PublicationStore } from "../../../../worker/publications/publication-store.ts";
import { readPublication } from "../../../../worker/open-data/read-publication.ts";
import { organizationOf } from "../indices/sample-agency.ts";
import { readVersion } from "../publications/attack.ts";
import { histories } from "../publications/histories.ts";
import { type History, publishHistory } from "../publications/history.ts";

/** Every row that the API gives of a version: the agency's and those below each unit, in all periods. */
async function everyRow(history: History, publications: PublicationStore, version: number): Promise<PublishedRow[]> {
  const deps = { publications, organization: organizationOf(history.units), today: 30_000 };
  const rows = new Map<string, PublishedRow>();
  for (const { code } of history.units) {
    for (const by of ["time", "unit,time"]) {
      const page = await readPublication(deps, String(version), { unit: code, by, method: "top-two@1", limit: "1000" });
      if (!page.ok) throw new Error(page.failure.kind);
      expect(page.value.meta.next_cursor).toBeNull();
      for (const row of page.value.data) {
        const { unit, own, unmapped, period } = row;
        rows.set(`${unit.code} ${own} ${unmapped} ${period.from} ${period.to}`, row);
      }
    }
  }
  return [...rows.values()];
}

test("the API gives exactly the figures that were shown, and of withheld rows nothing but their labels", async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      const levels = history.crowds.map((_, number) => ({ first: 1 + (number % 5), amended: 1 + ((number + 2) % 5) }));
      const store = publishHistory(history, levels);
      for (const { version } of store.publicationsBefore(null, 3)) {
        const rows = await everyRow(history, store, version);
        const stored = readVersion(store, version);
        expect(rows).toHaveLength(stored.length);
        const shown = stored.filter(({ verdict }) => verdict === "shown").map(({ tally }) => tally.join());
        expect(rows.flatMap(({ tally }) => (tally ? [tally.join()] : [])).sort()).toEqual(shown.sort());
        const nothing = { value: null, n: null, tally: null, interval: null, coverage: null, version: null };
        for (const row of rows) if (row.withheld !== null) expect(row).toMatchObject(nothing);
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);
