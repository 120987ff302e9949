import type { Day } from "../../shared/calendar/day.ts";
import type { DueDays } from "./due-day.ts";

/** How a clock stands. `isEscalated`: it is so late that the unit's parent is told. */
export type DeadlineStatus = {
  readonly status: "running" | "warned" | "overdue" | "met" | "missed";
  readonly isEscalated: boolean;
};

/**
 * How a clock stands on a day. `answeredDay` null while there is no answer: then it runs, is warned from
 * `warnFrom` on, is overdue from the day after the last one, and is escalated from `escalateFrom` on. An answer stops it
 * for good: met on the last day or before, else missed.
 */
export function deadlineStatus(
  { due, warnFrom, escalateFrom }: Omit<DueDays, "isAssumed">,
  { today, answeredDay }: { readonly today: Day; readonly answeredDay: Day | null },
): DeadlineStatus {
  if (answeredDay !== null) return { status: answeredDay <= due ? "met" : "missed", isEscalated: false };
  if (today > due) return { status: "overdue", isEscalated: today >= escalateFrom };
  return { status: today >= warnFrom ? "warned" : "running", isEscalated: false };
}
