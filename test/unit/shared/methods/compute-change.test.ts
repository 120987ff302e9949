import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allMethods, findMethod } from "../../../../shared/methods/all-methods.ts";
import { computeChange } from "../../../../shared/methods/compute-change.ts";
import type { Method } from "../../../../shared/methods/method.ts";
import { tQuantile } from "../../../../shared/methods/welch.ts";
import { fixed, one, over, root, roundsTo, times, wilsonByFormula, z } from "./fixed-point.ts";

function method(id: string): Method {
  const found = findMethod(id);
  if (found === undefined) throw new Error(id);
  return found;
}

const topTwo = method("top-two@1");
const mean = method("mean@1");

/** x of n satisfied. */
function part(x: number, n: number): number[] {
  return [n - x, 0, 0, 0, x];
}

describe("the change of a share", () => {
  // Newcombe, Statistics in Medicine 17 (1998), 873–890, table II, method 10.
  it.each([
    [56, 70, 48, 80, 20, 5.24, 33.39],
    [9, 10, 3, 10, 60, 17.05, 80.9],
    [6, 7, 2, 7, 57.14, 5.82, 80.62],
    [5, 56, 0, 29, 8.93, -3.81, 19.26],
    [0, 10, 0, 20, 0, -16.11, 27.75],
    [0, 10, 0, 10, 0, -27.75, 27.75],
    [10, 10, 0, 20, 100, 67.91, 100],
    [10, 10, 0, 10, 100, 60.75, 100],
  ])("from %i/%i against %i/%i is as published", (x1, n1, x2, n2, value, low, high) => {
    const change = computeChange(topTwo, part(x1, n1), part(x2, n2));
    expect(change).toEqual({
      value,
      interval: { confidence: 0.95, kind: "newcombe", low, high },
      beyond_chance: low > 0,
    });
  });

  it("turns its sign and keeps its width with the periods", () => {
    const { value, interval, beyond_chance } = computeChange(topTwo, part(48, 80), part(56, 70));
    expect([value, interval?.low, interval?.high, beyond_chance]).toEqual([-20, -33.39, -5.24, true]);
  });

  it("is the difference of the exact values, rounded once", () => {
    // 2/3 less 1/3 is 33.33, where the rounded values differ by 33.34.
    expect(computeChange(topTwo, part(2, 3), part(1, 3)).value).toBe(33.33);
  });

  it("is told by the interval before rounding", () => {
    const { interval, beyond_chance } = computeChange(topTwo, part(501_386, 1_000_000), part(500_000, 1_000_000));
    expect([interval?.low, beyond_chance]).toEqual([0, true]);
  });

  it("equals a slow reckoning of the formula, also for huge counts", () => {
    const sample = fc
      .bigInt({ min: 1n, max: 1_000_000_000_000n })
      .chain((n) => fc.record({ n: fc.constant(Number(n)), x: fc.bigInt({ min: 0n, max: n }).map(Number) }));
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const [p1, p2] = [100n * over(fixed(a.x), fixed(a.n)), 100n * over(fixed(b.x), fixed(b.n))];
        const [[l1, u1], [l2, u2]] = [wilsonByFormula(a.x, a.n), wilsonByFormula(b.x, b.n)];
        const square = (value: bigint): bigint => times(value, value);
        const { value, interval } = computeChange(topTwo, part(a.x, a.n), part(b.x, b.n));
        expect(roundsTo(value ?? Number.NaN, p1 - p2, 2)).toBe(true);
        const low = p1 - p2 - root(square(p1 - l1) + square(u2 - p2));
        const high = p1 - p2 + root(square(u1 - p1) + square(p2 - l2));
        expect(roundsTo(interval?.low ?? Number.NaN, low, 2)).toBe(true);
        expect(roundsTo(interval?.high ?? Number.NaN, high, 2)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe("the change of a mean", () => {
  it("is Welch's, with its own degrees of freedom", () => {
    // Means 4 and 2.5, variances 8/9 and 15/11, n 10 and 12: standard error √(8/90 + 15/132), 20 degrees of freedom.
    const now = [0, 0, 4, 2, 4];
    const before = [3, 3, 3, 3, 0];
    const spread = 8 / 90 + 15 / 132;
    const freedom = spread ** 2 / ((8 / 90) ** 2 / 9 + (15 / 132) ** 2 / 11);
    const reach = tQuantile(freedom) * Math.sqrt(spread);
    const { value, interval, beyond_chance } = computeChange(mean, now, before);
    expect(value).toBe(1.5);
    expect(interval).toMatchObject({ kind: "welch" });
    expect(interval?.low).toBeCloseTo(1.5 - reach, 2);
    expect(interval?.high).toBeCloseTo(1.5 + reach, 2);
    expect(beyond_chance).toBe(1.5 - reach > 0);
  });

  it.each([
    ["for less than ten answers now", [5, 0, 0, 0, 4], [5, 0, 0, 0, 5]],
    ["for less than ten answers before", [5, 0, 0, 0, 5], [4, 0, 0, 0, 5]],
    ["where all say the same now", [0, 0, 0, 0, 50], [5, 0, 0, 0, 5]],
    ["where all said the same before", [5, 0, 0, 0, 5], [0, 0, 0, 50, 0]],
  ])("has no interval %s", (_, now, before) => {
    expect(computeChange(mean, now, before)).toMatchObject({ interval: null, beyond_chance: null });
    expect(computeChange(mean, [5, 0, 0, 0, 5], [5, 0, 0, 0, 5]).beyond_chance).toBe(false);
  });

  it("comes to the normal interval where many answered", () => {
    const level = fc.integer({ min: 0, max: 1_000_000_000 });
    const many = fc
      .tuple(level, level, level, level, level)
      .filter((tally) => tally.filter((people) => people > 1e6).length > 1);
    const variance = (tally: readonly number[]): [bigint, bigint] => {
      const n = tally.reduce((sum, people) => sum + BigInt(people), 0n);
      const sum = tally.reduce((total, people, place) => total + BigInt(people) * BigInt(place + 1), 0n);
      const squares = tally.reduce((total, people, place) => total + BigInt(people) * BigInt((place + 1) ** 2), 0n);
      return [over(fixed(sum), fixed(n)), over(fixed(n * squares - sum * sum), fixed(n * n * (n - 1n)))];
    };
    fc.assert(
      fc.property(many, many, (now, before) => {
        const [[m1, v1], [m2, v2]] = [variance(now), variance(before)];
        const reach = times(z, root(v1 + v2));
        const { value, interval } = computeChange(method("gds@1"), now, before);
        expect(roundsTo(value ?? Number.NaN, (m1 - m2) / 4n, 4)).toBe(true);
        const near = (printed: number | undefined, exact: bigint): boolean =>
          Math.abs((printed ?? Number.NaN) - Number(exact / 10n ** 25n) / Number(one / 10n ** 25n)) < 0.000051;
        expect(near(interval?.low, (m1 - m2 - reach) / 4n)).toBe(true);
        expect(near(interval?.high, (m1 - m2 + reach) / 4n)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe("the quantile of Student's t", () => {
  // Two-sided 95 %, as any table has it.
  it.each([
    [1, 12.7062047],
    [2, 4.3026527],
    [3, 3.1824463],
    [5, 2.5705818],
    [10, 2.2281389],
    [30, 2.0422725],
    [60, 2.0002978],
    [99, 1.984217],
    [100, 1.9839715],
    [120, 1.97993],
    [1000, 1.9623391],
    [1e12, 1.959964],
  ])("for %d degrees of freedom is that of the tables", (freedom, quantile) => {
    expect(tQuantile(freedom)).toBeCloseTo(quantile, 6);
  });

  it("falls without a step from 1 degree on", () => {
    const degrees = Array.from({ length: 2000 }, (_, place) => 1 + place / 10);
    const steps = degrees.slice(1).map((freedom) => tQuantile(freedom) - tQuantile(freedom - 0.1));
    expect(Math.max(...steps)).toBeLessThan(0);
    const at = tQuantile(100) - tQuantile(99.9);
    expect(Math.abs(at - (tQuantile(100.1) - tQuantile(100)))).toBeLessThan(1e-6);
  });
});

describe("the change of the net promoter score", () => {
  it("adds the two scores' own variances", () => {
    const now = [10, 0, 0, 0, 0, 0, 0, 20, 0, 0, 70];
    const before = [20, 0, 0, 0, 0, 0, 0, 30, 0, 0, 50];
    const spread = (0.8 - 0.6 ** 2) / 100 + (0.7 - 0.3 ** 2) / 100;
    const reach = 100 * 1.959964 * Math.sqrt(spread);
    const { value, interval, beyond_chance } = computeChange(method("nps@1"), now, before);
    expect([value, interval?.kind, beyond_chance]).toEqual([30, "normal-difference", 30 - reach > 0]);
    expect(interval?.low).toBeCloseTo(30 - reach, 1);
    expect(interval?.high).toBeCloseTo(30 + reach, 1);
  });

  it("has no interval for one passive against one detractor, nor where all count the same", () => {
    const at = (level: number, people: number): number[] => new Array<number>(11).fill(0).with(level, people);
    const nps = method("nps@1");
    expect(computeChange(nps, at(8, 1), at(3, 1))).toEqual({ value: 100, interval: null, beyond_chance: null });
    expect(computeChange(nps, at(3, 20).with(10, 20), at(3, 20).with(6, 20))).toEqual({
      value: 100,
      interval: null,
      beyond_chance: null,
    });
  });
});

describe("any change", () => {
  it.each(allMethods.flatMap((method) => method.scales.map((scale) => [method.id, scale, method] as const)))(
    "by %s on %i levels is null where nobody answered, 0 where nothing changed, and within its range",
    (_, scale, method) => {
      const nobody = new Array<number>(scale).fill(0);
      const some = nobody.map((_, level) => level + 3);
      const nothing = { value: null, interval: null, beyond_chance: null };
      expect(computeChange(method, some, nobody)).toEqual(nothing);
      expect(computeChange(method, nobody, some)).toEqual(nothing);
      expect(computeChange(method, some, some)).toMatchObject({ value: 0, beyond_chance: false });
      const [least, greatest] = method.range(scale);
      const ends = computeChange(method, nobody.with(-1, 30).with(0, 10), nobody.with(0, 30).with(-1, 10)).interval;
      expect(ends?.low).toBeGreaterThanOrEqual(least - greatest);
      expect(ends?.high).toBeLessThanOrEqual(greatest - least);
    },
  );
});
