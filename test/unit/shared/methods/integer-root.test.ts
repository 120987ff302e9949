import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { integerRoot } from "../../../../shared/methods/integer-root.ts";

describe("the whole part of a square root", () => {
  it("is the greatest whole number whose square does not pass the value", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 120n }), (value) => {
        const root = integerRoot(value);
        expect(root * root <= value && value < (root + 1n) * (root + 1n)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("is exact at and just below squares", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 60n }), (root) => {
        expect(integerRoot(root * root)).toBe(root);
        expect(integerRoot(root * root - 1n)).toBe(root - 1n);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("the root of a number that floating point cannot hold", () => {
  it("is exact at and around squares of thousands of digits", () => {
    const size = fc.integer({ min: 1000, max: 9000 });
    fc.assert(
      fc.property(size, fc.bigInt({ min: 0n, max: 10n ** 50n }), (bits, odd) => {
        const root = (1n << BigInt(bits)) + odd;
        expect(integerRoot(root * root)).toBe(root);
        expect(integerRoot(root * root - 1n)).toBe(root - 1n);
        expect(integerRoot(root * root + 2n * root)).toBe(root);
      }),
      { numRuns: 100 },
    );
  });
});
