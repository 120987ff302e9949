import type { AuditEntry } from "../../shared/contract/audit.ts";
import type { DeskCalls } from "./desk-calls.ts";

/** What happened to the open comment. */
export class CommentHistory {
  /** Null until it is asked for. */
  entries: readonly AuditEntry[] | null = null;
  private comment = "";
  private readonly calls: Pick<DeskCalls, "history">;
  private readonly changed: () => void;

  constructor(calls: Pick<DeskCalls, "history">, changed: () => void) {
    this.calls = calls;
    this.changed = changed;
  }

  /** Loads it for a comment. What comes for a comment that was open before is left aside. */
  async load(comment: string): Promise<void> {
    this.comment = comment;
    const { data } = await this.calls.history(comment);
    if (!data || this.comment !== comment) return;
    this.entries = data.data;
    this.changed();
  }

  /** Forgets it: another comment is open. */
  forget(): void {
    Object.assign(this, { entries: null, comment: "" });
  }
}
