import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDay, toDay } from "../../../../shared/calendar/day.ts";
import { labelWidth } from "../../../../widget/charts/labels.ts";
import { isShown, timeLabels, type TrendPoint, unbrokenRuns } from "../../../../widget/charts/trend-point.ts";
import { periods, trendPoints } from "../../../fixtures/trend-points.ts";

const at = (points: readonly TrendPoint[], low: number, high: number) => {
  const [first, last] = [toDay(points[0]?.from ?? ""), toDay(points[points.length - 1]?.to ?? "") + 1];
  return (day: number): number => low + ((day - first) / (last - first)) * (high - low);
};

function labelsOf(points: readonly TrendPoint[], width: number, language: "vi" | "en" = "vi") {
  return timeLabels(points, { at: at(points, 40, width), ends: [40, width], size: 12, language });
}
const words = (labels: readonly { readonly words: string }[]): string => labels.map(({ words: one }) => one).join(" ");

describe("runs of a trend", () => {
  test("hold every shown period once, and join only what follows each other", () => {
    fc.assert(
      fc.property(trendPoints, (points) => {
        const runs = unbrokenRuns(points);
        expect(runs.flat()).toEqual(points.filter(isShown));
        for (const run of runs) {
          for (const [index, point] of run.entries()) {
            const before = run[index - 1];
            if (before) expect(formatDay(toDay(before.to) + 1)).toBe(point.from);
          }
        }
        const gaps = points.filter(
          (point, index) => isShown(point) && !(points[index - 1] && isShown(points[index - 1] as TrendPoint)),
        );
        expect(runs.length).toBe(gaps.length);
      }),
    );
  });

  test("are cut where a period is missing", () => {
    const [first, , third] = periods("month", "2026-01-01", 3);
    expect(unbrokenRuns([first, third] as TrendPoint[]).length).toBe(2);
  });
});

describe("labels of the time axis", () => {
  test("never collide and stay inside, whatever the periods and the width", () => {
    const kind = fc.constantFrom(...(["week", "month", "quarter", "half", "year"] as const));
    const width = fc.integer({ min: 240, max: 1400 });
    fc.assert(
      fc.property(
        kind,
        fc.integer({ min: 1, max: 60 }),
        width,
        fc.constantFrom("vi" as const, "en" as const),
        (each, count, wide, language) => {
          const { periods: row, years } = labelsOf(periods(each, "2023-10-02", count), wide, language);
          for (const labels of [row, years]) {
            let end = 0;
            for (const { at: middle, words: said } of labels) {
              const half = labelWidth(said, 12) / 2;
              expect(middle - half).toBeGreaterThanOrEqual(end);
              end = middle + half;
            }
            expect(end).toBeLessThanOrEqual(wide);
          }
          expect(row.length).toBeGreaterThan(0);
          expect(years.length > 0).toBe(each !== "year");
        },
      ),
    );
  });

  test("are thinned out by width, from January on", () => {
    const months = periods("month", "2024-01-01", 24);
    expect(words(labelsOf(months, 800).periods)).toBe("1 2 3 4 5 6 7 8 9 10 11 12 1 2 3 4 5 6 7 8 9 10 11 12");
    expect(words(labelsOf(months, 300).periods)).toBe("1 4 7 10 1 4 7 10");
    expect(words(labelsOf(months, 300).years)).toBe("2024 2025");
  });

  test("name quarters and halves as people do", () => {
    expect(words(labelsOf(periods("quarter", "2026-01-01", 4), 400).periods)).toBe("I II III IV");
    expect(words(labelsOf(periods("quarter", "2026-01-01", 4), 400, "en").periods)).toBe("Q1 Q2 Q3 Q4");
    expect(words(labelsOf(periods("half", "2026-01-01", 2), 400, "en").periods)).toBe("H1 H2");
  });

  test("call a month a month, also one that has only begun", () => {
    const months = periods("month", "2026-08-01", 4).map((one, index) =>
      index < 3 ? one : { ...one, to: "2026-11-06" },
    );
    expect(words(labelsOf(months, 400).periods)).toBe("8 9 10 11");
  });

  test("leave out a year of which too little is shown, and draw where the next begins", () => {
    const { years, starts } = labelsOf(periods("month", "2025-12-01", 13), 400);
    expect(words(years)).toBe("2026");
    expect(starts).toEqual([at(periods("month", "2025-12-01", 13), 40, 400)(toDay("2026-01-01"))]);
  });
});
