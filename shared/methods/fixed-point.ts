import { type Fraction, floorDivide } from "./fraction.ts";
import { integerRoot } from "./integer-root.ts";

/** A real number in units of 10⁻⁴⁰, for sums of roots, which a {@link Surd} cannot hold. */
export type FixedPoint = bigint;

/** The number 1. */
export const fixedOne: FixedPoint = 10n ** 40n;

// The error is a few units of the 40th decimal. Numbers that agree to 20 decimals count as equal.
const settled = 10n ** 20n;

/** Converts a fraction, rounded down. */
export function fixedPoint({ numerator, denominator }: Fraction): FixedPoint {
  return floorDivide(numerator * fixedOne, denominator);
}

/** Returns the square. */
export function fixedSquare(value: FixedPoint): FixedPoint {
  return (value * value) / fixedOne;
}

/** Returns the square root of a number ≥ 0. */
export function fixedRoot(value: FixedPoint): FixedPoint {
  return integerRoot(value * fixedOne);
}

/** Converts to a fraction of 20 decimals, which removes the error: a tie is then rounded as a tie. */
export function fractionOf(value: FixedPoint): Fraction {
  return { numerator: floorDivide(2n * value + settled, 2n * settled), denominator: fixedOne / settled };
}
