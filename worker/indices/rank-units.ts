import type { Interval, PublishedIndex } from "../../shared/contract/published-index.ts";

/** Answers that a unit must have to be ranked. */
export const rankMinimum = 30;

/** One of the units that stand beside each other. */
export type Ranked = { readonly code: string; readonly n: number; readonly interval: Interval | null };

/** A unit's place among the others, and those that it cannot be told apart from; both null where it is not ranked. */
export type Standing = Required<Pick<PublishedIndex, "rank" | "not_distinguishable_from">>;

/** What has no rank. */
export const unranked: Standing = { rank: null, not_distinguishable_from: null };

/**
 * Ranks units by their intervals: one is above another only where the interval of the one begins above where that of the
 * other ends. So each has a best and a worst place that what is known leaves open, and whose intervals overlap are in no
 * order. Units with too few answers, or without an interval, are left out of it.
 */
export function rankUnits(units: readonly Ranked[]): ReadonlyMap<string, Standing> {
  const ranked = units.flatMap(({ code, n, interval }) => (n >= rankMinimum && interval ? [{ code, interval }] : []));
  return new Map(
    ranked.map(({ code, interval }) => {
      const others = ranked.filter((other) => other.code !== code);
      const above = others.filter((other) => other.interval.low > interval.high);
      const below = others.filter((other) => other.interval.high < interval.low);
      const apart = new Set([...above, ...below]);
      return [
        code,
        {
          rank: { best: above.length + 1, worst: ranked.length - below.length, of: ranked.length },
          not_distinguishable_from: others.filter((other) => !apart.has(other)).map((other) => other.code),
        },
      ];
    }),
  );
}
