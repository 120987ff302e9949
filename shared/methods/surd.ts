import type { Fraction } from "./fraction.ts";

/**
 * The two exact ends of an interval: (middle ± √radicand) / denominator. The radicand is ≥ 0 and the denominator
 * positive. An end is rounded once, from its exact value, however large the counts are.
 */
export type Surd = { readonly middle: bigint; readonly radicand: bigint; readonly denominator: bigint };

/** Narrows an interval as if the sample were larger by a factor: divides its half-width by the factor's square root. */
export function withSample({ numerator, denominator }: Fraction, ends: Surd): Surd {
  return {
    middle: ends.middle * numerator,
    radicand: ends.radicand * denominator * numerator,
    denominator: ends.denominator * numerator,
  };
}
