import * as z from "zod/mini";
import { calendarDay, nameUpTo, slug, unitCode } from "../codes.ts";
import { periodYears } from "../calendar/period.ts";

/** The decision, notice or letter that it is based on. */
const source = nameUpTo(500);

/** Days on which the agency is closed, both ends included. */
const ownDayOff = z.strictObject({
  from: calendarDay,
  to: calendarDay,
  name: nameUpTo(200),
  source: z.optional(z.nullable(source)),
});

/** A day that the agency works, whatever the public calendar says. `instead_of` becomes a day off. */
const ownWorkingDay = z.strictObject({
  day: calendarDay,
  instead_of: z.optional(z.nullable(calendarDay)),
  source: z.optional(z.nullable(source)),
});

/** A year that the agency has compared with the state's decision. With the agency's own days it is no longer assumed. */
const confirmedYear = z.strictObject({
  year: z.int().check(z.minimum(periodYears.first), z.maximum(periodYears.last)),
  source,
});

/** Body of `PUT …/calendar`: all of the agency's own days. It replaces the calendar before it. */
export const putCalendar = z.strictObject({
  days_off: z.array(ownDayOff).check(z.maxLength(1000)),
  working_days: z.array(ownWorkingDay).check(z.maxLength(1000)),
  confirmed_years: z._default(z.array(confirmedYear).check(z.maxLength(100)), []),
});

/** See {@link putCalendar}. */
export type PutCalendar = z.infer<typeof putCalendar>;

const publicYear = z.strictObject({
  year: z.int(),
  /** `assumed`: the state's decision is not known here, so the days are computed from the law. */
  basis: z.enum(["decreed", "assumed"]),
  sources: z.array(z.string()),
  days_off: z.array(z.strictObject({ day: calendarDay, name: z.string() })),
  working_days: z.array(z.strictObject({ day: calendarDay, instead_of: z.nullable(calendarDay) })),
});

/** The agency's calendar: its own days, and the public days off of last, this and next year. */
export const agencyCalendar = z.extend(putCalendar, {
  public_years: z.array(publicYear),
  /** Assumed years that today's deadlines reach into. Enter the decision and confirm the year. */
  years_to_load: z.array(z.int()),
});

/** See {@link agencyCalendar}. */
export type AgencyCalendar = z.infer<typeof agencyCalendar>;

const workingDays = (least: number): z.ZodMiniNumber => z.int().check(z.minimum(least), z.maximum(365));

/**
 * How long a unit has for an answer, in working days after the day of receipt. The unit is warned `warn_working_days`
 * before the last day. Its parent is told once it is `escalate_working_days` late. `unit` null: all units; `category`
 * null: all categories.
 */
export const deadlineClock = z.strictObject({
  unit: z._default(z.nullable(unitCode), null),
  category: z._default(z.nullable(slug), null),
  working_days: z._default(workingDays(1), 10),
  warn_working_days: z._default(workingDays(0), 2),
  escalate_working_days: z._default(workingDays(1), 5),
});

/** See {@link deadlineClock}. */
export type DeadlineClock = z.infer<typeof deadlineClock>;

/** Body of `PUT …/deadlines`: all deadlines of the agency. It replaces those before it. */
export const putDeadlines = z.strictObject({ deadlines: z.array(deadlineClock).check(z.maxLength(1000)) });
