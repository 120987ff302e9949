import fc from "fast-check";
import { expect, test } from "vitest";
import { sequenceRanges } from "../../../../widget/device/sequence-ranges.ts";

const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 200 })).map((all) => all.toSorted((a, b) => a - b));

function within(ranges: readonly (readonly [number, number])[], number: number): boolean {
  return ranges.some(([from, to]) => from <= number && number <= to);
}

test("ranges hold exactly the numbers, and never touch", () => {
  fc.assert(
    fc.property(numbers, (given) => {
      const ranges = sequenceRanges(given, 200);
      for (let number = 1; number <= 200; number++) expect(within(ranges, number)).toBe(given.includes(number));
      for (const [at, [from]] of ranges.entries()) expect(from).toBeGreaterThan((ranges[at - 1]?.[1] ?? -1) + 1);
    }),
  );
});

test("with too many ranges the last one stands for more than it says, and leaves none out", () => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 5 }), (given, most) => {
      const ranges = sequenceRanges(given, most);
      expect(ranges.length).toBeLessThanOrEqual(most);
      for (const number of given) expect(within(ranges, number)).toBe(true);
    }),
  );
});
