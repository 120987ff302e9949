import type { FeedbackRow } from "../feedback/feedback-row.ts";
import { tallyChange, type TallyChange } from "../feedback/tally-change.ts";
import type { SetAsidesInEffect } from "./set-asides-in-effect.ts";
import type { SetAsideStore, StoredSetAside } from "./set-aside-store.ts";

/** What rows are moved with. */
export type MoveDeps = {
  readonly setAsides: SetAsideStore;
  readonly inEffect: SetAsidesInEffect;
  readonly feedback: {
    read(ids: readonly string[]): Map<string, FeedbackRow>;
    write(rows: readonly FeedbackRow[], firstChange: number): void;
  };
  readonly counts: { apply(changes: readonly TallyChange[]): void };
  readonly nextChange: (count: number) => number;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
};

/** Stored changes that one transaction looks at: about 10 ms of work if all of them are moved. */
export const portion = 500;

/** Portions that an office's call moves itself, so that its next reading is right; the alarm moves what is left. */
const portionsAtOnce = 20;

/** A corrected time lies at most 5 minutes after its receipt. */
const aheadMs = 5 * 60_000;

/** The set-aside with its feedback to be moved from the beginning: nothing that it is about was stored before its span. */
export function toBeMoved({ setAsides }: Pick<MoveDeps, "setAsides">, changed: StoredSetAside): StoredSetAside {
  return { ...changed, movedTo: setAsides.changeBefore(changed.fromMs - aheadMs) };
}

/**
 * Moves the next portion of what a set-aside is about, rows and counts together, in the caller's transaction: out of the index
 * if it is in effect, back if it was undone and no other one holds the row. Returns whether that was the end. Rows that are
 * moved get new change numbers, so they are met once more towards the end, and left as they are.
 */
export function movePortion(deps: MoveDeps, number: number): boolean {
  const { setAsides, inEffect, feedback, counts, nextChange, nowMs } = deps;
  const one = setAsides.find(number);
  if (one === null || one.movedTo === null) return true;
  const { ids, last, looked } = setAsides.next({ ...one, after: one.movedTo, isAside: one.undoneMs !== null }, portion);
  const rows = ids.length === 0 ? [] : [...feedback.read(ids).values()];
  const moved = rows.flatMap((before) => {
    const standing = inEffect.hold(before) ? "set_aside" : before.flags.length > 0 ? "flagged" : "plain";
    return standing === before.standing ? [] : [{ before, after: { ...before, standing, changedMs: nowMs } as const }];
  });
  if (moved.length > 0) {
    feedback.write(
      moved.map(({ after }) => after),
      nextChange(moved.length),
    );
    counts.apply(moved.flatMap(({ before, after }) => tallyChange(before, after)));
  }
  const isEnd = looked < portion;
  setAsides.put({ ...one, movedTo: isEnd ? null : (last ?? one.movedTo) });
  return isEnd;
}

/** Moves the first portions of what a set-aside is about, in the caller's transaction: usually all of it. */
export function moveFirst(deps: MoveDeps, number: number): void {
  for (let left = portionsAtOnce; left > 0 && !movePortion(deps, number); left -= 1);
}
