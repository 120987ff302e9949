import { type Day, mondayOf, monthOf, toDay } from "./day.ts";
import { publicDaysOff, type SwappedDay } from "./days-off.ts";
import type { Period } from "./period.ts";

/** An agency's own days off and working days. */
export type OwnDays = {
  readonly daysOff: readonly Period[];
  /** Days that are worked, whatever the public calendar says. Each makes its `insteadOf` a day off. */
  readonly workingDays: readonly SwappedDay[];
  /** Years that the agency has compared with the decision. With the agency's own days they are no longer assumed. */
  readonly confirmedYears: readonly number[];
};

/** Which days an agency works. */
export interface WorkingCalendar {
  isWorking(day: Day): boolean;
  /** Whether the days off of the day's year are only assumed: there is no decision yet, or nobody has entered it. */
  isAssumed(day: Day): boolean;
}

type WrittenDays = {
  readonly days_off: readonly { readonly from: string; readonly to: string }[];
  readonly working_days: readonly { readonly day: string; readonly instead_of?: string | null | undefined }[];
  readonly confirmed_years: readonly { readonly year: number }[];
};

/** Reads an agency's own days as the API writes them. */
export function ownDaysOf({ days_off, working_days, confirmed_years }: WrittenDays): OwnDays {
  return {
    daysOff: days_off.map(({ from, to }) => ({ from: toDay(from), to: toDay(to) })),
    workingDays: working_days.map(({ day, instead_of }) => {
      return { day: toDay(day), insteadOf: instead_of ? toDay(instead_of) : null };
    }),
    confirmedYears: confirmed_years.map(({ year }) => year),
  };
}

/** For an agency without days of its own. */
export const noOwnDays: OwnDays = { daysOff: [], workingDays: [], confirmedYears: [] };

type Year = { readonly off: ReadonlySet<Day>; readonly worked: ReadonlySet<Day>; readonly isAssumed: boolean };

/**
 * Returns an agency's calendar. The first rule that fits a day decides: the agency's own working days are worked; its
 * own days off are not; public swapped days are worked; public days off are not; Monday to Friday are worked.
 */
export function workingCalendar(own: OwnDays): WorkingCalendar {
  const worked = new Set(own.workingDays.map(({ day }) => day));
  const off = new Set(own.workingDays.map(({ insteadOf }) => insteadOf));
  const confirmed = new Set(own.confirmedYears);
  const years = new Map<number, Year>();
  const yearOf = (day: Day): Year => {
    const number = Math.floor(monthOf(day) / 12);
    let year = years.get(number);
    if (year === undefined) {
      const { basis, daysOff, workingDays } = publicDaysOff(number);
      year = {
        off: new Set(daysOff.map((it) => it.day)),
        worked: new Set(workingDays.map((it) => it.day)),
        isAssumed: basis === "assumed" && !confirmed.has(number),
      };
      years.set(number, year);
    }
    return year;
  };
  return {
    isWorking(day) {
      if (worked.has(day)) return true;
      if (off.has(day) || own.daysOff.some(({ from, to }) => from <= day && day <= to)) return false;
      const year = yearOf(day);
      return year.worked.has(day) || (!year.off.has(day) && day - mondayOf(day) < 5);
    },
    isAssumed: (day) => yearOf(day).isAssumed,
  };
}

/** The day that a count ends on, and whether days off on the way are only assumed. */
export type CountedDay = { readonly day: Day; readonly isAssumed: boolean };

/** A number of working days, and whether days off between them are only assumed. */
export type CountedDays = { readonly count: number; readonly isAssumed: boolean };

/**
 * Returns the working day `count` working days after a day. The first day is not counted (Bộ luật Dân sự 91/2015/QH13,
 * Điều 147): one working day after a Friday is Monday, and so is one after the Saturday. A negative count goes back; 0
 * gives the day.
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

/** Counts the working days after `from`, up to `to` included. Negative if `to` is before `from`. */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkingCalendar): CountedDays {
  if (to < from) {
    const { count, isAssumed } = workingDaysBetween(to, from, calendar);
    // Not -count: 0 would become -0.
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
