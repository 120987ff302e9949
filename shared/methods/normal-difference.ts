import { type Fraction, unstretched } from "./fraction.ts";
import type { Method } from "./method.ts";
import { type Surd, withSample } from "./surd.ts";
import { z95 } from "./z95.ts";

/** People for, people against and all people asked (at least one). */
export type Sides = { readonly for: bigint; readonly against: bigint; readonly n: bigint };

/**
 * 95 % interval of 100 · the difference d of two shares p and q of the same people: d ± z·√((p + q − d²)/n), not yet
 * clipped to −100..100. `stretch` as in {@link Method}.
 */
export function normalDifference(sides: Sides, stretch: Fraction = unstretched): Surd {
  const { n } = sides;
  const difference = sides.for - sides.against;
  const spread = (sides.for + sides.against) * n - difference * difference;
  const reach = 100n * z95.numerator;
  return withSample(stretch, {
    middle: 100n * difference * n * z95.denominator,
    radicand: reach * reach * spread * n,
    denominator: n * n * z95.denominator,
  });
}
