import type { Tally } from "../levels.ts";
import { type Fraction, whole } from "./fraction.ts";
import type { Method } from "./method.ts";
import type { ScoreLine } from "./score-line.ts";
import { type Surd, withSample } from "./surd.ts";
import { tallySums } from "./tally-sums.ts";
import { z95 } from "./z95.ts";

/**
 * Returns the 95 % interval of a score that is a linear function of the mean level: mean ± z·s/√n, with s from n − 1.
 * It is in the score's unit and not yet clipped to its range. Null for a single answer. `stretch` as in {@link Method}.
 */
export function normalMean(tally: Tally, line: ScoreLine, stretch: Fraction = whole): Surd | null {
  const { n, levels, squares } = tallySums(tally);
  if (n < 2n) return null;
  const free = n - 1n;
  const spread = n * squares - levels * levels;
  const reach = line.times * z95.numerator;
  return withSample(stretch, {
    middle: (line.times * levels + line.plus * n) * z95.denominator * free,
    radicand: reach * reach * spread * free,
    denominator: line.over * n * z95.denominator * free,
  });
}
