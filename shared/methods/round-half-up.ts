import { type Fraction, floorDivide } from "./fraction.ts";
import { integerRoot } from "./integer-root.ts";
import type { Surd } from "./surd.ts";

/**
 * Rounds an exact rational number half up: a tie goes towards +∞, also below zero (−12.25 → −12.2).
 * Returns the double nearest to the decimal number, so it prints as that number.
 * @param decimals 0..4
 */
export function roundHalfUp(value: Fraction, decimals: number): number {
  const scale = 10n ** BigInt(decimals);
  const doubled = 2n * scale * value.numerator + value.denominator;
  return toNumber(floorDivide(doubled, 2n * value.denominator), scale);
}

/**
 * Rounds both ends of an interval half up, each from its exact value.
 * @param decimals 0..4
 */
export function roundEndsHalfUp(ends: Surd, decimals: number): { low: number; high: number } {
  const scale = 10n ** BigInt(decimals);
  const middle = 2n * scale * ends.middle + ends.denominator;
  const radicand = 4n * scale * scale * ends.radicand;
  const root = integerRoot(radicand);
  // floor((a − √b) / c) needs the root rounded up; floor((a + √b) / c) needs it rounded down.
  const rootAbove = root * root === radicand ? root : root + 1n;
  const denominator = 2n * ends.denominator;
  return {
    low: toNumber(floorDivide(middle - rootAbove, denominator), scale),
    high: toNumber(floorDivide(middle + root, denominator), scale),
  };
}

function toNumber(scaled: bigint, scale: bigint): number {
  return Number(scaled) / Number(scale);
}
