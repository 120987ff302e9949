import type { Day } from "../../shared/calendar/day.ts";
import { addWorkingDays, type WorkingCalendar } from "../../shared/calendar/working-calendar.ts";
import type { DeadlineClock } from "../../shared/contract/deadline.ts";

/** The days of a clock that runs, in days since 1970-01-01. */
export type DueDays = {
  /** The last day on which an answer is on time. */
  readonly due: Day;
  /** The first day on which the unit is warned. */
  readonly warnFrom: Day;
  /** The first day on which the parent is told that the answer is late. */
  readonly escalateFrom: Day;
  /** Whether days off up to the last day are only assumed. */
  readonly isAssumed: boolean;
};

/**
 * When an answer is due for what was received on a day: that day is not counted, and what comes in on a day off counts
 * from the next working day on.
 */
export function dueDay(
  receivedDay: Day,
  clock: Omit<DeadlineClock, "unit" | "category">,
  calendar: WorkingCalendar,
): DueDays {
  const { day: due, isAssumed } = addWorkingDays(receivedDay, clock.working_days, calendar);
  return {
    due,
    warnFrom: addWorkingDays(due, -clock.warn_working_days, calendar).day,
    escalateFrom: addWorkingDays(due, clock.escalate_working_days, calendar).day,
    isAssumed,
  };
}

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
