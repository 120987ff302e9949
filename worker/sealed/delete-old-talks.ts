import { formatDay, monthsLater } from "../../shared/calendar/day.ts";
import { type AuditDeps, noteDeed } from "../audit/note-deed.ts";
import type { SealedStore } from "./sealed-store.ts";

type RetentionDeps = { readonly sealed: SealedStore; readonly today: number };

/** The last day of a talk that something happens in today. It never comes before the one that its person was told. */
export function lastDayFrom({ sealed, today }: RetentionDeps, told = 0): number {
  return Math.max(told, monthsLater(today, sealed.keepMonths()));
}

/** Deletes talks whose last day is over. The audit log hears how many, and of none which. To be called at the close of each day. */
export function deleteOldTalks(deps: RetentionDeps & AuditDeps): void {
  const count = deps.sealed.deleteTalksBefore(deps.today);
  if (count === 0) return;
  const on = formatDay(deps.today);
  noteDeed(deps, { by: "server", what: "sealed-talks.deleted", on, unit: null, after: String(count) });
}
