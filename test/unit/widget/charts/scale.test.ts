import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chartScale, figureWords, placeOn, placeWords, scaleTicks } from "../../../../widget/charts/scale.ts";

const percent = { low: 0, high: 100, decimals: 1, unit: "%" };
const promoters = { low: -100, high: 100, decimals: 1, unit: "" };
const share = { low: 0, high: 1, decimals: 4, unit: "" };
const at = (value: number, half = 1) => ({ value, low: value - half, high: value + half });

describe("a chart's scale", () => {
  test("holds every interval and the target, inside the method's range, and ends on round values", () => {
    const range = fc.constantFrom(percent, promoters, share);
    const parts = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 0.2, noNaN: true })),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(range, parts, fc.double({ min: 0, max: 1, noNaN: true }), (whole, given, part) => {
        const of = (place: number): number => whole.low + Math.min(1, Math.max(0, place)) * (whole.high - whole.low);
        const figures = given.map(([value, half]) => ({
          value: of(value),
          low: of(value - half),
          high: of(value + half),
        }));
        const scale = chartScale(figures, whole, [of(part)]);
        const all = [...figures.flatMap(({ low, high }) => [low, high]), of(part)];
        const fine = (whole.high - whole.low) * 1e-9;
        expect(scale.low).toBeLessThanOrEqual(Math.min(...all) + fine);
        expect(scale.high).toBeGreaterThanOrEqual(Math.max(...all) - fine);
        expect(scale.low).toBeGreaterThanOrEqual(whole.low);
        expect(scale.high).toBeLessThanOrEqual(whole.high);
        expect(scale.isCut).toBe(scale.low > whole.low);
        expect(scaleTicks(scale, 5, "vi").length).toBeGreaterThan(1);
      }),
    );
  });

  test("shows at least a tenth of the range, so that chance does not look like news", () => {
    const { low, high } = chartScale([at(91.3, 0.2), at(91.1, 0.2)], percent);
    expect(high - low).toBeGreaterThanOrEqual(10);
    expect(chartScale([at(99.9, 0.05)], percent)).toMatchObject({ low: 90, high: 100 });
  });

  test("goes down to the foot of the range where that is near, and says when it does not", () => {
    expect(chartScale([at(20, 5), at(60, 5)], percent)).toMatchObject({ low: 0, isCut: false });
    expect(chartScale([at(70, 5), at(90, 5)], percent)).toMatchObject({ low: 65, high: 95, isCut: true });
  });

  test("is the whole range where there are no figures", () => {
    expect(chartScale([{ value: null, low: null, high: null }], percent)).toEqual(percent);
  });
});

test("a value lies between the ends of its scale, and one outside lies at the end", () => {
  const place = placeOn({ ...percent, low: 60 }, 10, 210);
  expect([60, 80, 100, 40, 120].map(place)).toEqual([10, 110, 210, 10, 210]);
});

test("values are written as in their language, with a real minus sign", () => {
  expect(figureWords(91.34, percent, "vi")).toBe("91,3%");
  expect(figureWords(91, percent, "vi")).toBe("91,0%");
  expect(placeWords(91, percent, "vi")).toBe("91%");
  expect(figureWords(-12.25, promoters, "en")).toBe("−12.3");
  expect(scaleTicks({ ...share, low: 0.5, high: 0.7 }, 4, "vi").map(({ words }) => words)).toEqual([
    "0,5",
    "0,55",
    "0,6",
    "0,65",
    "0,7",
  ]);
});
