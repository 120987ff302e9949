import type { Fraction } from "./fraction.ts";

/**
 * The two ends of an interval, exactly: (middle ± √radicand) / denominator. The radicand is ≥ 0, the denominator
 * positive. Kept so that an end is rounded once, from its true value, however large the counts.
 */
export type Surd = { readonly middle: bigint; readonly radicand: bigint; readonly denominator: bigint };

/** The same interval, as wide as if the sample were larger by a factor: its half is divided by the factor's root. */
export function withSample({ numerator, denominator }: Fraction, ends: Surd): Surd {
  return {
    middle: ends.middle * numerator,
    radicand: ends.radicand * denominator * numerator,
    denominator: ends.denominator * numerator,
  };
}
