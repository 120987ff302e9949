import type { Surd } from "./surd.ts";
import { z95 } from "./z95.ts";

/** People for, people against and all people asked (at least one). */
export type Sides = { readonly for: bigint; readonly against: bigint; readonly n: bigint };

/**
 * 95 % interval of 100 · the difference d of two shares p and q of the same people: d ± z·√((p + q − d²)/n), not yet
 * clipped to −100..100.
 */
export function normalDifference(sides: Sides): Surd {
  const { n } = sides;
  const difference = sides.for - sides.against;
  const spread = (sides.for + sides.against) * n - difference * difference;
  const reach = 100n * z95.numerator;
  return {
    middle: 100n * difference * n * z95.denominator,
    radicand: reach * reach * spread * n,
    denominator: n * n * z95.denominator,
  };
}
