import type { GapKind, SequenceRange } from "../../shared/contract/device.ts";
import type { ReceivedRange } from "./received-ranges.ts";

/** What is known of a device's numbers besides those that arrived; times in milliseconds since 1970. */
export type KnownNumbers = {
  /** Highest number known of, and when it became known. */
  readonly highest: number;
  readonly highestMs: number | null;
  /** Highest number known of before the present key was made: nothing up to it can be with a profile that was wiped. */
  readonly beforeKey: number;
  /** Of the newest heartbeat of the present key: the highest number captured, and what is still on the device. Null before. */
  readonly told: { readonly captured: number; readonly pending: readonly SequenceRange[] } | null;
  /** When the device was first enrolled. */
  readonly since: number | null;
};

/** Numbers that did not arrive, and the times between which they were captured, as far as anything tells. */
export type Gap = {
  readonly from: number;
  readonly to: number;
  readonly kind: GapKind;
  readonly afterMs: number | null;
  readonly beforeMs: number | null;
};

type Piece = Pick<Gap, "from" | "to" | "kind">;

/**
 * Every number from 1 to the highest known that did not arrive, in order. It is `pending` where the newest heartbeat says
 * so, or where that heartbeat was before it; `wiped` where it was known of before the present key; else `lost`.
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

/** How many numbers are missing, by kind. */
export function countGaps(gaps: readonly Gap[]): Readonly<Record<GapKind, number>> {
  const counts = { pending: 0, lost: 0, wiped: 0 };
  for (const { from, to, kind } of gaps) counts[kind] += to - from + 1;
  return counts;
}
