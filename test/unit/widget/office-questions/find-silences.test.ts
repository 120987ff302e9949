import { describe, expect, it } from "vitest";
import { formatDay, toDay } from "../../../../shared/calendar/day.ts";
import { ownDaysOf, workingCalendar } from "../../../../shared/calendar/working-calendar.ts";
import {
  countWorkingDays,
  findSilences,
  quietWeeks,
  usualPerDay,
  type WeekCount,
} from "../../../../widget/office-questions/find-silences.ts";

const ownDays = ownDaysOf({
  days_off: [{ from: "2026-10-15", to: "2026-10-15" }],
  working_days: [{ day: "2026-10-17", instead_of: "2026-10-16" }],
  confirmed_years: [],
});
const { isWorking } = workingCalendar(ownDays);

/** Weeks from a Monday on, by their numbers of ratings. */
function weeksFrom(monday: string, ...counts: number[]): WeekCount[] {
  return counts.map((n, place) => ({ from: toDay(monday) + 7 * place, to: toDay(monday) + 7 * place + 6, n }));
}

/** Weeks in June and July 2026, which have no public holiday. */
function weeks(...counts: number[]): WeekCount[] {
  return weeksFrom("2026-06-01", ...counts);
}

/** Ratings by day from 5 October 2026 (a Monday) on. */
function days(...counts: number[]): Map<number, number> {
  return new Map(counts.map((n, place) => [toDay("2026-10-05") + place, n]));
}

const span = { from: toDay("2026-10-05"), to: toDay("2026-10-14") };
const words = (silences: ReturnType<typeof findSilences>): string[] =>
  silences.map(({ from, to, workingDays }) => `${formatDay(from)} – ${formatDay(to)}: ${workingDays}`);

describe("working days", () => {
  it("are Monday to Friday, without days off of state and agency, with the days worked in their place", () => {
    expect(isWorking(toDay("2026-10-14"))).toBe(true);
    expect(isWorking(toDay("2026-10-15"))).toBe(false);
    expect(isWorking(toDay("2026-10-16"))).toBe(false);
    expect(isWorking(toDay("2026-10-17"))).toBe(true);
    expect(isWorking(toDay("2026-10-18"))).toBe(false);
    expect(isWorking(toDay("2026-09-02"))).toBe(false);
    expect(isWorking(toDay("2026-08-22"))).toBe(true);
    expect(countWorkingDays({ from: toDay("2026-10-12"), to: toDay("2026-10-18") }, isWorking)).toBe(4);
  });
});

describe("the usual number of ratings on a working day", () => {
  it("is the median of the weeks, by their working days", () => {
    expect(usualPerDay(weeks(20, 25, 0, 30, 25), isWorking)).toBe(5);
  });

  it("takes no notice of weeks before the first and after the last rating", () => {
    expect(usualPerDay(weeks(0, 20, 20, 0, 0, 0, 0), isWorking)).toBe(4);
  });

  it("is 0 where most weeks are silent, and where nobody ever rated", () => {
    expect(usualPerDay(weeks(20, 0, 0, 0, 20), isWorking)).toBe(0);
    expect(usualPerDay(weeks(0, 0), isWorking)).toBe(0);
  });
});

describe("weeks that are read day by day", () => {
  it("have far fewer ratings than usual", () => {
    expect(quietWeeks(weeks(20, 22, 4, 0, 19, 21), isWorking).map(({ n }) => n)).toEqual([4, 0]);
  });

  it("are not those that chance explains, nor those before a touchpoint's first rating", () => {
    expect(quietWeeks(weeks(0, 0, 20, 13, 18, 25), isWorking)).toEqual([]);
  });

  it("are not short because of days off: the week of 31 August 2026 has two working days", () => {
    expect(quietWeeks(weeksFrom("2026-08-03", 50, 50, 60, 50, 20), isWorking)).toEqual([]);
    expect(quietWeeks(weeksFrom("2026-06-01", 50, 50, 60, 50, 20), isWorking)).toHaveLength(1);
  });
});

describe("a silence", () => {
  it("is three working days or more without a rating, and a weekend between does not end it", () => {
    expect(words(findSilences(days(5, 4, 6, 0, 0, 0, 0, 0, 3, 5), { span, usual: 5, isWorking }))).toEqual([
      "2026-10-08 – 2026-10-12: 3",
    ]);
  });

  it("lasts to the end of the span if nobody rated again", () => {
    expect(words(findSilences(days(5, 4), { span, usual: 5, isWorking }))).toEqual(["2026-10-07 – 2026-10-14: 6"]);
  });

  it("is ended by a rating on a day off", () => {
    expect(words(findSilences(days(5, 4, 3, 0, 0, 1, 0, 0, 3, 5), { span, usual: 9, isWorking }))).toEqual([]);
  });

  it("is none where few ratings would have come anyway", () => {
    const quiet = days(2, 2, 0, 0, 0, 0, 0, 0, 0, 2);
    expect(words(findSilences(quiet, { span, usual: 2, isWorking }))).toEqual([]);
    expect(words(findSilences(quiet, { span, usual: 3, isWorking }))).toEqual(["2026-10-07 – 2026-10-13: 5"]);
  });

  it("is none of two working days, however busy the place", () => {
    expect(words(findSilences(days(90, 90, 90, 0, 0, 0, 0, 90, 90, 90), { span, usual: 90, isWorking }))).toEqual([]);
  });
});
