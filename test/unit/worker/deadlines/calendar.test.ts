import { describe, expect, it } from "vitest";
import { type Day, parseDay } from "../../../../shared/calendar/day.ts";
import { agencyCalendar, type PutCalendar } from "../../../../shared/contract/deadline.ts";
import { withPublicYears } from "../../../../worker/deadlines/calendar.ts";

const own: PutCalendar = { days_off: [], working_days: [], confirmed_years: [] };

function day(text: string): Day {
  return parseDay(text) ?? Number.NaN;
}

describe("an agency's calendar", () => {
  it.each([
    ["2026-11-24", []],
    ["2027-09-30", []],
    ["2027-10-01", [2028]],
    ["2028-01-01", [2028]],
    ["2028-12-31", [2028, 2029]],
  ])("asks on %s for assumed years that deadlines reach: %j", (today, years) => {
    expect(withPublicYears(own, day(today)).years_to_load).toEqual(years);
  });

  it("no longer asks for a year that the agency has confirmed", () => {
    const confirmed = { ...own, confirmed_years: [{ year: 2028, source: "Thông báo 1/TB-BNV" }] };
    expect(withPublicYears(confirmed, day("2028-12-31")).years_to_load).toEqual([2029]);
  });

  it("shows last, this and next year, as the contract says", () => {
    const shown = withPublicYears(own, day("2026-12-31"));
    expect(agencyCalendar.parse(shown)).toEqual(shown);
    expect(shown.public_years.map(({ year, basis }) => [year, basis])).toEqual([
      [2025, "decreed"],
      [2026, "decreed"],
      [2027, "decreed"],
    ]);
    expect(shown.public_years[1]?.working_days).toEqual([
      { day: "2026-01-10", instead_of: "2026-01-02" },
      { day: "2026-08-22", instead_of: "2026-08-31" },
    ]);
    expect(withPublicYears(own, day("2027-06-01")).public_years.at(-1)?.basis).toBe("assumed");
  });
});
