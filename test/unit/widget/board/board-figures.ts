import type { PublishedIndex } from "../../../../shared/contract/published-index.ts";
import type { PublishedRow } from "../../../../shared/contract/publication.ts";
import { publishedIn } from "../../../fixtures/published-figure.ts";

/** What of a row a test says itself. */
export type RowGiven = Partial<PublishedRow> & { readonly in: string };

/** A published row of a period, such as `{ in: "2026-Q3", tally: [1, 2, 3, 40, 50] }`; without a tally it is withheld. */
export function publishedRow({ in: name, tally = null, ...given }: RowGiven): PublishedRow {
  return publishedIn(name, tally, given);
}

/** A live row of a period. */
export function liveRow({ in: name, tally = [1, 2, 3, 40, 50] }: RowGiven): PublishedIndex {
  const {
    version: _version,
    published_at: _at,
    quarters: _quarters,
    restated: _restated,
    ...row
  } = publishedRow({ in: name, tally: tally ?? [] });
  return {
    ...row,
    n: row.n ?? 0,
    tally: row.tally ?? [],
    channels: {},
    spanning: 0,
    ...{ flagged: { n: 0, value_without: row.value }, set_aside: { n: 0, value_with: row.value } },
  } as PublishedIndex;
}
