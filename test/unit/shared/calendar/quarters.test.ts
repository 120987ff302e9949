import { describe, expect, test } from "vitest";
import { formatDay, parseDay } from "../../../../shared/calendar/day.ts";
import { parsePeriod } from "../../../../shared/calendar/period.ts";
import { quarterOf, quartersWithin, type Span, sumsOfYear } from "../../../../shared/calendar/period.ts";

function day(text: string): number {
  return parseDay(text) ?? Number.NaN;
}

function told({ id, from, to }: Span): string {
  return `${id} ${formatDay(from)} ${formatDay(to)}`;
}

describe("the quarter of a day", () => {
  test("has its three months", () => {
    const quarter = quarterOf(day("2026-02-28"));
    expect([quarter, ...quarter.months].map(told)).toEqual([
      "2026-Q1 2026-01-01 2026-03-31",
      "2026-01 2026-01-01 2026-01-31",
      "2026-02 2026-02-01 2026-02-28",
      "2026-03 2026-03-01 2026-03-31",
    ]);
  });

  test("follows the one before without a gap, and is named as periods are", () => {
    const all = quartersWithin({ from: day("2000-01-01"), to: day("2100-12-31") });
    expect(all).toHaveLength(404);
    for (const [place, quarter] of all.entries()) {
      if (place > 0) expect(quarter.from).toBe((all[place - 1]?.to ?? 0) + 1);
      for (const { id, from, to } of [quarter, ...quarter.months]) {
        expect([id, parsePeriod({ period: id })]).toEqual([id, { ok: true, value: { from, to } }]);
      }
    }
  });
});

test("a year has two half-years and itself, each with the names of its quarters", () => {
  expect(sumsOfYear(day("2024-12-31")).map((span) => [told(span), span.quarters])).toEqual([
    ["2024-H1 2024-01-01 2024-06-30", ["2024-Q1", "2024-Q2"]],
    ["2024-H2 2024-07-01 2024-12-31", ["2024-Q3", "2024-Q4"]],
    ["2024 2024-01-01 2024-12-31", ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]],
  ]);
});
