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
