import type { Tally } from "../levels.ts";
import type { Fraction } from "./fraction.ts";
import { tallySums } from "./tally-sums.ts";

/** A score that is a straight line in the mean level m: (times · m + plus) / over. `times` and `over` are positive. */
export type ScoreLine = { readonly times: bigint; readonly plus: bigint; readonly over: bigint };

/** The exact score of a tally with at least one answer. */
export function scoreOf(tally: Tally, line: ScoreLine): Fraction {
  const { n, levels } = tallySums(tally);
  return { numerator: line.times * levels + line.plus * n, denominator: line.over * n };
}
