import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDay, parseDay } from "../../../../shared/calendar/day.ts";
import { type Comparison, earlierPeriod } from "../../../../shared/calendar/earlier-period.ts";
import { bucketsOf, type BucketUnit, parsePeriod } from "../../../../shared/calendar/period.ts";

function day(text: string): number {
  const parsed = parseDay(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}

type Case = readonly [span: string, comparison: Comparison, earlier: string];

function compared(span: string, comparison: Comparison, unit: BucketUnit | null, lastDay = "2030-01-01"): string {
  const [from = "", to] = span.split("..");
  const period = parsePeriod(to === undefined ? { period: from } : { from, to });
  if (!period.ok) throw new Error(span);
  const earlier = earlierPeriod(period.value, comparison, { unit, lastDay: day(lastDay) });
  return `${formatDay(earlier.from)}..${formatDay(earlier.to)}`;
}

describe("a period of its own", () => {
  it.each<Case>([
    ["2026", "previous", "2025-01-01..2025-12-31"],
    ["2026-H1", "previous", "2025-07-01..2025-12-31"],
    ["2026-Q1", "previous", "2025-10-01..2025-12-31"],
    ["2026-03", "previous", "2026-02-01..2026-02-28"],
    ["2026-02", "previous", "2026-01-01..2026-01-31"],
    ["2026-W46", "previous", "2026-11-02..2026-11-08"],
    ["2026-03-01", "previous", "2026-02-28..2026-02-28"],
    ["2026-03-05..2026-03-14", "previous", "2026-02-23..2026-03-04"],
    ["2026-01-01..2026-05-31", "previous", "2025-08-01..2025-12-31"],
    ["2026", "year-ago", "2025-01-01..2025-12-31"],
    ["2026-Q4", "year-ago", "2025-10-01..2025-12-31"],
    ["2025-02", "year-ago", "2024-02-01..2024-02-29"],
    ["2024-02", "year-ago", "2023-02-01..2023-02-28"],
    ["2026-W46", "year-ago", "2025-11-10..2025-11-16"],
    ["2026-11-24", "year-ago", "2025-11-24..2025-11-24"],
    ["2025-02-28", "year-ago", "2024-02-28..2024-02-28"],
    ["2024-02-20..2024-02-29", "year-ago", "2023-02-20..2023-02-28"],
  ])("%s stands, with %s, beside %s", (span, comparison, earlier) => {
    expect(compared(span, comparison, null)).toBe(earlier);
  });

  it("that is not over stands beside as many days of the earlier one", () => {
    expect(compared("2026-11", "previous", null, "2026-11-24")).toBe("2026-10-01..2026-10-24");
    expect(compared("2026", "year-ago", null, "2026-11-24")).toBe("2025-01-01..2025-11-24");
    expect(compared("2026-W48", "previous", null, "2026-11-24")).toBe("2026-11-16..2026-11-17");
    expect(compared("2026-03", "previous", null, "2026-03-30")).toBe("2026-02-01..2026-02-28");
    expect(compared("2026-11", "previous", null, "2026-11-30")).toBe("2026-10-01..2026-10-31");
    expect(compared("2026-12", "previous", null, "2026-11-24")).toBe("2026-11-01..2026-11-30");
  });
});

describe("a bucket of time", () => {
  it.each<readonly [BucketUnit, ...Case]>([
    ["day", "2026-03-01", "previous", "2026-02-28..2026-02-28"],
    ["week", "2026-W01", "previous", "2025-12-22..2025-12-28"],
    ["week", "2026-W01", "year-ago", "2024-12-30..2025-01-05"],
    ["month", "2026-01", "previous", "2025-12-01..2025-12-31"],
    ["quarter", "2026-Q2", "previous", "2026-01-01..2026-03-31"],
    ["year", "2026", "previous", "2025-01-01..2025-12-31"],
    ["month", "2026-11-10..2026-11-30", "previous", "2026-10-10..2026-10-31"],
    ["month", "2026-11-01..2026-11-20", "previous", "2026-10-01..2026-10-20"],
    ["quarter", "2026-04-15..2026-06-30", "previous", "2026-01-15..2026-03-31"],
    ["week", "2026-11-25..2026-11-29", "previous", "2026-11-18..2026-11-22"],
    ["month", "2024-02-15..2024-02-29", "year-ago", "2023-02-15..2023-02-28"],
  ])("of a %s, %s, stands with %s beside %s, clipped alike", (unit, span, comparison, earlier) => {
    expect(compared(span, comparison, unit)).toBe(earlier);
  });

  it("has with `previous`, where it is whole, the bucket before it", () => {
    const unit = fc.constantFrom<BucketUnit>("day", "week", "month", "quarter", "year");
    fc.assert(
      fc.property(unit, fc.integer({ min: day("2001-01-01"), max: day("2099-01-01") }), (unit, from) => {
        const buckets = bucketsOf({ from, to: from + 1500 }, unit).slice(1, -1);
        for (const [place, bucket] of buckets.entries()) {
          if (place === 0) continue;
          const earlier = earlierPeriod(bucket, "previous", { unit, lastDay: 0 });
          expect(earlier).toEqual(buckets[place - 1]);
        }
      }),
      { numRuns: 50 },
    );
  });
});
