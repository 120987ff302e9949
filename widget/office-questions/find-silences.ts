import type { Day } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";

/** Whether the agency works on a day. */
export type IsWorking = (day: Day) => boolean;

/** How many people rated at one touchpoint in a week, or in the part of it that was asked for. */
export type WeekCount = Period & { readonly n: number };

/** Days on which nobody rated at a touchpoint, from the first working day to the last. */
export type Silence = Period & { readonly workingDays: number };

/** The fewest working days that are a silence, and the fewest ratings that a touchpoint would usually have had in it. */
export const leastSilence = { days: 3, ratings: 12 } as const;

/** Number of working days of a span. */
export function countWorkingDays({ from, to }: Period, isWorking: IsWorking): number {
  let count = 0;
  for (let day = from; day <= to; day += 1) if (isWorking(day)) count += 1;
  return count;
}

/**
 * Ratings on a usual working day: the median of the weeks between the first and the last one with ratings. 0 for a
 * touchpoint that is silent in most weeks.
 */
export function usualPerDay(weeks: readonly WeekCount[], isWorking: IsWorking): number {
  const alive = weeks.map(({ n }) => n > 0);
  const known = weeks
    .slice(Math.max(0, alive.indexOf(true)), alive.lastIndexOf(true) + 1)
    .map((week) => ({ n: week.n, days: countWorkingDays(week, isWorking) }))
    .filter(({ days }) => days > 0)
    .map(({ n, days }) => n / days)
    .sort((a, b) => a - b);
  return known[known.length >> 1] ?? 0;
}

/**
 * Weeks with so few ratings that a touchpoint may have been silent for days: at most 70 % of the usual number, and too
 * few for chance (2.2 standard deviations of a Poisson count). Only these are worth reading day by day.
 */
export function quietWeeks(weeks: readonly WeekCount[], isWorking: IsWorking): WeekCount[] {
  const usual = usualPerDay(weeks, isWorking);
  const first = weeks.findIndex(({ n }) => n > 0);
  return weeks.slice(Math.max(0, first)).filter((week) => {
    const expected = usual * countWorkingDays(week, isWorking);
    return expected > 0 && week.n <= 0.7 * expected && (expected - week.n) ** 2 >= 5 * expected;
  });
}

/**
 * Silences within a span. A day off with ratings ends a silence, one without does not lengthen it.
 * @param perDay ratings by day; a day that is missing had none
 * @param usual ratings on a usual working day
 */
export function findSilences(
  perDay: ReadonlyMap<Day, number>,
  { span, usual, isWorking }: { readonly span: Period; readonly usual: number; readonly isWorking: IsWorking },
): Silence[] {
  const silences: Silence[] = [];
  let isOpen = false;
  for (let day = span.from; day <= span.to; day += 1) {
    const last = silences[silences.length - 1];
    if ((perDay.get(day) ?? 0) > 0) isOpen = false;
    else if (isWorking(day)) {
      if (isOpen && last) silences[silences.length - 1] = { ...last, to: day, workingDays: last.workingDays + 1 };
      else silences.push({ from: day, to: day, workingDays: 1 });
      isOpen = true;
    }
  }
  return silences.filter((silence) => isLong(silence, usual));
}

function isLong({ workingDays }: Silence, usual: number): boolean {
  return workingDays >= leastSilence.days && workingDays * usual >= leastSilence.ratings;
}
