import type { Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import type { Failure } from "../problems/failure.ts";
import type { AuditStore, NewAuditEntry } from "./audit-store.ts";

/** What an entry is written with, in the transaction of the change itself; `today` in days since 1970-01-01. */
export type AuditDeps = { readonly audit: Pick<AuditStore, "add">; readonly nowMs: number; readonly today: number };

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

/** Who asked, what was to be done, and to what; without that the rows of the result are named. */
export type AskedDeed = readonly [principal: Principal, what: string, on?: string];

const mostNamed = 20;

/** Writes an entry for a change of what the agency set up, if it succeeded; returns the result. */
export function noteResult<T>(
  deps: () => AuditDeps,
  [principal, what, on]: AskedDeed,
  result: Result<T, Failure>,
): Result<T, Failure> {
  if (result.ok) noteDeed(deps(), { by: askerOf(principal), what, on: on ?? namesIn(result.value), unit: null });
  return result;
}

/** Ids or codes of the rows of an answer. */
function namesIn(value: unknown): string {
  const { data = [] } = Object(value) as { data?: { id?: unknown; code?: unknown }[] };
  const names = data.map(({ id, code }) => String(id ?? code ?? ""));
  return (
    names.slice(0, mostNamed).join(" ") + (names.length > mostNamed ? ` and ${names.length - mostNamed} more` : "")
  );
}
