import type { Day } from "../../shared/calendar/day.ts";
import { type Fraction, floorDivide, lessFraction, whole } from "../../shared/methods/fraction.ts";
import { startOf, type UnitGroup, type UnitGroups } from "./unit-groups.ts";

/** The part of a row that falls to a group. */
export type DividedPart<T> = { readonly row: T; readonly group: UnitGroup; readonly amounts: readonly number[] };

/** How rows are divided. */
export type Division<T> = {
  readonly units: UnitGroups;
  /** The day by whose shares a row is divided. */
  readonly dayOf: (row: T) => Day;
  /** Rows of one unit with the same name have running totals together. */
  readonly nameOf: (row: T) => string;
  /** Whole numbers ≥ 0, each with a running total of its own. */
  readonly amountsOf: (row: T) => readonly number[];
};

/**
 * Divides rows, given in the order of time, into whole amounts for each group. A group gets its rounded part of each running
 * total, and of a row what this part grew by. So the parts of a row add up to the row and are never negative. The first share takes
 * its part of the whole, rounded half up, the second its part of what is left, and so on: parts that are rounded each by itself
 * would not add up, and rounded cumulative shares could shrink. Of two shares each is within a half of the exact part. Parts that
 * fall outside are left out.
 */
export function divideRows<T extends { readonly unit: string }>(
  rows: readonly T[],
  { units, dayOf, nameOf, amountsOf }: Division<T>,
): DividedPart<T>[] {
  const totals = new Map<string, { sums: number[]; parts: number[][] }>();
  return rows.flatMap((row) => {
    const { groups, shares } = units.sharesOf(row.unit, dayOf(row));
    const name = `${row.unit} ${startOf(units, row.unit, dayOf(row))} ${nameOf(row)}`;
    const total = totals.get(name) ?? { sums: [], parts: [] };
    totals.set(name, total);
    const divided = shares.map((): number[] => []);
    for (const [place, amount] of amountsOf(row).entries()) {
      const before = total.parts[place] ?? shares.map(() => 0);
      const sum = (total.sums[place] ?? 0) + amount;
      const after = amount === 0 ? before : partsOf(sum, shares);
      for (const [share, list] of divided.entries()) list.push((after[share] ?? 0) - (before[share] ?? 0));
      total.sums[place] = sum;
      total.parts[place] = after;
    }
    return groups.flatMap((group, share) => (group ? [{ row, group, amounts: divided[share] ?? [] }] : []));
  });
}

/**
 * Tallies or volumes that must be divided. A report goes where the counts of its last day go. Those of all days are read, since a
 * later one's part depends on those before it.
 */
export function dividedReports<T extends { readonly unit: string; readonly to: Day }>(
  units: UnitGroups,
  read: (units: readonly string[], from: Day, to: Day) => readonly T[],
): T[] {
  const heritage = [...new Set(units.divided.map(({ unit }) => unit))];
  const all = heritage.length > 0 ? read(heritage, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER) : [];
  return all.filter(({ unit, to }) => units.sharesOf(unit, to).groups.length > 1);
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
