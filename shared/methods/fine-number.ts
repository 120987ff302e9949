import { type Fraction, floorDivide } from "./fraction.ts";
import { integerRoot } from "./integer-root.ts";

/** A real number as whole multiples of 10⁻⁴⁰: for sums of roots, which no single surd holds. */
export type FineNumber = bigint;

/** One. */
export const fineOne: FineNumber = 10n ** 40n;

// The reckoning errs by a few units of the fortieth place; what agrees up to here was meant to be equal.
const settled = 10n ** 20n;

/** The fine number next below a fraction. */
export function fineNumber({ numerator, denominator }: Fraction): FineNumber {
  return floorDivide(numerator * fineOne, denominator);
}

/** Square of a fine number. */
export function fineSquare(value: FineNumber): FineNumber {
  return (value * value) / fineOne;
}

/** Root of a fine number ≥ 0. */
export function fineRoot(value: FineNumber): FineNumber {
  return integerRoot(value * fineOne);
}

/** As a fraction, freed of the reckoning's own error, so that a tie is rounded as the tie that it is. */
export function settledFraction(value: FineNumber): Fraction {
  return { numerator: floorDivide(2n * value + settled, 2n * settled), denominator: fineOne / settled };
}
