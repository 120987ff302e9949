import { type Day, firstDayOfMonth, lastDayOfMonth, mondayOf, monthOf } from "./day.ts";
import type { BucketUnit, Period } from "./period.ts";

/** What a period is compared with: the period just before it, or the same period a year ago. */
export type Comparison = "previous" | "year-ago";

/** A step back by days or by months. With `ends`, the last day of a month goes to the last day of the earlier month. */
type Step = { readonly days: number } | { readonly months: number; readonly ends: boolean };

const monthsOf = { month: 1, quarter: 3, year: 12 } as const;

/**
 * Returns the earlier period that a period is compared with. `unit` is its unit of time if it is a bucket, clipped or
 * not; null if it is a period that somebody chose. `lastDay` is the last day that is counted.
 *
 * - `previous`: one unit back. A chosen period goes back by its whole months or whole ISO weeks, else by its days.
 * - `year-ago`: the same dates a year ago. ISO weeks go back by 52 weeks, to the same days of the week.
 * - If the period ends after `lastDay`, only its days up to `lastDay` are compared, with as many earlier days.
 *
 * A date that the earlier month does not have becomes that month's last day.
 */
export function earlierPeriod(
  period: Period,
  comparison: Comparison,
  { unit, lastDay }: { readonly unit: BucketUnit | null; readonly lastDay: Day },
): Period {
  const step = stepOf(period, comparison, unit);
  const to = period.from <= lastDay && lastDay < period.to ? lastDay : period.to;
  return { from: stepBack(period.from, step, false), to: stepBack(to, step, true) };
}

function stepOf(period: Period, comparison: Comparison, unit: BucketUnit | null): Step {
  if (unit === "day") return comparison === "previous" ? { days: 1 } : { months: 12, ends: false };
  if (unit === "week") return { days: comparison === "previous" ? 7 : 364 };
  if (unit !== null) return { months: comparison === "previous" ? monthsOf[unit] : 12, ends: true };
  const months = wholeMonths(period);
  if (months !== null) return { months: comparison === "previous" ? months : 12, ends: true };
  const days = period.to - period.from + 1;
  if (comparison === "previous") return { days };
  const isWeeks = mondayOf(period.from) === period.from && days % 7 === 0;
  return isWeeks ? { days: 364 } : { months: 12, ends: false };
}

function wholeMonths({ from, to }: Period): number | null {
  const [first, last] = [monthOf(from), monthOf(to)];
  return from === firstDayOfMonth(first) && to === lastDayOfMonth(last) ? last - first + 1 : null;
}

function stepBack(day: Day, step: Step, isLast: boolean): Day {
  if ("days" in step) return day - step.days;
  const month = monthOf(day);
  const target = month - step.months;
  const end = lastDayOfMonth(target);
  if (isLast && step.ends && day === lastDayOfMonth(month)) return end;
  return Math.min(end, firstDayOfMonth(target) + day - firstDayOfMonth(month));
}
