import type { PublishedIndex } from "../../../../shared/contract/published-index.ts";
import type { PublishedRow } from "../../../../shared/contract/publication.ts";
import { computeIndex } from "../../../../shared/methods/compute-index.ts";
import { topTwo } from "../../../../shared/methods/top-two.ts";
import { daysOf } from "../../../../widget/figures/figures.ts";
import { formatDay } from "../../../../shared/calendar/day.ts";

/** What of a row a test says itself. */
export type RowGiven = Partial<PublishedRow> & { readonly in: string };

/** A published row of a period, such as `{ in: "2026-Q3", tally: [1, 2, 3, 40, 50] }`; without a tally it is withheld. */
export function publishedRow({ in: name, tally = null, ...given }: RowGiven): PublishedRow {
  const { from, to } = daysOf(name);
  const index = tally ? computeIndex(topTwo, tally) : null;
  return {
    unit: { code: "H20", name: "Tỉnh Đồng Tháp" },
    period: { from: formatDay(from), to: formatDay(to) },
    ...{ question: "overall", service: null, channel: null, method: topTwo.id, tally },
    ...{ value: index?.value ?? null, interval: index?.interval ?? null },
    n: tally ? tally.reduce((sum, people) => sum + people, 0) : null,
    ...{ coverage: null, channels: null, flagged: null, set_aside: null, spanning: null },
    withheld: tally ? null : "too-few",
    ...{ version: 7, published_at: "2026-10-04T00:10:00+07:00" },
    ...given,
  };
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
