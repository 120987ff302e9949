import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { methodDescription } from "../../../../shared/contract/method-description.ts";
import { weightedMethods } from "../../../../shared/methods/all-methods.ts";
import { computeIndex, computeValue } from "../../../../shared/methods/compute-index.ts";
import { computeWeightedIndex } from "../../../../shared/methods/compute-weighted-index.ts";
import { describeMethod } from "../../../../shared/methods/describe-all-methods.ts";
import { topTwo } from "../../../../shared/methods/top-two.ts";
import type { Stratum } from "../../../../shared/methods/weighted-method.ts";
import { weightedTopTwo } from "../../../../shared/methods/weighted-top-two.ts";
import { isHalfUp } from "./exact-oracle.ts";
import { fixed, over, roundsTo, wilsonOfShare } from "./fixed-point.ts";

function weigh(strata: readonly (readonly [satisfied: number, n: number, transactions: number | null])[]) {
  return computeWeightedIndex(
    weightedTopTwo,
    strata.map(
      ([x, n, transactions], place): Stratum => ({ id: `s${place}`, tally: [0, 0, n - x, 0, x], transactions }),
    ),
  );
}

function figures(strata: Parameters<typeof weigh>[0]) {
  const weighed = weigh(strata);
  if (!weighed.ok) throw new Error(weighed.failure.reason);
  return weighed.value;
}

/** Satisfied, answers, transactions. */
const stratum = fc
  .tuple(fc.nat(3000), fc.nat(3000), fc.integer({ min: 1, max: 1_000_000 }))
  .map(([satisfied, others, transactions]) => [satisfied, satisfied + others + 1, transactions] as const);
const strata = fc.array(stratum, { minLength: 1, maxLength: 12 });

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

describe("weighted-top-two@1", () => {
  it("gives a service its share of the transactions, whatever its share of the answers", () => {
    // 90 % of 900 transactions and 20 % of 100: 830 of 1,000. Unweighted it is 100 of 150.
    expect(
      figures([
        [90, 100, 900],
        [10, 50, 100],
      ]),
    ).toMatchObject({ value: 83, effectiveN: 120.48, designEffect: 1.245 });
    expect(computeValue(topTwo, [0, 0, 50, 0, 100])).toBe(66.67);
  });

  it("is the exact weighted mean of the shares, rounded half up", () => {
    fc.assert(
      fc.property(strata, (list) => {
        const product = list.reduce((all, [, n]) => all * BigInt(n), 1n);
        const top = list.reduce(
          (total, [x, n, served]) => total + (BigInt(x) * BigInt(served) * product) / BigInt(n),
          0n,
        );
        const served = BigInt(sum(list.map(([, , transactions]) => transactions)));
        expect(isHalfUp(figures(list).value ?? -1, [100n * top, served * product], 2)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("has Wilson's interval on the effective sample, whose size is n over the design effect", () => {
    fc.assert(
      fc.property(strata, (list) => {
        const { interval, effectiveN, designEffect } = figures(list);
        const served = sum(list.map(([, , transactions]) => transactions));
        const share = list.reduce(
          (total, [x, n, own]) => total + over(fixed(x) * BigInt(own), fixed(n) * BigInt(served)),
          0n,
        );
        const squares = list.reduce((total, [, n, own]) => total + over(fixed(own) * BigInt(own), fixed(n)), 0n);
        const effective = over(fixed(served) * BigInt(served), squares);
        const [low, high] = wilsonOfShare(share, effective);
        expect(roundsTo(interval?.low ?? -1, low, 2) && roundsTo(interval?.high ?? -1, high, 2)).toBe(true);
        expect(roundsTo(effectiveN ?? -1, effective, 2)).toBe(true);
        expect(roundsTo(designEffect ?? -1, over(fixed(sum(list.map(([, n]) => n))), effective), 4)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("is top-two@1 with a design effect of 1 where answers are shared out as the transactions are", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(500), fc.integer({ min: 1, max: 500 })), { minLength: 1, maxLength: 20 }),
        (list) => {
          const weighed = figures(list.map(([x, others]) => [x, x + others, 7 * (x + others)]));
          const [satisfied, others] = [sum(list.map(([x]) => x)), sum(list.map(([, more]) => more))];
          const plain = computeIndex(topTwo, [0, 0, others, 0, satisfied]);
          expect(weighed).toEqual({ ...plain, effectiveN: satisfied + others, designEffect: 1 });
        },
      ),
      { numRuns: 300 },
    );
  });

  it("never knows more than the answers do", () => {
    fc.assert(
      fc.property(strata, (list) => {
        expect(figures(list).designEffect).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it("stands for hundreds of services with counts up to 10¹²", () => {
    const huge = 1_000_000_000_000;
    const list = Array.from(
      { length: 300 },
      (_, place) => [huge - 7 * place - 1, huge - place, huge - 3 * place] as const,
    );
    const { value, interval, designEffect } = figures(list);
    expect([value, interval, designEffect]).toEqual([
      100,
      { confidence: 0.95, kind: "wilson", low: 100, high: 100 },
      1,
    ]);
  });

  it("reaches 0 and 100 exactly", () => {
    expect(
      figures([
        [0, 5, 10],
        [0, 2, 90],
      ]).interval,
    ).toMatchObject({ low: 0 });
    expect(
      figures([
        [5, 5, 10],
        [2, 2, 90],
      ]),
    ).toMatchObject({ value: 100, interval: { high: 100 } });
  });

  it("is refused where a service with transactions has no answers, naming it", () => {
    expect(
      weigh([
        [5, 5, 10],
        [0, 0, 3],
        [0, 0, 1],
      ]),
    ).toEqual({ ok: false, failure: { reason: "empty-stratum", strata: ["s1", "s2"] } });
  });

  it("is refused where answers have no transactions, naming the service", () => {
    expect(
      weigh([
        [5, 5, 10],
        [1, 2, null],
      ]),
    ).toEqual({ ok: false, failure: { reason: "no-volume", strata: ["s1"] } });
    expect(weigh([[5, 5, 0]])).toEqual({ ok: false, failure: { reason: "no-volume", strata: ["s0"] } });
  });

  it("leaves services of nobody without transactions aside", () => {
    expect(
      figures([
        [4, 5, 10],
        [0, 0, 0],
        [0, 0, null],
      ]),
    ).toEqual(figures([[4, 5, 10]]));
  });

  it("has no figures for nobody at all", () => {
    const none = { value: null, interval: null, effectiveN: null, designEffect: null };
    expect([figures([]), figures([[0, 0, 10]])]).toEqual([none, none]);
  });
});

describe.each(weightedMethods)("the description of $id", (method) => {
  it("keeps to the contract, and has an example that comes true", () => {
    const described = describeMethod(method);
    expect(methodDescription.safeParse(described).error).toBeUndefined();
    const strata = (described.example.strata ?? []).map((one, place) => ({ ...one, id: `s${place}` }));
    expect(computeWeightedIndex(method, strata)).toMatchObject({ ok: true, value: { value: described.example.value } });
  });
});
