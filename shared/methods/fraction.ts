/** An exact rational number. The denominator is positive; not necessarily reduced. */
export type Fraction = { readonly numerator: bigint; readonly denominator: bigint };

/** The factor that changes nothing. */
export const unstretched: Fraction = { numerator: 1n, denominator: 1n };

/** Whole part of a division, towards −∞ (BigInt's own goes towards 0). The denominator is positive. */
export function floorDivide(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator < 0n ? quotient - 1n : quotient;
}
