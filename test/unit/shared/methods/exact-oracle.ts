import fc from "fast-check";
import type { Method } from "../../../../shared/methods/method.ts";

/** Weight of each level as [numerator, denominator], written out by hand: the value of every method is their mean. */
export const weights: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  "top-two@1/5": [
    [0, 1],
    [0, 1],
    [0, 1],
    [100, 1],
    [100, 1],
  ],
  "top-two@1/3": [
    [0, 1],
    [100, 1],
    [100, 1],
  ],
  "mean@1/5": [
    [1, 1],
    [2, 1],
    [3, 1],
    [4, 1],
    [5, 1],
  ],
  "mean@1/4": [
    [1, 1],
    [2, 1],
    [3, 1],
    [4, 1],
  ],
  "mean@1/3": [
    [1, 1],
    [2, 1],
    [3, 1],
  ],
  "mean-percent@1/5": [
    [20, 1],
    [40, 1],
    [60, 1],
    [80, 1],
    [100, 1],
  ],
  "gds@1/5": [
    [0, 1],
    [1, 4],
    [1, 2],
    [3, 4],
    [1, 1],
  ],
  "happy@1/5": [
    [0, 1],
    [25, 1],
    [50, 1],
    [75, 1],
    [100, 1],
  ],
  "happy@1/4": [
    [0, 1],
    [100, 3],
    [200, 3],
    [100, 1],
  ],
  "happy@1/3": [
    [0, 1],
    [50, 1],
    [100, 1],
  ],
  "csat@1/5": [
    [0, 1],
    [0, 1],
    [0, 1],
    [100, 1],
    [100, 1],
  ],
  "csat@1/3": [
    [0, 1],
    [100, 1],
    [100, 1],
  ],
  "share@1/2": [
    [0, 1],
    [100, 1],
  ],
  "nps@1/11": [
    [-100, 1],
    [-100, 1],
    [-100, 1],
    [-100, 1],
    [-100, 1],
    [-100, 1],
    [-100, 1],
    [0, 1],
    [0, 1],
    [100, 1],
    [100, 1],
  ],
};

/** People who count as a hundred of a hundred: satisfied ones, or those who chose the option. */
export function peopleCounted({ id }: Method, tally: readonly number[]): number {
  const levels = weights[`${id}/${tally.length}`] ?? [];
  return tally.reduce((sum, people, level) => sum + (levels[level]?.[0] === 100 ? people : 0), 0);
}

/** The exact mean weight of a tally with at least one answer, as a fraction with a positive denominator. */
export function exactValue(method: Method, tally: readonly number[]): [bigint, bigint] {
  let [numerator, n] = [0n, 0n];
  for (const [index, [top, bottom]] of (weights[`${method.id}/${tally.length}`] ?? []).entries()) {
    const people = BigInt(tally[index] ?? 0);
    numerator += (12n * BigInt(top) * people) / BigInt(bottom);
    n += people;
  }
  return [numerator, 12n * n];
}

/** A printed number as a whole number of its last decimals; null where it has more decimals than allowed. */
export function hundredths(value: number, decimals: number): bigint | null {
  const [whole = "", part = ""] = String(Math.abs(value)).split(".");
  if (!/^\d+$/.test(whole) || part.length > decimals) return null;
  const digits = BigInt(whole + part.padEnd(decimals, "0"));
  return value < 0 ? -digits : digits;
}

/** The law of rounding half up: r stands for all x with r − ½ ≤ x < r + ½, in units of the last decimal. */
export function isHalfUp(value: number, exact: [bigint, bigint], decimals: number): boolean {
  const rounded = hundredths(value, decimals);
  if (rounded === null) return false;
  const [numerator, denominator] = exact;
  const doubled = 2n * 10n ** BigInt(decimals) * numerator;
  return (2n * rounded - 1n) * denominator <= doubled && doubled < (2n * rounded + 1n) * denominator;
}

const count = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 12 }),
  fc.integer({ min: 0, max: 100_000 }),
  fc.integer({ min: 0, max: 1_000_000_000_000 }),
);

/** Tallies of a scale: empty levels, handfuls and up to 10¹² per level, mixed. */
export function tallies(scale: number): fc.Arbitrary<number[]> {
  return fc.array(count, { minLength: scale, maxLength: scale });
}

/** Tallies of a scale with at least one answer. */
export function answeredTallies(scale: number): fc.Arbitrary<number[]> {
  return tallies(scale).filter((tally) => tally.some((people) => people > 0));
}
