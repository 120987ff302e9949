import { type Fraction, floorDivide } from "../../shared/methods/fraction.ts";
import { lessFraction, whole } from "./exact-share.ts";

/** Amounts of one row that are to be divided, by the shares of its unit. */
export type Divisible = {
  /** Rows of the same name share their running totals. */
  readonly name: string;
  /** Add up to 1. */
  readonly shares: readonly Fraction[];
  /** Whole numbers ≥ 0, each with a running total of its own. */
  readonly amounts: readonly number[];
};

/**
 * Divides rows, given in the order of time, into whole amounts for each share. Of each running total a share has its
 * rounded part, and of a row what that part grows by; so the parts of a row add up to it and are never negative. The first
 * takes its share of the whole, rounded half up, the second its share of what is then left, and so on: each rounded by
 * itself would not add up, and cumulative shares rounded could shrink. Of two shares each is within a half of the exact one.
 * @returns for each row and share, in their order, the amounts
 */
export function divideInTurn(rows: readonly Divisible[]): number[][][] {
  const totals = new Map<string, { sums: number[]; parts: number[][] }>();
  return rows.map(({ name, shares, amounts }) => {
    const total = totals.get(name) ?? { sums: [], parts: [] };
    totals.set(name, total);
    const divided = shares.map((): number[] => []);
    for (const [place, amount] of amounts.entries()) {
      const before = total.parts[place] ?? shares.map(() => 0);
      const sum = (total.sums[place] ?? 0) + amount;
      const after = amount === 0 ? before : partsOf(sum, shares);
      for (const [share, list] of divided.entries()) list.push((after[share] ?? 0) - (before[share] ?? 0));
      total.sums[place] = sum;
      total.parts[place] = after;
    }
    return divided;
  });
}

/** Divides a total into whole parts: they add up to it, and none shrinks where it grows. */
export function partsOf(total: number, shares: readonly Fraction[]): number[] {
  let left = total;
  return relativeShares(shares).map((share) => {
    const part = roundedPart(left, share);
    left -= part;
    return part;
  });
}

const relativeOf = new WeakMap<readonly Fraction[], Fraction[]>();

/** Each share as a part of what those before it leave. */
function relativeShares(shares: readonly Fraction[]): readonly Fraction[] {
  const known = relativeOf.get(shares);
  if (known) return known;
  let left = whole;
  const relative = shares.map((share) => {
    const { numerator, denominator } = left;
    left = lessFraction(left, share);
    return left.numerator <= 0n
      ? whole
      : { numerator: share.numerator * denominator, denominator: share.denominator * numerator };
  });
  relativeOf.set(shares, relative);
  return relative;
}

/** Rounded half up, exactly. */
function roundedPart(total: number, { numerator, denominator }: Fraction): number {
  if (numerator === denominator) return total;
  return Number(floorDivide(2n * BigInt(total) * numerator + denominator, 2n * denominator));
}
