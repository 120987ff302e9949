import { type Fraction, floorDivide } from "./fraction.ts";
import { integerRoot } from "./integer-root.ts";

/** A real number in units of 10⁻⁴⁰, for sums of roots, which a {@link Surd} cannot hold. */
export type FineNumber = bigint;

/** The number 1. */
export const fineOne: FineNumber = 10n ** 40n;

// The error is a few units of the 40th decimal. Numbers that agree to 20 decimals count as equal.
const settled = 10n ** 20n;

/** Converts a fraction, rounded down. */
export function fineNumber({ numerator, denominator }: Fraction): FineNumber {
  return floorDivide(numerator * fineOne, denominator);
}

/** Returns the square. */
export function fineSquare(value: FineNumber): FineNumber {
  return (value * value) / fineOne;
}

/** Returns the square root of a number ≥ 0. */
export function fineRoot(value: FineNumber): FineNumber {
  return integerRoot(value * fineOne);
}

/** Converts to a fraction of 20 decimals, which removes the error: a tie is then rounded as a tie. */
export function settledFraction(value: FineNumber): Fraction {
  return { numerator: floorDivide(2n * value + settled, 2n * settled), denominator: fineOne / settled };
}
