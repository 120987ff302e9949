import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeChange } from "../../../../shared/methods/compute-change.ts";
import { computeWeightedChange } from "../../../../shared/methods/compute-weighted-change.ts";
import { topTwo } from "../../../../shared/methods/top-two.ts";
import type { Stratum } from "../../../../shared/methods/weighted-method.ts";
import { weightedTopTwo } from "../../../../shared/methods/weighted-top-two.ts";
import { fixed, one, over, root, roundsTo, times, wilsonOfShare } from "./fixed-point.ts";

type Given = readonly (readonly [satisfied: number, n: number, transactions: number | null])[];

function strata(list: Given): Stratum[] {
  return list.map(([x, n, transactions], place) => ({ id: `s${place}`, tally: [n - x, 0, 0, 0, x], transactions }));
}

function changeOf(now: Given, before: Given) {
  return computeWeightedChange(weightedTopTwo, { now: strata(now), before: strata(before) });
}

/** Satisfied, answers, transactions. */
const stratum = fc
  .tuple(fc.nat(3000), fc.nat(3000), fc.integer({ min: 1, max: 1_000_000 }))
  .map(([satisfied, others, transactions]) => [satisfied, satisfied + others + 1, transactions] as const);
const period = fc.array(stratum, { minLength: 1, maxLength: 6 });

/** Share and effective size straight from the formulas, both fixed-point. */
function weighed(list: Given): { share: bigint; size: bigint } {
  const served = list.reduce((sum, [, , transactions]) => sum + BigInt(transactions ?? 0), 0n);
  let [share, inverse] = [0n, 0n];
  for (const [x, n, transactions] of list) {
    const weight = over(fixed(transactions ?? 0), fixed(served));
    share += times(weight, over(fixed(x), fixed(n)));
    inverse += over(times(weight, weight), fixed(n));
  }
  return { share, size: over(one, inverse) };
}

describe("the change of a weighted share", () => {
  it("is Newcombe's of two plain samples where there is one stratum", () => {
    const plain = computeChange(topTwo, [14, 0, 0, 0, 56], [32, 0, 0, 0, 48]);
    expect(plain.interval).toMatchObject({ low: 5.24, high: 33.39 });
    expect(changeOf([[56, 70, 900]], [[48, 80, 3]])).toEqual({ ok: true, value: plain });
  });

  it("equals a slow reckoning of the formula on the effective samples", () => {
    fc.assert(
      fc.property(period, period, (now, before) => {
        const change = changeOf(now, before);
        if (!change.ok) throw new Error(change.failure);
        const [a, b] = [weighed(now), weighed(before)];
        const [[l1, u1], [l2, u2]] = [wilsonOfShare(a.share, a.size), wilsonOfShare(b.share, b.size)];
        const [p1, p2] = [100n * a.share, 100n * b.share];
        const square = (value: bigint): bigint => times(value, value);
        const { value, interval } = change.value;
        expect(roundsTo(value ?? Number.NaN, p1 - p2, 2)).toBe(true);
        expect(roundsTo(interval?.low ?? Number.NaN, p1 - p2 - root(square(p1 - l1) + square(u2 - p2)), 2)).toBe(true);
        expect(roundsTo(interval?.high ?? Number.NaN, p1 - p2 + root(square(u1 - p1) + square(p2 - l2)), 2)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("turns its sign with the periods", () => {
    fc.assert(
      fc.property(period, period, (now, before) => {
        const [there, back] = [changeOf(now, before), changeOf(before, now)];
        if (!there.ok || !back.ok) throw new Error("refused");
        expect(there.value.beyond_chance).toBe(back.value.beyond_chance);
        // A tie is rounded up both ways.
        expect(Math.abs((there.value.interval?.low ?? 9) + (back.value.interval?.high ?? 9))).toBeLessThan(0.011);
      }),
      { numRuns: 100 },
    );
  });

  it("is nothing where nobody answered, and says why the earlier period cannot be weighed", () => {
    const untold = { value: null, interval: null, beyond_chance: null };
    expect(changeOf([[1, 2, 3]], [])).toEqual({ ok: true, value: untold });
    expect(changeOf([[1, 2, null]], [[1, 2, 3]])).toEqual({ ok: true, value: untold });
    expect(changeOf([[1, 2, 3]], [[1, 2, null]])).toEqual({ ok: false, failure: "no-volume" });
    const partly = strata([[1, 2, 3]]).map((it) => ({ ...it, complete: false }));
    expect(computeWeightedChange(weightedTopTwo, { now: strata([[1, 2, 3]]), before: partly })).toEqual({
      ok: false,
      failure: "partial-volume",
    });
  });
});
