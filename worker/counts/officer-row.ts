import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import type { Method } from "../../shared/methods/method.ts";
import type { IndexMethod } from "../../shared/methods/weighted-method.ts";
import { rankMinimum } from "../indices/rank-units.ts";

/** What an officer's row gets beside its figures: by what it can be compared with those of others. */
export type OfficerFigures = {
  readonly method: IndexMethod;
  readonly standardised: PublishedIndex["standardised"];
};

/**
 * A row of one officer. With fewer than 30 answers only their number is told; else the figure within the same mix of
 * services stands beside the officer's own, where it is a share of satisfied people.
 */
export function officerRow(row: PublishedIndex, { method, standardised }: OfficerFigures): PublishedIndex {
  if (row.n >= rankMinimum) return { ...row, standardised: isShare(method) ? (standardised ?? null) : null };
  return {
    ...row,
    value: null,
    tally: [],
    interval: null,
    channels: {},
    flagged: { n: row.flagged.n, value_without: null },
    set_aside: { n: row.set_aside.n, value_with: null },
    ...(row.change ? { change: { ...row.change, value: null, interval: null, beyond_chance: null } } : {}),
    standardised: null,
    withheld: "too-few",
  };
}

function isShare({ intervalKind }: Pick<Method, "intervalKind">): boolean {
  return intervalKind === "wilson";
}
