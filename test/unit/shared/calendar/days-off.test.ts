import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { assumedDaysOff } from "../../../../shared/calendar/assumed-days-off.ts";
import { type Day, formatDay, mondayOf } from "../../../../shared/calendar/day.ts";
import { publicDaysOff } from "../../../../shared/calendar/days-off.ts";
import { fixtureRows } from "../../../fixtures/fixture-rows.ts";

const rows = fixtureRows(readFileSync(new URL("../../../fixtures/assumed-days-off.csv", import.meta.url), "utf8"));

function isWeekday(day: Day): boolean {
  return day - mondayOf(day) < 5;
}

function weekdaysOff(daysOff: readonly { readonly day: Day }[]): string {
  const days = daysOff.filter(({ day }) => isWeekday(day)).map(({ day }) => formatDay(day).slice(5));
  return days.sort().join(" ");
}

describe("days off of a year", () => {
  it.each(rows)("that nobody has decided are assumed as others compute them, in $year", ({ year, weekdays_off }) => {
    expect(weekdaysOff(assumedDaysOff(Number(year)))).toBe(weekdays_off);
  });

  it.each([2024, 2025, 2026, 2027])(
    "are those that were decided in %i, which only swaps tell from the assumed ones",
    (year) => {
      const { basis, daysOff, workingDays, sources } = publicDaysOff(year);
      const swappedFor = workingDays.map(({ insteadOf }) => insteadOf);
      expect(basis).toBe("decreed");
      expect(sources.length).toBeGreaterThan(1);
      expect(weekdaysOff(daysOff.filter(({ day }) => !swappedFor.includes(day)))).toBe(
        weekdaysOff(assumedDaysOff(year)),
      );
    },
  );

  it("are as many weekdays off through swaps as days at weekends worked", () => {
    for (const year of [2024, 2025, 2026, 2027]) {
      const { daysOff, workingDays } = publicDaysOff(year);
      const off = new Set(daysOff.map(({ day }) => day));
      expect(workingDays.map(({ day }) => isWeekday(day))).toEqual(workingDays.map(() => false));
      expect(
        workingDays.map(({ insteadOf }) => insteadOf !== null && isWeekday(insteadOf) && off.has(insteadOf)),
      ).toEqual(workingDays.map(() => true));
    }
  });

  it("are marked as assumed in a year without a decision, and name the law", () => {
    const { basis, sources, workingDays } = publicDaysOff(2028);
    expect([basis, workingDays]).toEqual(["assumed", []]);
    expect(sources[0]).toContain("45/2019/QH14");
  });

  it("all lie in their year, each once, and have a name", () => {
    for (let year = 2000; year <= 2100; year += 1) {
      const { daysOff } = publicDaysOff(year);
      expect(new Set(daysOff.map(({ day }) => formatDay(day))).size).toBe(daysOff.length);
      expect(daysOff.filter(({ day, name }) => formatDay(day).slice(0, 4) !== String(year) || name === "")).toEqual([]);
    }
  });
});
