import { type Fraction, floorDivide, lessFraction, whole } from "../../shared/methods/fraction.ts";
import type { GroupShares, UnitGroup } from "./unit-groups.ts";

/** The part of a row that falls to a group. */
export type DividedPart<T> = { readonly row: T; readonly group: UnitGroup; readonly amounts: readonly number[] };

/** How rows are divided: by which shares, which rows have running totals together, and which amounts. */
export type Division<T> = {
  readonly sharesOf: (row: T) => GroupShares;
  readonly nameOf: (row: T) => string;
  readonly amountsOf: (row: T) => readonly number[];
};

/** Divides rows, given in the order of time, among their groups. Parts that fall outside are left out. */
export function divideRows<T>(rows: readonly T[], { sharesOf, nameOf, amountsOf }: Division<T>): DividedPart<T>[] {
  const given = rows.map((row): Divisible & { groups: GroupShares["groups"] } => {
    return { ...sharesOf(row), name: nameOf(row), amounts: amountsOf(row) };
  });
  const divided = divideInTurn(given);
  return rows.flatMap((row, place) =>
    (divided[place] ?? []).flatMap((amounts, share) => {
      const group = given[place]?.groups[share];
      return group ? [{ row, group, amounts }] : [];
    }),
  );
}

/** Amounts of one row that are divided by shares. */
type Divisible = {
  /** Rows of the same name have running totals together. */
  readonly name: string;
  /** Add up to 1. */
  readonly shares: readonly Fraction[];
  /** Whole numbers ≥ 0, each with a running total of its own. */
  readonly amounts: readonly number[];
};

/**
 * Divides rows into whole amounts for each row and share. A share gets its rounded part of each running total, and of a row what
 * this part grew by. So the parts of a row add up to the row and are never negative. The first share takes its part of the whole,
 * rounded half up, the second its part of what is left, and so on: parts that are rounded each by itself would not add up, and
 * rounded cumulative shares could shrink. Of two shares each is within a half of the exact part.
 */
function divideInTurn(rows: readonly Divisible[]): number[][][] {
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

/** Whole parts that add up to the total. None shrinks when the total grows. */
function partsOf(total: number, shares: readonly Fraction[]): number[] {
  let left = total;
  return relativeShares(shares).map((share) => {
    const part = roundedPart(left, share);
    left -= part;
    return part;
  });
}

const relativeOf = new WeakMap<readonly Fraction[], Fraction[]>();

/** Each share as a part of what the shares before it leave. */
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

function roundedPart(total: number, { numerator, denominator }: Fraction): number {
  if (numerator === denominator) return total;
  return Number(floorDivide(2n * BigInt(total) * numerator + denominator, 2n * denominator));
}
