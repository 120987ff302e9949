/** What a test delivers: the parts of a feedback that the rules look at, in plain values. */
export type Revision = {
  readonly id: string;
  readonly revision: number;
  readonly amendKey: string;
  readonly touchpoint: string;
  readonly answeredMs: number;
  /** Milliseconds after the first tap. */
  readonly revisedAfterMs: number;
  readonly level: number | null;
  /** In order, each once. */
  readonly reasons: readonly string[];
  readonly comment: string | null;
};

/**
 * The rules for revisions in their plainest form: a map of what each feedback says last.
 * Written from the design's words alone, so that it can stand against the product's code.
 */
export class RevisionModel {
  readonly stored = new Map<string, Revision>();

  /** Takes a revision and answers the receipt in a word. */
  deliver(given: Revision): string {
    const before = this.stored.get(given.id);
    if (before) {
      if (before.amendKey !== given.amendKey) return "wrong-amend-key";
      if (given.revision < before.revision) return "duplicate";
      if (given.revision === before.revision) return this.#same(before, given) ? "duplicate" : "conflict";
      if (before.touchpoint !== given.touchpoint) return "touchpoint-changed";
      if (before.answeredMs !== given.answeredMs) return "answered-at-changed";
      if (before.level !== null && given.level === null) return "level-withdrawn";
    }
    if (given.revisedAfterMs > 15 * 60 * 1000) return "revised-too-late";
    this.stored.set(given.id, given);
    return "accepted";
  }

  /** People per level on a day of Việt Nam, lowest first, for one touchpoint; with a reason those who named it. */
  tally(touchpoint: string, day: string, reason?: string): number[] {
    const tally = [0, 0, 0, 0, 0];
    for (const { level, answeredMs, touchpoint: at, reasons } of this.stored.values()) {
      const itsDay = new Date(answeredMs + 7 * 60 * 60 * 1000).toISOString().slice(0, 10);
      if (level === null || at !== touchpoint || itsDay !== day) continue;
      if (reason === undefined || reasons.includes(reason)) tally[level - 1] = (tally[level - 1] ?? 0) + 1;
    }
    return tally;
  }

  #same(one: Revision, other: Revision): boolean {
    return JSON.stringify(one) === JSON.stringify(other);
  }
}
