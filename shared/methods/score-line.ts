import type { Tally } from "../levels.ts";
import type { Fraction } from "./fraction.ts";
import { tallySums } from "./tally-sums.ts";

/** A score that is a linear function of the mean level m: (times · m + plus) / over. `times` and `over` are positive. */
export type ScoreLine = { readonly times: bigint; readonly plus: bigint; readonly over: bigint };

/** Returns the exact score of a tally. The tally must have an answer. */
export function scoreOf(tally: Tally, line: ScoreLine): Fraction {
  const { n, levels } = tallySums(tally);
  return { numerator: line.times * levels + line.plus * n, denominator: line.over * n };
}
