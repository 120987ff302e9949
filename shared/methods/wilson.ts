import type { Surd } from "./surd.ts";
import { z95 } from "./z95.ts";

/**
 * Returns the 95 % interval of a share x/n in percent: Wilson's score interval without continuity correction, (x + z²/2
 * ± z·√(x(n − x)/n + z²/4)) / (n + z²), with n ≥ 1 and 0 ≤ x ≤ n. The low end is exactly 0 at x = 0, the high end
 * exactly 100 at x = n. For counts that are fractions, such as effective sample sizes, x and n are numerators over
 * `per`.
 * Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209–212; examples in R. G. Newcombe,
 * Statistics in Medicine 17 (1998), 857–872.
 */
export function wilson(x: bigint, n: bigint, per = 1n): Surd {
  const z2 = z95.numerator * z95.numerator;
  const d2 = z95.denominator * z95.denominator;
  return {
    middle: 100n * n * (2n * x * d2 + per * z2),
    radicand: 100n * 100n * z2 * n * per * (4n * d2 * x * (n - x) + per * n * z2),
    denominator: 2n * n * (n * d2 + per * z2),
  };
}
