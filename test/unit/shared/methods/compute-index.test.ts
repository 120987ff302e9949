import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allMethods } from "../../../../shared/methods/all-methods.ts";
import { computeIndex, computeValue } from "../../../../shared/methods/compute-index.ts";
import type { TallyLength } from "../../../../shared/levels.ts";
import { intervalDecimals, type Method } from "../../../../shared/methods/method.ts";
import { answeredTallies, exactValue, isHalfUp, peopleCounted, tallies, weights } from "./exact-oracle.ts";
import { differenceByFormula, normalByDeviations, one, roundsTo, wilsonByFormula } from "./fixed-point.ts";

const cases = allMethods.flatMap((method) => method.scales.map((scale) => ({ method, scale, id: method.id })));

function clipped(end: bigint, method: Method, tally: number[]): bigint {
  const [least, greatest] = method.range(tally.length as TallyLength).map((end) => BigInt(end) * one);
  return end < (least ?? 0n) ? (least ?? 0n) : end > (greatest ?? 0n) ? (greatest ?? 0n) : end;
}

function endsByFormula(method: Method, tally: number[]): [bigint, bigint] {
  const n = tally.reduce((sum, people) => sum + people, 0);
  const sum = (from: number, to: number) => tally.slice(from, to).reduce((total, people) => total + people, 0);
  if (method.intervalKind === "wilson") return wilsonByFormula(peopleCounted(method, tally), n);
  if (method.intervalKind === "normal-difference") return differenceByFormula(sum(9, 11), sum(0, 7), n);
  const levels = weights[`${method.id}/${tally.length}`] ?? [];
  return normalByDeviations(
    levels.map(([top, bottom]) => (BigInt(top) * one) / BigInt(bottom)),
    tally,
  );
}

describe.each(cases)("$id on $scale levels", ({ method, scale }) => {
  it("rounds the exact mean of its weights half up, for counts up to 10¹² per level", () => {
    fc.assert(
      fc.property(answeredTallies(scale), (tally) => {
        const value = computeValue(method, tally);
        expect(value !== null && isHalfUp(value, exactValue(method, tally), method.decimals)).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });

  it("agrees on the interval with a slow reckoning straight from the formula", () => {
    fc.assert(
      fc.property(answeredTallies(scale), (tally) => {
        const { interval } = computeIndex(method, tally);
        const alone = tally.reduce((sum, people) => sum + people, 0) === 1;
        if (interval === null) {
          expect([alone, method.intervalKind]).toEqual([true, "normal-mean"]);
          return;
        }
        const [low, high] = endsByFormula(method, tally).map((end) => clipped(end, method, tally));
        const decimals = intervalDecimals(method);
        expect(roundsTo(interval.low, low ?? 0n, decimals)).toBe(true);
        expect(roundsTo(interval.high, high ?? 0n, decimals)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("has an interval around the value and inside the range", () => {
    fc.assert(
      fc.property(answeredTallies(scale), (tally) => {
        const { value, interval } = computeIndex(method, tally);
        const [least, greatest] = method.range(scale);
        expect(value).toBeGreaterThanOrEqual(least);
        expect(value).toBeLessThanOrEqual(greatest);
        if (interval === null || value === null) return;
        // Where the value has fewer decimals than the interval, its own rounding may carry it out by half a unit.
        const slack = intervalDecimals(method) > method.decimals ? 0.5001 / 10 ** method.decimals : 0;
        expect(interval.low).toBeGreaterThanOrEqual(least);
        expect(interval.low).toBeLessThanOrEqual(value + slack);
        expect(interval.high).toBeGreaterThanOrEqual(value - slack);
        expect(interval.high).toBeLessThanOrEqual(greatest);
      }),
      { numRuns: 1000 },
    );
  });

  it("never falls when somebody answers one level better", () => {
    fc.assert(
      fc.property(answeredTallies(scale), fc.nat({ max: scale - 2 }), (tally, level) => {
        fc.pre((tally[level] ?? 0) > 0);
        const better = tally.with(level, (tally[level] ?? 0) - 1).with(level + 1, (tally[level + 1] ?? 0) + 1);
        expect(computeValue(method, better)).toBeGreaterThanOrEqual(computeValue(method, tally) ?? Number.NaN);
      }),
      { numRuns: 1000 },
    );
  });

  it("reaches both ends of its range", () => {
    const worst = new Array<number>(scale).fill(0).with(0, 7);
    const best = new Array<number>(scale).fill(0).with(scale - 1, 7);
    expect([computeValue(method, worst), computeValue(method, best)]).toEqual(method.range(scale));
  });

  it("gives neither value nor interval for nobody", () => {
    expect(computeIndex(method, new Array<number>(scale).fill(0))).toEqual({ value: null, interval: null });
  });

  it("refuses a tally with another number of levels", () => {
    expect(() => computeIndex(method, [1, 1, 1, 1, 1, 1])).toThrow(RangeError);
  });
});

describe("the interval", () => {
  const methodById = (id: string) => allMethods.find((method) => method.id === id) as Method;

  it.each([
    [81, 263, 25.53, 36.62],
    [15, 148, 6.24, 16.05],
    [0, 20, 0, 16.11],
    [1, 29, 0.61, 17.18],
    [20, 20, 83.89, 100],
  ])("of %d satisfied among %d is %d to %d", (x, n, low, high) => {
    const { interval } = computeIndex(methodById("top-two@1"), [0, 0, n - x, 0, x]);
    expect(interval).toEqual({ confidence: 0.95, kind: "wilson", low, high });
  });

  it.each([
    [81, 263, 25.53, 36.62],
    [15, 148, 6.24, 16.05],
    [0, 20, 0, 16.11],
    [1, 29, 0.61, 17.18],
  ])("of an option that %d of %d chose is %d to %d", (x, n, low, high) => {
    const { interval } = computeIndex(methodById("share@1"), [n - x, x]);
    expect(interval).toEqual({ confidence: 0.95, kind: "wilson", low, high });
  });

  it("has two decimals for a percentage, and the value's own for scores and points", () => {
    const tally = [12, 20, 75, 480, 647];
    expect(computeIndex(methodById("top-two@1"), tally)).toEqual({
      value: 91.33,
      interval: { confidence: 0.95, kind: "wilson", low: 89.63, high: 92.77 },
    });
    expect(computeIndex(methodById("csat@1"), tally)).toEqual({
      value: 91.3,
      interval: { confidence: 0.95, kind: "wilson", low: 89.63, high: 92.77 },
    });
    expect(computeIndex(methodById("mean@1"), tally)).toEqual({
      value: 4.4,
      interval: { confidence: 0.95, kind: "normal-mean", low: 4.36, high: 4.44 },
    });
    expect(computeIndex(methodById("gds@1"), tally)).toEqual({
      value: 0.8505,
      interval: { confidence: 0.95, kind: "normal-mean", low: 0.8399, high: 0.8611 },
    });
    expect(computeIndex(methodById("happy@1"), tally)).toEqual({
      value: 85,
      interval: { confidence: 0.95, kind: "normal-mean", low: 84, high: 86 },
    });
    expect(computeIndex(methodById("nps@1"), [3, 0, 1, 0, 2, 5, 7, 11, 13, 17, 19])).toEqual({
      value: 23.1,
      interval: { confidence: 0.95, kind: "normal-difference", low: 5.3, high: 40.8 },
    });
  });

  it("of a mean is unknown for a single answer and a point where all agree", () => {
    expect(computeIndex(methodById("mean@1"), [0, 0, 0, 1, 0])).toEqual({ value: 4, interval: null });
    expect(computeIndex(methodById("mean@1"), [0, 0, 0, 2, 0]).interval).toMatchObject({ low: 4, high: 4 });
  });

  it("holds still for sums just below 2⁵³", () => {
    fc.assert(
      fc.property(tallies(5), (tally) => {
        const huge = tally.map((people) => people * 1700);
        fc.pre(huge.some((people) => people > 1e15) && huge.every(Number.isSafeInteger));
        const { interval } = computeIndex(methodById("mean@1"), huge);
        const [low, high] = endsByFormula(methodById("mean@1"), huge);
        expect(roundsTo(interval?.low ?? 0, low, 2) && roundsTo(interval?.high ?? 0, high, 2)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
