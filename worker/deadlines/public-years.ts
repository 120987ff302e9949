import { type Day, formatDay, monthOf } from "../../shared/calendar/day.ts";
import { publicDaysOff } from "../../shared/calendar/days-off.ts";
import type { AgencyCalendar, PutCalendar } from "../../shared/contract/deadline.ts";

/** How far ahead a year is asked for before deadlines get there: decisions for a year come late in the one before. */
const daysAhead = 92;

function yearOf(day: Day): number {
  return Math.floor(monthOf(day) / 12);
}

/** An agency's own days with the state's of last, this and next year, and the years that are to be loaded. */
export function withPublicYears(own: PutCalendar, today: Day): AgencyCalendar {
  const confirmed = new Set(own.confirmed_years.map(({ year }) => year));
  const reached = [...new Set([yearOf(today), yearOf(today + daysAhead)])];
  return {
    ...own,
    public_years: [-1, 0, 1].map((more) => publicYear(yearOf(today) + more)),
    years_to_load: reached.filter((year) => publicDaysOff(year).basis === "assumed" && !confirmed.has(year)),
  };
}

function publicYear(number: number): AgencyCalendar["public_years"][number] {
  const { year, basis, sources, daysOff, workingDays } = publicDaysOff(number);
  return {
    year,
    basis,
    sources: [...sources],
    days_off: daysOff.map(({ day, name }) => ({ day: formatDay(day), name })),
    working_days: workingDays.map(({ day, insteadOf }) => {
      return { day: formatDay(day), instead_of: insteadOf === null ? null : formatDay(insteadOf) };
    }),
  };
}
