import type { Accepted, SignWatch } from "../signs/sign-watch.ts";
import { type FeedbackRow, withFlags } from "./feedback-row.ts";
import type { FeedbackStore } from "./feedback-store.ts";
import { tallyChange, type TallyChange } from "./tally-change.ts";

/** What signs are added with. */
export type SignDeps = {
  readonly store: Pick<FeedbackStore, "read" | "write">;
  readonly receivedAtMs: number;
  readonly signs: Pick<SignWatch, "look">;
  /** Whether a set-aside that is in effect takes a row out of the index. */
  readonly isSetAside: (row: FeedbackRow) => boolean;
  readonly applyChanges: (changes: readonly TallyChange[]) => void;
  /** Reserves that many change numbers, which rise with every write; returns the first. */
  readonly nextChange: (count: number) => number;
};

/** The row as it was stored, and with the signs that it was given now. */
type Resigned = { readonly before: FeedbackRow; readonly after: FeedbackRow };

/**
 * Adds the signs that these ratings have: to their rows in `now`. Returns earlier rows that belong to what was recognised now:
 * so an attack is flagged with its first few ratings.
 */
export function addSigns(accepted: readonly Accepted[], now: Map<string, FeedbackRow>, deps: SignDeps): Resigned[] {
  const signs = deps.signs.look(accepted);
  const signed = (row: FeedbackRow): FeedbackRow => withFlags(row, [...row.flags, ...(signs.get(row.id) ?? [])]);
  const ids = [...signs.keys()];
  for (const row of ids.flatMap((id) => now.get(id) ?? [])) now.set(row.id, signed(row));
  const others = ids.filter((id) => !now.has(id));
  const stored = others.length === 0 ? [] : [...deps.store.read(others).values()];
  return stored.map((row) => ({ before: row, after: signed({ ...row, changedMs: deps.receivedAtMs }) }));
}

/** Writes rows that have more signs than before, and moves their counts. Their words are as they were. */
export function writeEarlier(rows: readonly Resigned[], deps: SignDeps): void {
  if (rows.length === 0) return;
  const after = rows.map((row) => settled(row.after, deps));
  deps.store.write(after, deps.nextChange(after.length));
  deps.applyChanges(rows.flatMap(({ before }, place) => tallyChange(before, after[place] ?? before)));
}

/** The row set aside, if a decision that is in effect says so: also one that comes after the decision. */
export function settled(row: FeedbackRow, { isSetAside }: Pick<SignDeps, "isSetAside">): FeedbackRow {
  return row.standing !== "set_aside" && isSetAside(row) ? { ...row, standing: "set_aside" } : row;
}
