import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDay, isoWeekOf, mondayOf, monthOf, parseDay } from "../../../../shared/calendar/day.ts";
import {
  type BucketUnit,
  bucketsOf,
  bucketUnits,
  type Period,
  parsePeriod,
} from "../../../../shared/calendar/period.ts";

function read(query: Parameters<typeof parsePeriod>[0]): string[] {
  const result = parsePeriod(query);
  if (!result.ok) return result.failure.map((error) => error.pointer);
  return [formatDay(result.value.from), formatDay(result.value.to)];
}

function day(text: string): number {
  return parseDay(text) ?? Number.NaN;
}

describe("a period", () => {
  it.each([
    ["2026", "2026-01-01", "2026-12-31"],
    ["2026-H1", "2026-01-01", "2026-06-30"],
    ["2026-H2", "2026-07-01", "2026-12-31"],
    ["2026-Q1", "2026-01-01", "2026-03-31"],
    ["2026-Q3", "2026-07-01", "2026-09-30"],
    ["2026-Q4", "2026-10-01", "2026-12-31"],
    ["2026-11", "2026-11-01", "2026-11-30"],
    ["2028-02", "2028-02-01", "2028-02-29"],
    ["2026-W01", "2025-12-29", "2026-01-04"],
    ["2026-W46", "2026-11-09", "2026-11-15"],
    ["2026-W53", "2026-12-28", "2027-01-03"],
    ["2026-11-24", "2026-11-24", "2026-11-24"],
    ["2000", "2000-01-01", "2000-12-31"],
    ["2100-12-31", "2100-12-31", "2100-12-31"],
  ])("written %s lasts from %s to %s", (period, from, to) => {
    expect(read({ period })).toEqual([from, to]);
  });

  it.each([
    "",
    "20260",
    "26",
    "2026-",
    "2026-H0",
    "2026-H3",
    "2026-Q0",
    "2026-Q5",
    "2026-Q01",
    "2026-13",
    "2026-00",
    "2026-1",
    "2026-W00",
    "2026-W54",
    "2025-W53",
    "2026-W5",
    "2026-w46",
    "2026-q1",
    "2026-02-30",
    "2026-11-24T00:00",
    " 2026",
    "2026\n",
    "1999",
    "2101",
    "0000",
    "-2026",
    "2026-H-1",
    "２０２６",
  ])("is not read from %j", (period) => {
    expect(read({ period })).toEqual(["/period"]);
  });

  it("is read from two days, both inclusive", () => {
    expect(read({ from: "2026-10-01", to: "2026-10-31" })).toEqual(["2026-10-01", "2026-10-31"]);
    expect(read({ from: "2026-10-01", to: "2026-10-01" })).toEqual(["2026-10-01", "2026-10-01"]);
  });

  it("is refused with the place that is wrong", () => {
    expect(read({})).toEqual(["/period"]);
    expect(read({ period: "2026", from: "2026-01-01" })).toEqual(["/period"]);
    expect(read({ period: "2026", to: "2026-01-01" })).toEqual(["/period"]);
    expect(read({ from: "2026-01-01" })).toEqual(["/to"]);
    expect(read({ to: "2026-01-01" })).toEqual(["/from"]);
    expect(read({ from: "2026-02-30", to: "tomorrow" })).toEqual(["/from", "/to"]);
    expect(read({ from: "2026-02-02", to: "2026-02-01" })).toEqual(["/from"]);
    expect(read({ from: "1999-12-31", to: "2101-01-01" })).toEqual(["/from", "/to"]);
  });
});

const inside: Readonly<Record<BucketUnit, (day: number) => unknown>> = {
  day: (day) => day,
  week: (day) => mondayOf(day),
  month: (day) => monthOf(day),
  quarter: (day) => Math.floor(monthOf(day) / 3),
  year: (day) => Math.floor(monthOf(day) / 12),
};

describe.each(bucketUnits)("cut by %s", (unit) => {
  const periods = fc
    .tuple(fc.integer({ min: 10_957, max: 47_846 }), fc.nat({ max: 1200 }))
    .map(([from, length]): Period => ({ from, to: from + length }));

  it("a period falls into buckets that are the period again, each day once, in order", () => {
    fc.assert(
      fc.property(periods, (period) => {
        const buckets = bucketsOf(period, unit);
        const days = buckets.flatMap(({ from, to }) =>
          Array.from({ length: to - from + 1 }, (_, index) => from + index),
        );
        expect(days).toEqual(Array.from({ length: period.to - period.from + 1 }, (_, index) => period.from + index));
      }),
    );
  });

  it("two days share a bucket exactly when the calendar says so", () => {
    fc.assert(
      fc.property(periods, (period) => {
        const buckets = bucketsOf(period, unit);
        const labels = buckets.map(({ from, to }) => {
          expect(inside[unit](from)).toEqual(inside[unit](to));
          return inside[unit](from);
        });
        expect(new Set(labels).size).toBe(labels.length);
      }),
    );
  });

  it("a century has each of its buckets", () => {
    const century = { from: day("2000-01-01"), to: day("2100-12-31") };
    const buckets = bucketsOf(century, unit);
    expect(buckets.length).toBe({ day: 36_890, week: 5271, month: 1212, quarter: 404, year: 101 }[unit]);
  });
});

describe("buckets", () => {
  it("are clipped at both ends of the period", () => {
    const period = { from: day("2026-11-24"), to: day("2027-01-05") };
    const months = bucketsOf(period, "month").map(({ from, to }) => `${formatDay(from)} ${formatDay(to)}`);
    expect(months).toEqual(["2026-11-24 2026-11-30", "2026-12-01 2026-12-31", "2027-01-01 2027-01-05"]);
    const weeks = bucketsOf(period, "week");
    expect(weeks.map(({ to }) => isoWeekOf(to).week)).toEqual([48, 49, 50, 51, 52, 53, 1]);
    expect(weeks[0]).toEqual({ from: day("2026-11-24"), to: day("2026-11-29") });
  });
});
