import type { Principal } from "../access/principal.ts";
import type { AuditStore, NewAuditEntry } from "./audit-store.ts";

/** What an entry is written with, in the transaction of the change itself; `today` in days since 1970-01-01. */
export type AuditDeps = { readonly audit: Pick<AuditStore, "add">; readonly nowMs: number; readonly today: number };

/** What the course of one thing is read from. */
export type CourseDeps = { readonly audit: Pick<AuditStore, "of"> };

/** What was done, to what; before, after and why where there is something to tell. Never anybody's words. */
export type Deed = Pick<NewAuditEntry, "by" | "what" | "on" | "unit"> &
  Partial<Pick<NewAuditEntry, "before" | "after" | "why">>;

/** The asker as the log names them: a key's id, or `root`. */
export function askerOf(principal: Principal): string {
  return principal.kind === "root" ? "root" : principal.id;
}

/** Writes an entry of the audit log. */
export function noteDeed({ audit, nowMs, today }: AuditDeps, deed: Deed): void {
  audit.add({ before: null, after: null, why: null, ...deed, atMs: nowMs, day: today });
}
