import fc from "fast-check";
import { expect, test } from "vitest";
import { expectedShares, levelsInExcess, surprise, usualDay } from "../../../../worker/signs/usual.ts";

const tally = fc.array(fc.nat(300), { minLength: 5, maxLength: 5 });

test("shares add up to one, and no level is impossible", () => {
  fc.assert(
    fc.property(tally, (known) => {
      const shares = expectedShares(known);
      const people = known.reduce((sum, one) => sum + one, 0);
      expect(shares === null).toBe(people < 50);
      if (shares === null) return;
      expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
      expect(Math.min(...shares)).toBeGreaterThan(0);
    }),
  );
});

test("people as expected are no surprise, and whatever else is one", () => {
  fc.assert(
    fc.property(tally, tally, (observed, other) => {
      const sum = (counts: readonly number[]): number => counts.reduce((total, one) => total + one, 0);
      fc.pre(sum(observed) > 0 && Math.min(...other) > 0);
      expect(surprise(observed, observed)).toBeCloseTo(0, 9);
      const expected = other.map((one) => (one * sum(observed)) / sum(other));
      expect(surprise(observed, expected)).toBeGreaterThan(-1e-9);
    }),
  );
});

test("levels in excess are those that far more people chose than usual", () => {
  expect(levelsInExcess([30, 1, 1, 5, 60], [2, 2, 2, 10, 81])).toEqual([1]);
  expect(levelsInExcess([2, 2, 2, 10, 81], [2, 2, 2, 10, 81])).toEqual([]);
});

test("a usual day leaves days without ratings out, and needs five with some", () => {
  expect(usualDay([0, 0, 10, 10, 10, 10])).toBeNull();
  expect(usualDay([0, 0, 16, 16, 16, 16, 16])).toEqual({ mean: 16, deviation: 4 });
});
