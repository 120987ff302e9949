import { type Day, firstDayOfMonth, mondayOf, monthOf } from "../../shared/calendar/day.ts";
import { isClosed, type Period, type QuarterSpan, quarterOf } from "../../shared/calendar/period.ts";
import {
  addWorkingDays,
  noOwnDays,
  type WorkingCalendar,
  workingCalendar,
} from "../../shared/calendar/working-calendar.ts";
import { cast, type Place } from "./sample-places.ts";

/** When things happen; days since 1970-01-01. */
export type Story = {
  /** First day of 13 whole months before the present one. */
  readonly first: Day;
  readonly today: Day;
  /** The last quarter that is published. */
  readonly quarter: QuarterSpan;
  readonly merger: Day;
  readonly campaign: Day;
  readonly attack: Day;
  /** Days without a sign of life from one kiosk. */
  readonly silent: Period;
  readonly calendar: WorkingCalendar;
};

const monthsBefore = 13;
const silentDays = 9;

/** The days of a simulation that ends before `today`. All events but the merger are in the last published quarter. */
export function storyBefore(today: Day): Story {
  const calendar = workingCalendar(noOwnDays);
  let quarter = quarterOf(today);
  while (!isClosed(quarter.to, today)) quarter = quarterOf(quarter.from - 1);
  const [, middle] = quarter.months;
  const from = mondayOf(quarter.from + 13);
  return {
    first: firstDayOfMonth(monthOf(today) - monthsBefore),
    ...{ today, quarter, calendar, campaign: quarter.from },
    merger: quarterOf(quarter.from - 1).from,
    attack: addWorkingDays((middle?.from ?? quarter.from) + 12, 1, calendar).day,
    silent: { from, to: from + silentDays - 1 },
  };
}

/** Whether tablets are on that day. Opening hours have no public holidays. */
export function isOn(day: Day): boolean {
  return day - mondayOf(day) < 5;
}

/** Whether a kiosk is out of order that day. */
export function isSilent({ unit, channel }: Place, day: Day, { silent }: Story): boolean {
  return unit === cast.silentKiosk && channel === "kiosk" && silent.from <= day && day <= silent.to;
}
