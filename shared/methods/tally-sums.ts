import type { Tally } from "../levels.ts";

/** Exact sums of a tally: n people, Σ level · people, Σ level² · people. Levels are counted from 1. */
export type TallySums = { readonly n: bigint; readonly levels: bigint; readonly squares: bigint };

/** Computes the sums of a tally. BigInt, because sums of large counts exceed 2^53. */
export function tallySums(tally: Tally): TallySums {
  let [n, levels, squares] = [0n, 0n, 0n];
  for (const [index, people] of tally.entries()) {
    const [count, level] = [BigInt(people), BigInt(index + 1)];
    n += count;
    levels += level * count;
    squares += level * level * count;
  }
  return { n, levels, squares };
}
