import type { GapKind, SequenceRange } from "../../shared/contract/device.ts";

/** Numbers that arrived, from the first to the last, and when these two were captured; in milliseconds since 1970. */
export type ReceivedRange = {
  readonly first: number;
  readonly last: number;
  readonly firstMs: number;
  readonly lastMs: number;
};

/** Ranges that are removed when numbers arrive, and those that replace them. */
export type RangeChange = { readonly gone: readonly ReceivedRange[]; readonly come: readonly ReceivedRange[] };

/**
 * Returns what changes if numbers are added to ranges that they touch or lie in.
 * @param near disjoint ranges, at least all that hold a number or lie right beside one.
 */
export function addToRanges(near: readonly ReceivedRange[], numbers: readonly ReceivedRange[]): RangeChange {
  const merged = mergeRanges([...near, ...numbers]);
  const before = new Map(near.map((range) => [range.first, range]));
  const isThere = ({ first, last }: ReceivedRange): boolean => before.get(first)?.last === last;
  const kept = new Set(merged.filter(isThere).map(({ first }) => first));
  return { gone: near.filter(({ first }) => !kept.has(first)), come: merged.filter((range) => !isThere(range)) };
}

/** Returns ranges in order, none of which overlaps or touches another. */
export function mergeRanges(ranges: readonly ReceivedRange[]): ReceivedRange[] {
  const merged: ReceivedRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.first - b.first)) {
    const before = merged.at(-1);
    if (before === undefined || range.first > before.last + 1) merged.push(range);
    else if (range.last > before.last) {
      merged[merged.length - 1] = { ...before, last: range.last, lastMs: range.lastMs };
    }
  }
  return merged;
}

/** What is known of a device's numbers besides those that arrived; times in milliseconds since 1970. */
export type KnownNumbers = {
  /** The highest number known, and since when it is known. */
  readonly highest: number;
  readonly highestMs: number | null;
  /** The highest number known before the present key was made: numbers up to it may have been wiped with a browser profile. */
  readonly beforeKey: number;
  /** The newest heartbeat of the present key: the highest number captured, and what still waits on the device. Null before. */
  readonly told: { readonly captured: number; readonly pending: readonly SequenceRange[] } | null;
  /** When the device was first enrolled. */
  readonly since: number | null;
};

/** Numbers that did not arrive, and the times between which they were captured; null if that is not known. */
export type Gap = {
  readonly from: number;
  readonly to: number;
  readonly kind: GapKind;
  readonly afterMs: number | null;
  readonly beforeMs: number | null;
};

type Piece = Pick<Gap, "from" | "to" | "kind">;

/**
 * Returns all numbers from 1 to the highest known that did not arrive, in order. A number is `pending` if the newest
 * heartbeat says so, or if that heartbeat is older than the number; `wiped` if it was known before the present key; else
 * `lost`.
 * @param received disjoint ranges in order.
 */
export function sequenceGaps(received: readonly ReceivedRange[], known: KnownNumbers): Gap[] {
  const gaps: Gap[] = [];
  let next = 1;
  let afterMs = known.since;
  for (const range of received) {
    if (range.first > next) gaps.push(...gapsIn(next, range.first - 1, { known, afterMs, beforeMs: range.firstMs }));
    next = range.last + 1;
    afterMs = range.lastMs;
  }
  if (known.highest >= next) gaps.push(...gapsIn(next, known.highest, { known, afterMs, beforeMs: known.highestMs }));
  return gaps;
}

type Between = Pick<Gap, "afterMs" | "beforeMs"> & { readonly known: KnownNumbers };

function gapsIn(from: number, to: number, { known, afterMs, beforeMs }: Between): Gap[] {
  const pieces: Piece[] = [];
  let next = from;
  const add = (upTo: number, kind: GapKind): void => {
    if (upTo < next) return;
    const before = pieces.at(-1);
    if (before?.kind === kind) pieces[pieces.length - 1] = { ...before, to: upTo };
    else pieces.push({ from: next, to: upTo, kind });
    next = upTo + 1;
  };
  const addUntold = (upTo: number): void => {
    add(Math.min(upTo, known.beforeKey), "wiped");
    add(Math.min(upTo, known.told?.captured ?? 0), "lost");
    add(upTo, "pending");
  };
  for (const [first, last] of known.told?.pending ?? []) {
    if (last < from || first > to) continue;
    addUntold(Math.min(first - 1, to));
    add(Math.min(last, to), "pending");
  }
  addUntold(to);
  return pieces.map((piece) => ({ ...piece, afterMs, beforeMs }));
}

/** Returns how many numbers are missing, by kind. */
export function countGaps(gaps: readonly Gap[]): Readonly<Record<GapKind, number>> {
  const counts = { pending: 0, lost: 0, wiped: 0 };
  for (const { from, to, kind } of gaps) counts[kind] += to - from + 1;
  return counts;
}
