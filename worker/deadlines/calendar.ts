import { type Day, formatDay, monthOf, toDay } from "../../shared/calendar/day.ts";
import { publicDaysOff } from "../../shared/calendar/days-off.ts";
import { outOfPeriods } from "../../shared/calendar/period.ts";
import {
  type AgencyCalendar,
  agencyCalendar,
  type PutCalendar,
  putCalendar as putCalendarBody,
} from "../../shared/contract/deadline.ts";
import { fail, ok, type PointedError } from "../../shared/result.ts";
import { type Operation, operation } from "../operations/operation.ts";
import { givenTwice } from "../lists/given-twice.ts";
import type { DeadlineDeps } from "./deadline-store.ts";

const path = "/v1/agencies/:agency/calendar";

/** `PUT …/calendar`: the agency's own days off and working days, as a whole. */
export const putCalendar: Operation<DeadlineDeps> = operation({
  method: "PUT",
  path,
  audience: "config:write",
  summary: "Write the agency's own days off and working days, in place of those before",
  description: "Deadlines that run already keep their days. Needs a key on the whole agency.",
  body: putCalendarBody,
  answer: agencyCalendar,
  failures: ["outside-subtree", "invalid"],
  runs: "sets up",
  wholeAgency: true,
  audit: { what: "calendar.put", on: () => "calendar" },
  run({ deadlines, today }, _, { body }) {
    const errors = wrongDays(body);
    if (errors.length > 0) return fail({ kind: "invalid", errors: errors.slice(0, 20) });
    deadlines.replaceCalendar(body);
    return ok(withPublicYears(deadlines.calendar(), today));
  },
});

/** `GET …/calendar`: the agency's own days, and the state's with their decisions. */
export const getCalendar: Operation<DeadlineDeps> = operation({
  method: "GET",
  path,
  audience: "any-key",
  summary: "Read days off and working days: the agency's own, and the state's with their decisions",
  description: "The state's days of last, this and next year.",
  answer: agencyCalendar,
  failures: [],
  runs: "reads",
  run: ({ deadlines, today }) => ok(withPublicYears(deadlines.calendar(), today)),
});

const longestDays = 366;

/** A span that ends before it begins or is too long, a day that is worked and off, anything given twice, years out of range. */
function wrongDays(calendar: PutCalendar): PointedError[] {
  return [
    ...calendar.days_off.flatMap(wrongSpan),
    ...calendar.working_days.flatMap(wrongWorkingDay),
    ...workedAndOff(calendar),
    ...givenTwice("/days_off", calendar.days_off, ({ from, to }) => `${from} ${to}`),
    ...givenTwice("/working_days", calendar.working_days, ({ day }) => day),
    ...givenTwice("/confirmed_years", calendar.confirmed_years, ({ year }) => String(year)),
  ];
}

function wrongSpan({ from, to }: PutCalendar["days_off"][number], place: number): PointedError[] {
  const at = `/days_off/${place}`;
  const outside = [...outOfPeriods(`${at}/from`, toDay(from)), ...outOfPeriods(`${at}/to`, toDay(to))];
  if (outside.length > 0) return outside;
  if (to < from) return [{ pointer: `${at}/to`, detail: "must not be before from" }];
  const isLong = toDay(to) - toDay(from) >= longestDays;
  return isLong ? [{ pointer: `${at}/to`, detail: `must be less than ${longestDays} days after from` }] : [];
}

function wrongWorkingDay({ day, instead_of }: PutCalendar["working_days"][number], place: number): PointedError[] {
  const at = `/working_days/${place}`;
  const swapped = instead_of ? outOfPeriods(`${at}/instead_of`, toDay(instead_of)) : [];
  return [...outOfPeriods(`${at}/day`, toDay(day)), ...swapped];
}

/** Days that the agency names both as working days and as days off. */
function workedAndOff({ days_off, working_days }: PutCalendar): PointedError[] {
  const worked = new Set(working_days.map(({ day }) => day));
  return working_days.flatMap(({ day, instead_of }, place) => {
    const isOff = days_off.some(({ from, to }) => from <= day && day <= to);
    const atDay = isOff ? [{ pointer: `/working_days/${place}/day`, detail: "is a day off in days_off" }] : [];
    const isWorked = instead_of && worked.has(instead_of);
    return isWorked
      ? [...atDay, { pointer: `/working_days/${place}/instead_of`, detail: "is a working day in working_days" }]
      : atDay;
  });
}

/** Days before a year's first deadline from which its days are asked for: the state decides on a year late in the one before. */
const daysAhead = 92;

function yearOf(day: Day): number {
  return Math.floor(monthOf(day) / 12);
}

/** An agency's own days, the state's of last, this and next year, and the years that the agency should enter. */
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
