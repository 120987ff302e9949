import type { Day } from "./day.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

/** A day that was counted to, and whether days off on the way there are only assumed. */
export type CountedDay = { readonly day: Day; readonly isAssumed: boolean };

/** How many working days were counted, and whether days off among them are only assumed. */
export type CountedDays = { readonly count: number; readonly isAssumed: boolean };

/** Whether the agency works that day. */
export function isWorkingDay(day: Day, calendar: WorkingCalendar): boolean {
  return calendar.isWorking(day);
}

/**
 * The working day that comes `count` working days after a day, which itself is not counted (Bộ luật Dân sự
 * 91/2015/QH13, Điều 147): from a Friday as from the Saturday after it, 1 is Monday. A negative count goes back; 0 is the day itself.
 */
export function addWorkingDays(day: Day, count: number, calendar: WorkingCalendar): CountedDay {
  const step = Math.sign(count);
  let at = day;
  let isAssumed = false;
  for (let left = Math.abs(count); left > 0; ) {
    at += step;
    isAssumed ||= calendar.isAssumed(at);
    if (calendar.isWorking(at)) left -= 1;
  }
  return { day: at, isAssumed };
}

/** How many working days lie after `from`, up to and with `to`; negative where `to` comes before `from`. */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkingCalendar): CountedDays {
  if (to < from) {
    const { count, isAssumed } = workingDaysBetween(to, from, calendar);
    // Not -count: no days at all would become -0, which is no number to show or compare.
    return { count: 0 - count, isAssumed };
  }
  let count = 0;
  let isAssumed = false;
  for (let day = from + 1; day <= to; day += 1) {
    isAssumed ||= calendar.isAssumed(day);
    if (calendar.isWorking(day)) count += 1;
  }
  return { count, isAssumed };
}
