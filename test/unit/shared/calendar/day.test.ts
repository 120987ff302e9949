import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  firstDayOfMonth,
  firstMondayOf,
  formatDay,
  isoWeekOf,
  lastDayOfMonth,
  mondayOf,
  monthOf,
  parseDay,
  weeksInYear,
} from "../../../../shared/calendar/day.ts";

const dayMs = 86_400_000;
const anyDay = fc.integer({ min: -719_528, max: 2_932_896 });
const year0 = new Date(0).setUTCFullYear(0, 0, 1) / dayMs;

describe("a day", () => {
  it("is written and read as the platform's own calendar does, from year 0 to 9999", () => {
    expect(year0).toBe(-719_528);
    fc.assert(
      fc.property(anyDay, (day) => {
        const text = new Date(day * dayMs).toISOString().slice(0, 10);
        expect(formatDay(day)).toBe(text);
        expect(parseDay(text)).toBe(day);
      }),
      { numRuns: 20_000 },
    );
  });

  it("knows its month and that month's ends", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const date = new Date(day * dayMs);
        const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
        expect(monthOf(day)).toBe(month);
        expect(firstDayOfMonth(month)).toBe(day - date.getUTCDate() + 1);
        expect(lastDayOfMonth(month)).toBe(firstDayOfMonth(month + 1) - 1);
      }),
    );
  });

  it.each([
    "2026-02-30",
    "2026-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-01-00",
    "2026-1-1",
    "26-01-01",
    "",
    "2026-11-24 ",
  ])("is not read from %j", (text) => {
    expect(parseDay(text)).toBeNull();
  });

  it("is read on 29 February of leap years only", () => {
    expect(["2024", "2000", "2100", "1900"].map((year) => parseDay(`${year}-02-29`) !== null)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("an ISO week", () => {
  it.each([
    ["2026-01-01", 2026, 1],
    ["2025-12-29", 2026, 1],
    ["2027-01-03", 2026, 53],
    ["2027-01-04", 2027, 1],
    ["2026-11-15", 2026, 46],
    ["2005-01-01", 2004, 53],
    ["2008-12-29", 2009, 1],
  ])("of %s is %d-W%d", (text, year, week) => {
    expect(isoWeekOf(parseDay(text) ?? Number.NaN)).toEqual({ year, week });
  });

  it("begins on the Monday on or before each of its days, and has its Thursday in its year", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const monday = mondayOf(day);
        expect(new Date(monday * dayMs).getUTCDay()).toBe(1);
        expect(day - monday).toBeLessThan(7);
        expect(day - monday).toBeGreaterThanOrEqual(0);
        const { year, week } = isoWeekOf(day);
        expect(new Date((monday + 3) * dayMs).getUTCFullYear()).toBe(year);
        expect(firstMondayOf(year) + (week - 1) * 7).toBe(monday);
        expect(week).toBeLessThanOrEqual(weeksInYear(year));
      }),
    );
  });

  it("number 53 exists in 71 of 400 years", () => {
    const years = Array.from({ length: 400 }, (_, index) => 2000 + index);
    expect(years.filter((year) => weeksInYear(year) === 53)).toHaveLength(71);
    expect([2004, 2009, 2015, 2020, 2026, 2032].map(weeksInYear)).toEqual([53, 53, 53, 53, 53, 53]);
  });
});
