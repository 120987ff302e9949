import { type Day, parseDay } from "../../shared/calendar/day.ts";
import { isWithinPeriods, periodYears } from "../../shared/calendar/period.ts";
import type { AgencyCalendar, PutCalendar } from "../../shared/contract/deadline.ts";
import type { Failure } from "../problems/failure.ts";
import { fail, ok, type Result, type PointedError } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { needWholeAgency } from "../access/reach.ts";
import type { CallTime } from "../agency/agency-rooms.ts";
import { givenTwice } from "../organization/given-twice.ts";
import type { DeadlineStore } from "./deadline-store.ts";
import { withPublicYears } from "./public-years.ts";

/** What {@link putCalendar} works with. */
export type CalendarRooms = Pick<CallTime, "organization" | "today"> & {
  readonly store: Pick<DeadlineStore, "calendar" | "replaceCalendar">;
};

const longestDays = 366;

/**
 * Writes what an agency says of its days, in place of all it said before, and answers its calendar. Deadlines that run
 * already keep their days. Failures: `outside-subtree` for a key that is not on the whole agency; `invalid`, pointing at the place:
 * a span of nothing or of more than a year, a day that is worked and off, anything given twice, years out of range.
 */
export function putCalendar(
  { organization, store, today }: CalendarRooms,
  principal: Principal,
  calendar: PutCalendar,
): Result<AgencyCalendar, Failure> {
  const allowed = needWholeAgency(principal, organization);
  if (!allowed.ok) return allowed;
  const errors = [
    ...calendar.days_off.flatMap(wrongSpan),
    ...calendar.working_days.flatMap(wrongWorkingDay),
    ...workedAndOff(calendar),
    ...givenTwice("/days_off", calendar.days_off, ({ from, to }) => `${from} ${to}`),
    ...givenTwice("/working_days", calendar.working_days, ({ day }) => day),
    ...givenTwice("/confirmed_years", calendar.confirmed_years, ({ year }) => String(year)),
  ];
  if (errors.length > 0) return fail({ kind: "invalid", errors: errors.slice(0, 20) });
  store.replaceCalendar(calendar);
  return ok(withPublicYears(store.calendar(), today));
}

/** The agency's calendar, for whoever holds a key. */
export function readCalendar({ store, today }: Pick<CalendarRooms, "store" | "today">): AgencyCalendar {
  return withPublicYears(store.calendar(), today);
}

/** The contract has checked that it is a day. */
function dayOf(text: string): Day {
  return parseDay(text) ?? 0;
}

function outOfPeriods(pointer: string, text: string): PointedError[] {
  const { first, last } = periodYears;
  return isWithinPeriods(dayOf(text)) ? [] : [{ pointer, detail: `must be in the years ${first} to ${last}` }];
}

function wrongSpan({ from, to }: PutCalendar["days_off"][number], place: number): PointedError[] {
  const at = `/days_off/${place}`;
  const outside = [...outOfPeriods(`${at}/from`, from), ...outOfPeriods(`${at}/to`, to)];
  if (outside.length > 0) return outside;
  if (to < from) return [{ pointer: `${at}/to`, detail: "must not be before from" }];
  const isLong = dayOf(to) - dayOf(from) >= longestDays;
  return isLong ? [{ pointer: `${at}/to`, detail: `must be less than ${longestDays} days after from` }] : [];
}

function wrongWorkingDay({ day, instead_of }: PutCalendar["working_days"][number], place: number): PointedError[] {
  const at = `/working_days/${place}`;
  const swapped = instead_of ? outOfPeriods(`${at}/instead_of`, instead_of) : [];
  return [...outOfPeriods(`${at}/day`, day), ...swapped];
}

/** Days that the agency says are worked, and in another place that they are off. */
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
