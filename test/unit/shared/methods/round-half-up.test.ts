import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roundEndsHalfUp, roundHalfUp } from "../../../../shared/methods/round-half-up.ts";
import { isHalfUp } from "./exact-oracle.ts";

describe("rounding half up", () => {
  it.each([
    ["4.425 to 4.43", 177n, 40n, 2, 4.43],
    ["1.015 to 1.02", 203n, 200n, 2, 1.02],
    ["−12.25 up to −12.2", -1225n, 100n, 1, -12.2],
    ["−12.26 to −12.3", -1226n, 100n, 1, -12.3],
    ["−0.04 to 0", -4n, 100n, 1, 0],
    ["0.5 to 1", 1n, 2n, 0, 1],
    ["−0.5 to 0", -1n, 2n, 0, 0],
    ["−1.5 to −1", -3n, 2n, 0, -1],
    ["2/3 to 0.6667", 2n, 3n, 4, 0.6667],
  ])("takes %s", (_title, numerator, denominator, decimals, expected) => {
    expect(roundHalfUp({ numerator, denominator }, decimals)).toBe(expected);
  });

  it("keeps its law for every fraction, negative ones and huge ones included", () => {
    const integer = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
    const denominator = fc.bigInt({ min: 10n ** 7n, max: 10n ** 16n });
    fc.assert(
      fc.property(integer, denominator, fc.integer({ min: 0, max: 4 }), (top, bottom, decimals) => {
        const value = roundHalfUp({ numerator: top, denominator: bottom }, decimals);
        fc.pre(Math.abs(value) < 2 ** 53 / 10 ** decimals / 10);
        expect(isHalfUp(value, [top, bottom], decimals)).toBe(true);
      }),
    );
  });

  it("rounds both ends of an interval from their exact values", () => {
    expect(roundEndsHalfUp({ middle: 3n, radicand: 1n, denominator: 4n }, 2)).toEqual({ low: 0.5, high: 1 });
    expect(roundEndsHalfUp({ middle: 0n, radicand: 2n, denominator: 1n }, 2)).toEqual({ low: -1.41, high: 1.41 });
    expect(roundEndsHalfUp({ middle: 0n, radicand: 1n, denominator: 8n }, 2)).toEqual({ low: -0.12, high: 0.13 });
  });
});
