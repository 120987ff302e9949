import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addToRanges,
  countGaps,
  type Gap,
  type KnownNumbers,
  mergeRanges,
  type ReceivedRange,
  sequenceGaps,
} from "../../../../worker/devices/sequence-gaps.ts";

/** Number n was captured at n seconds. */
const single = (sequence: number): ReceivedRange => {
  return { first: sequence, last: sequence, firstMs: sequence * 1000, lastMs: sequence * 1000 };
};

const smallNumber = fc.integer({ min: 1, max: 40 });
const batches = fc.array(fc.array(smallNumber, { minLength: 1, maxLength: 12 }), { maxLength: 12 });
const pending = fc.array(fc.tuple(smallNumber, fc.integer({ min: 0, max: 5 })), { maxLength: 4 });

/** Ranges that grow batch by batch, with only those near a batch looked at, as a store does it. */
function grow(ranges: ReceivedRange[], numbers: readonly number[]): ReceivedRange[] {
  const [low, high] = [Math.min(...numbers) - 1, Math.max(...numbers) + 1];
  const near = ranges.filter(({ first, last }) => last >= low && first <= high);
  const { gone, come } = addToRanges(near, numbers.map(single));
  const left = ranges.filter((range) => !gone.includes(range));
  return [...left, ...come].sort((a, b) => a.first - b.first);
}

function spelledOut(ranges: readonly { first: number; last: number }[]): number[] {
  return ranges.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, place) => first + place));
}

describe("numbers that arrived", () => {
  it("are the same ranges in any batches and order", () => {
    fc.assert(
      fc.property(batches, (all) => {
        const ranges = all.reduce(grow, []);
        const numbers = [...new Set(all.flat())].sort((a, b) => a - b);
        expect(spelledOut(ranges)).toEqual(numbers);
        for (const [place, range] of ranges.entries()) {
          expect(range).toMatchObject({ firstMs: range.first * 1000, lastMs: range.last * 1000 });
          expect(range.first).toBeGreaterThan((ranges[place - 1]?.last ?? -1) + 1);
        }
        expect(mergeRanges(numbers.map(single))).toEqual(ranges);
      }),
    );
  });

  it("change nothing when they come again", () => {
    const range = { first: 1, last: 9, firstMs: 1000, lastMs: 9000 };
    expect(addToRanges([range], [single(1), single(5), single(9)])).toEqual({ gone: [], come: [] });
  });

  it("keep the time that was known first", () => {
    const late = { ...single(3), firstMs: 99, lastMs: 99 };
    expect(addToRanges([single(3)], [late])).toEqual({ gone: [], come: [] });
  });
});

type Given = {
  readonly arrived: number[][];
  readonly highest: number;
  readonly beforeKey: number;
  readonly told: KnownNumbers["told"];
};

const given: fc.Arbitrary<Given> = fc.record({
  arrived: batches,
  highest: smallNumber,
  beforeKey: fc.integer({ min: 0, max: 30 }),
  told: fc.option(
    fc.record({
      captured: fc.integer({ min: 0, max: 40 }),
      pending: pending.map((all) =>
        all.map(([from, more]): [number, number] => [from, from + more]).sort(([a], [b]) => a - b),
      ),
    }),
  ),
});

/** What a number is, asked of that number alone. */
function kindOf(number: number, { told, beforeKey }: Given): Gap["kind"] {
  if (told?.pending.some(([from, to]) => from <= number && number <= to)) return "pending";
  if (number <= beforeKey) return "wiped";
  return number > (told?.captured ?? 0) ? "pending" : "lost";
}

describe("numbers that did not arrive", () => {
  it("are each in one gap of their kind, in order, and all others in none", () => {
    fc.assert(
      fc.property(given, (all) => {
        const ranges = all.arrived.reduce(grow, []);
        const highest = Math.max(all.highest, ...all.arrived.flat());
        const gaps = sequenceGaps(ranges, { ...all, highest, highestMs: null, since: null });
        const missing = Array.from({ length: highest }, (_, place) => place + 1)
          .filter((number) => !all.arrived.flat().includes(number))
          .map((number) => [number, kindOf(number, all)]);
        const found = gaps.flatMap(({ from, to, kind }) =>
          spelledOut([{ first: from, last: to }]).map((number) => [number, kind]),
        );
        expect(found).toEqual(missing);
        const counts = countGaps(gaps);
        expect(counts.pending + counts.lost + counts.wiped).toBe(missing.length);
      }),
      { numRuns: 500 },
    );
  });

  it("lie between the times of the numbers before and after, if these are known", () => {
    const known = { highest: 9, highestMs: 77, beforeKey: 0, told: { captured: 9, pending: [] }, since: 5 };
    expect(sequenceGaps([single(3), single(6)], known)).toEqual([
      { from: 1, to: 2, kind: "lost", afterMs: 5, beforeMs: 3000 },
      { from: 4, to: 5, kind: "lost", afterMs: 3000, beforeMs: 6000 },
      { from: 7, to: 9, kind: "lost", afterMs: 6000, beforeMs: 77 },
    ]);
  });

  it("are found fast for a hundred thousand feedback with ten thousand gaps", () => {
    const ranges = Array.from({ length: 10_000 }, (_, place) => {
      return { first: place * 10 + 2, last: place * 10 + 10, firstMs: 0, lastMs: 0 };
    });
    const before = performance.now();
    const told = { captured: 100_000, pending: [] };
    const gaps = sequenceGaps(ranges, { highest: 100_000, highestMs: 0, beforeKey: 0, told, since: null });
    expect(gaps).toHaveLength(10_000);
    expect(performance.now() - before).toBeLessThan(500);
  });
});
