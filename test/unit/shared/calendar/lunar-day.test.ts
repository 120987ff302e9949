import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { formatDay } from "../../../../shared/calendar/day.ts";
import { lunarDay } from "../../../../shared/calendar/lunar-day.ts";
import { fixtureRows } from "../../../fixtures/fixture-rows.ts";

const rows = fixtureRows(readFileSync(new URL("../../../fixtures/lunar-days.csv", import.meta.url), "utf8"));

describe("a date of the lunar calendar", () => {
  it("is that of two published tables in each year from 2000 to 2100", () => {
    const computed = rows.map(({ year }) => ({
      year,
      tet: formatDay(lunarDay({ year: Number(year), month: 1, date: 1 })),
      hung_kings: formatDay(lunarDay({ year: Number(year), month: 3, date: 10 })),
    }));
    expect(rows).toHaveLength(101);
    expect(computed).toEqual(rows);
  });

  it.each([
    [2007, "2007-02-17"],
    [2030, "2030-02-02"],
    [2053, "2053-02-18"],
  ])("is in %i, when the new moon comes within the hour between both midnights, a day before China's", (year, tet) => {
    expect(formatDay(lunarDay({ year, month: 1, date: 1 }))).toBe(tet);
  });
});
