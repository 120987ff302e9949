import { describe, expect, test } from "vitest";
import { formatDay } from "../../../../shared/calendar/day.ts";
import {
  type LatticePeriod,
  latticePeriods,
  spansAround,
  spansWithin,
} from "../../../../worker/publications/lattice.ts";
import { day } from "../indices/sample-agency.ts";

function shown(periods: readonly LatticePeriod[]): string[] {
  return periods.map(({ id, from, to }) => `${id} ${formatDay(from)} ${formatDay(to)}`);
}

describe("the lattice of a day", () => {
  test("has every closed month, quarter, half-year and year, and of the running month the closed weeks", () => {
    const { months, quarters, halves, years } = latticePeriods(day("2025-11-15"), day("2026-07-15"));
    expect(months.map(({ id }) => id)).toEqual([
      "2025-11",
      "2025-12",
      "2026-01",
      "2026-02",
      "2026-03",
      "2026-04",
      "2026-05",
      "2026-06",
      "2026-07",
    ]);
    expect(shown(months.slice(-1))).toEqual(["2026-07 2026-07-01 2026-07-12"]);
    expect(shown(quarters)).toEqual([
      "2025-Q4 2025-10-01 2025-12-31",
      "2026-Q1 2026-01-01 2026-03-31",
      "2026-Q2 2026-04-01 2026-06-30",
    ]);
    expect(shown(halves)).toEqual(["2025-H2 2025-07-01 2025-12-31", "2026-H1 2026-01-01 2026-06-30"]);
    expect(shown(years)).toEqual(["2025 2025-01-01 2025-12-31"]);
  });

  test("has no running month before its first week has closed, and a month as a whole from the day after it on", () => {
    expect(latticePeriods(day("2026-09-01"), day("2026-11-01")).months.map(({ id }) => id)).toEqual([
      "2026-09",
      "2026-10",
    ]);
    expect(shown(latticePeriods(day("2026-10-01"), day("2026-10-31")).months)).toEqual([
      "2026-10 2026-10-01 2026-10-25",
    ]);
  });

  test("knows what a span is part of", () => {
    expect(spansAround("2026-04")).toEqual(["2026-04", "2026-Q2", "2026-H1", "2026"]);
    expect(spansAround("2026-Q3")).toEqual(["2026-Q3", "2026-H2", "2026"]);
    expect(spansAround("2026-H2")).toEqual(["2026-H2", "2026"]);
    expect(spansAround("2026")).toEqual(["2026"]);
  });

  test("is made of spans that each know the next shorter ones inside", () => {
    expect(["2026", "2026-H2", "2026-Q4", "2026-11"].map(spansWithin)).toEqual([
      ["2026-H1", "2026-H2"],
      ["2026-Q3", "2026-Q4"],
      ["2026-10", "2026-11", "2026-12"],
      [],
    ]);
    for (const span of ["2026", "2026-H1", "2026-Q3"]) {
      expect(spansWithin(span).map((part) => spansAround(part)[1])).toEqual(spansWithin(span).map(() => span));
    }
  });
});
