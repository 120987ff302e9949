import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allMethods } from "../../../../shared/methods/all-methods.ts";
import { computeIndex, computeServedInterval } from "../../../../shared/methods/compute-index.ts";
import { intervalDecimals, type Method } from "../../../../shared/methods/method.ts";
import { answeredTallies, exactValue, peopleCounted, weights } from "./exact-oracle.ts";
import {
  differenceByFormula,
  fixed,
  normalByDeviations,
  one,
  over,
  root,
  roundsTo,
  times,
  wilsonOfShare,
} from "./fixed-point.ts";

const cases = allMethods.flatMap((method) => method.scales.map((scale) => ({ method, scale, id: method.id })));

function peopleIn(tally: readonly number[]): number {
  return tally.reduce((sum, people) => sum + people, 0);
}

/** n' = n·(N − 1)/(N − n) put into the interval's formula. */
function endsByFormula(method: Method, tally: number[], transactions: number): [bigint, bigint] {
  const n = peopleIn(tally);
  const effective = over(fixed(n) * BigInt(transactions - 1), fixed(transactions - n));
  if (method.intervalKind === "wilson") {
    return wilsonOfShare(over(fixed(peopleCounted(method, tally)), fixed(n)), effective);
  }
  const [low, high] =
    method.intervalKind === "normal-difference"
      ? differenceByFormula(peopleIn(tally.slice(9)), peopleIn(tally.slice(0, 7)), n)
      : normalByDeviations(
          (weights[`${method.id}/${tally.length}`] ?? []).map(([top, bottom]) => (BigInt(top) * one) / BigInt(bottom)),
          tally,
        );
  const [middle, half] = [(low + high) / 2n, (high - low) / 2n];
  const narrower = times(half, root(over(fixed(n), effective)));
  return [middle - narrower, middle + narrower];
}

function clipped(end: bigint, [least, greatest]: readonly [number, number]): bigint {
  return end < fixed(least) ? fixed(least) : end > fixed(greatest) ? fixed(greatest) : end;
}

const smallTallies = (scale: number): fc.Arbitrary<number[]> =>
  fc.array(fc.nat(2000), { minLength: scale, maxLength: scale }).filter((tally) => peopleIn(tally) > 1);

describe.each(cases)("the interval of all served, by $id on $scale levels", ({ method, scale }) => {
  it("is that of the effective sample", () => {
    const served = fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 1_000_000 }));
    fc.assert(
      fc.property(smallTallies(scale), served, (tally, more) => {
        const transactions = peopleIn(tally) + more;
        const interval = computeServedInterval(method, tally, transactions);
        const ends = endsByFormula(method, tally, transactions).map((end) => clipped(end, method.range(scale)));
        expect(roundsTo(interval?.low ?? Number.NaN, ends[0] ?? 0n, intervalDecimals(method))).toBe(true);
        expect(roundsTo(interval?.high ?? Number.NaN, ends[1] ?? 0n, intervalDecimals(method))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("lies within the plain interval and around the value, and comes to it as more are served", () => {
    fc.assert(
      fc.property(answeredTallies(scale), fc.nat(1_000_000_000_000), (tally, more) => {
        const plain = computeIndex(method, tally).interval;
        const inner = computeServedInterval(method, tally, peopleIn(tally) + more + 1);
        expect(inner === null).toBe(plain === null);
        if (inner === null || plain === null) return;
        expect(inner.low).toBeGreaterThanOrEqual(plain.low);
        expect(inner.high).toBeLessThanOrEqual(plain.high);
        const [top, bottom] = exactValue(method, tally);
        const unit = 1 / 10 ** intervalDecimals(method);
        expect(inner.low).toBeLessThanOrEqual(Number(top) / Number(bottom) + unit);
        expect(inner.high).toBeGreaterThanOrEqual(Number(top) / Number(bottom) - unit);
        expect(computeServedInterval(method, tally, 2 ** 53 - 1)).toMatchObject(peopleIn(tally) < 1e6 ? plain : {});
      }),
      { numRuns: 300 },
    );
  });

  it("is absent where all or more answered than were served, and for nobody", () => {
    const tally = new Array<number>(scale).fill(2);
    expect(computeServedInterval(method, tally, 2 * scale)).toBeNull();
    expect(computeServedInterval(method, tally, 2 * scale - 1)).toBeNull();
    expect(computeServedInterval(method, tally, 0)).toBeNull();
    expect(computeServedInterval(method, tally, 2 * scale + 1)).not.toBeNull();
    expect(computeServedInterval(method, new Array<number>(scale).fill(0), 5)).toBeNull();
  });
});

describe("the interval of all served", () => {
  it("of 81 satisfied among 263 narrows from 25.53–36.62 as 263 is more of those served", () => {
    const topTwo = allMethods[0] as Method;
    const of = (transactions: number) => {
      const interval = computeServedInterval(topTwo, [0, 0, 182, 0, 81], transactions);
      return interval && [interval.low, interval.high];
    };
    expect([of(1_000_000_000), of(526), of(264)]).toEqual([
      [25.53, 36.62],
      [27, 34.88],
      [30.46, 31.14],
    ]);
  });
});
