/** An exact rational number. The denominator is positive; the fraction need not be reduced. */
export type Fraction = { readonly numerator: bigint; readonly denominator: bigint };

/** The default of `stretch`: a factor of 1. */
export const unstretched: Fraction = { numerator: 1n, denominator: 1n };

/** Divides and rounds towards −∞; BigInt's own division rounds towards 0. The denominator must be positive. */
export function floorDivide(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator < 0n ? quotient - 1n : quotient;
}
