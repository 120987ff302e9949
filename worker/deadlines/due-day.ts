import type { Day } from "../../shared/calendar/day.ts";
import { addWorkingDays, type WorkingCalendar } from "../../shared/calendar/working-calendar.ts";
import type { DeadlineClock } from "../../shared/contract/deadline.ts";

/** The days of a clock, in days since 1970-01-01. */
export type DueDays = {
  /** The last day on which an answer is on time. */
  readonly due: Day;
  /** The first day on which the unit is warned. */
  readonly warnFrom: Day;
  /** The first day on which the parent is told that the answer is late. */
  readonly escalateFrom: Day;
  /** Whether it rests on days off that are only assumed. */
  readonly isAssumed: boolean;
};

/** The days of a clock that starts on a day. That day is not counted; on a day off the clock starts on the next working day. */
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

/** The status of a clock. `isEscalated`: the answer is so late that the unit's parent is told. */
export type DeadlineStatus = {
  readonly status: "running" | "warned" | "overdue" | "met" | "missed";
  readonly isEscalated: boolean;
};

/**
 * The status of a clock on a day. Without an answer (`answeredDay` null) it runs, is warned from `warnFrom` on, overdue after
 * the last day, and escalated from `escalateFrom` on. An answer stops it: met up to the last day, else missed.
 */
export function deadlineStatus(
  { due, warnFrom, escalateFrom }: Omit<DueDays, "isAssumed">,
  { today, answeredDay }: { readonly today: Day; readonly answeredDay: Day | null },
): DeadlineStatus {
  if (answeredDay !== null) return { status: answeredDay <= due ? "met" : "missed", isEscalated: false };
  if (today > due) return { status: "overdue", isEscalated: today >= escalateFrom };
  return { status: today >= warnFrom ? "warned" : "running", isEscalated: false };
}
