import * as z from "zod/mini";
import { calendarDay, slug, textUpTo, unitCode } from "../codes.ts";
import { periodYears } from "../calendar/period.ts";

/** The decision, notice or letter behind it. */
const source = textUpTo(500);

/** Days on which the agency itself is closed, both inclusive. */
const ownDayOff = z.strictObject({
  from: calendarDay,
  to: calendarDay,
  name: textUpTo(200),
  source: z.optional(z.nullable(source)),
});

/** A working day of the agency, before all other rules; `instead_of` is a day off for it. */
const ownWorkingDay = z.strictObject({
  day: calendarDay,
  instead_of: z.optional(z.nullable(calendarDay)),
  source: z.optional(z.nullable(source)),
});

/** A year that the agency has compared with the state's decision, so that its days are no longer assumed. */
const confirmedYear = z.strictObject({
  year: z.int().check(z.minimum(periodYears.first), z.maximum(periodYears.last)),
  source,
});

/** Body of `PUT …/calendar`: all of the agency's own days; they replace those before. */
export const putCalendar = z.strictObject({
  days_off: z.array(ownDayOff).check(z.maxLength(1000)),
  working_days: z.array(ownWorkingDay).check(z.maxLength(1000)),
  confirmed_years: z._default(z.array(confirmedYear).check(z.maxLength(100)), []),
});

/** See {@link putCalendar}. */
export type PutCalendar = z.infer<typeof putCalendar>;

const publicYear = z.strictObject({
  year: z.int(),
  /** `assumed`: this version has no decision of the state; the days are computed from the law. */
  basis: z.enum(["decreed", "assumed"]),
  sources: z.array(z.string()),
  days_off: z.array(z.strictObject({ day: calendarDay, name: z.string() })),
  working_days: z.array(z.strictObject({ day: calendarDay, instead_of: z.nullable(calendarDay) })),
});

/** The agency's calendar: its own days, and the state's of last, this and next year. */
export const agencyCalendar = z.extend(putCalendar, {
  public_years: z.array(publicYear),
  /** Assumed years that deadlines of today reach: the agency should enter and confirm what the state decided. */
  years_to_load: z.array(z.int()),
});

/** See {@link agencyCalendar}. */
export type AgencyCalendar = z.infer<typeof agencyCalendar>;

const workingDays = (least: number): z.ZodMiniNumber => z.int().check(z.minimum(least), z.maximum(365));

/**
 * How long a unit has for an answer, in working days after the day of receipt. The unit is warned `warn_working_days` before
 * the last day; its parent is told when the answer is `escalate_working_days` late. Null means all units, or all categories.
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

/** Body of `PUT …/deadlines`: every clock of the agency; they replace those before. */
export const putDeadlines = z.strictObject({ deadlines: z.array(deadlineClock).check(z.maxLength(1000)) });
