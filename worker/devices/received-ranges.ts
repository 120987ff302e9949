/** Numbers that arrived, from the first to the last, with the times (milliseconds since 1970) at which these two were captured. */
export type ReceivedRange = {
  readonly first: number;
  readonly last: number;
  readonly firstMs: number;
  readonly lastMs: number;
};

/** What ranges become when numbers arrive: those that go, and those that take their place. */
export type RangeChange = { readonly gone: readonly ReceivedRange[]; readonly come: readonly ReceivedRange[] };

/**
 * Adds numbers to the ranges that they touch or lie in; all other ranges stay as they are.
 * @param near disjoint ranges, at least all that hold a number or lie right beside one.
 */
export function addToRanges(near: readonly ReceivedRange[], numbers: readonly ReceivedRange[]): RangeChange {
  const merged = mergeRanges([...near, ...numbers]);
  const before = new Map(near.map((range) => [range.first, range]));
  const isThere = ({ first, last }: ReceivedRange): boolean => before.get(first)?.last === last;
  const kept = new Set(merged.filter(isThere).map(({ first }) => first));
  return { gone: near.filter(({ first }) => !kept.has(first)), come: merged.filter((range) => !isThere(range)) };
}

/** Ranges in order, with none that overlaps or touches another. */
export function mergeRanges(ranges: readonly ReceivedRange[]): ReceivedRange[] {
  const merged: ReceivedRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.first - b.first)) {
    const before = merged.at(-1);
    if (before === undefined || range.first > before.last + 1) merged.push(range);
    else if (range.last > before.last) merged[merged.length - 1] = joined(before, range);
  }
  return merged;
}

function joined(before: ReceivedRange, { last, lastMs }: ReceivedRange): ReceivedRange {
  return { ...before, last, lastMs };
}
