import type { FeedbackRow } from "../feedback/feedback-row.ts";
import type { SetAsideFilter, SetAsideStore, StoredSetAside } from "./set-aside-store.ts";

/** The set-asides that are in effect, kept in memory. */
export interface SetAsidesInEffect {
  /** Whether one of them takes a row out of the index. */
  hold(row: FeedbackRow): boolean;
  /** To be called after one took effect or was undone. */
  forget(): void;
}

/** Reads what is in effect when it is first asked for. */
export function setAsidesInEffect(store: Pick<SetAsideStore, "inEffect">): SetAsidesInEffect {
  let known: readonly StoredSetAside[] | null = null;
  return {
    hold(row) {
      known ??= store.inEffect();
      return known.some((one) => isAbout(one, row));
    },
    forget() {
      known = null;
    },
  };
}

/** Whether a set-aside is about a row: its touchpoint, its corrected time and one of its flags. */
export function isAbout({ touchpoint, sign, fromMs, beforeMs }: SetAsideFilter, row: FeedbackRow): boolean {
  if (touchpoint !== null && row.snapshot.touchpoint !== touchpoint) return false;
  if (sign !== null && !row.flags.includes(sign)) return false;
  return row.correctedMs >= fromMs && row.correctedMs < beforeMs;
}
