import type { Interval, PublishedIndex } from "../../shared/contract/published-index.ts";

/** Fewest answers with which a unit is ranked. */
export const rankMinimum = 30;

/** A unit beside others. */
export type Ranked = { readonly code: string; readonly n: number; readonly interval: Interval | null };

/** A unit's place among the others, and the units that it cannot be told apart from; both null if it is not ranked. */
export type Standing = Required<Pick<PublishedIndex, "rank" | "not_distinguishable_from">>;

/** The standing of what has no rank. */
export const unranked: Standing = { rank: null, not_distinguishable_from: null };

/**
 * Ranks units by their intervals. A unit is above another only if its interval begins above the end of the other's. So each has a
 * best and a worst possible place, and units whose intervals overlap are in no order. Units with fewer than 30 answers, or
 * without an interval, are not ranked.
 */
export function rankUnits(units: readonly Ranked[]): ReadonlyMap<string, Standing> {
  const ranked = units.flatMap(({ code, n, interval }) => (n >= rankMinimum && interval ? [{ code, interval }] : []));
  return new Map(
    ranked.map(({ code, interval }) => {
      const others = ranked.filter((other) => other.code !== code);
      const above = others.filter((other) => other.interval.low > interval.high);
      const below = others.filter((other) => other.interval.high < interval.low);
      const apart = new Set([...above, ...below]);
      const rank = { best: above.length + 1, worst: ranked.length - below.length, of: ranked.length };
      const like = others.filter((other) => !apart.has(other)).map((other) => other.code);
      return [code, { rank, not_distinguishable_from: like }];
    }),
  );
}
