import type { Fraction } from "../../shared/methods/fraction.ts";

/** All of it. */
export const whole: Fraction = { numerator: 1n, denominator: 1n };

/** A hair: shares are decimal numbers on the wire, so that thirds miss 1 by a little. */
const hair: Fraction = { numerator: 1n, denominator: 500_000_000n };

/** Exactly the decimal number as which a share prints; from above 0 up to 1. */
export function decimalFraction(share: number): Fraction {
  const [digits = "0", exponent = "0"] = share.toExponential().split("e");
  const [units = "0", decimals = ""] = digits.split(".");
  const places = decimals.length - Number(exponent);
  const numerator = BigInt(units + decimals);
  return reduced(
    places >= 0
      ? { numerator, denominator: 10n ** BigInt(places) }
      : { numerator: numerator * 10n ** BigInt(-places), denominator: 1n },
  );
}

/** Of none: 0. */
export function sumFraction(shares: readonly Fraction[]): Fraction {
  return shares.reduce(
    (sum, { numerator, denominator }) =>
      reduced({
        numerator: sum.numerator * denominator + numerator * sum.denominator,
        denominator: sum.denominator * denominator,
      }),
    { numerator: 0n, denominator: 1n },
  );
}

/** The first less the second; may be negative. */
export function lessFraction(first: Fraction, { numerator, denominator }: Fraction): Fraction {
  return sumFraction([first, { numerator: -numerator, denominator }]);
}

/** One of the other. */
export function productFraction(a: Fraction, b: Fraction): Fraction {
  return reduced({ numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator });
}

/** Whether it is 0, but for a hair on either side. */
export function isNothing({ numerator, denominator }: Fraction): boolean {
  const size = numerator < 0n ? -numerator : numerator;
  return size * hair.denominator <= hair.numerator * denominator;
}

function reduced({ numerator, denominator }: Fraction): Fraction {
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? { numerator: 0n, denominator: 1n } : { numerator: numerator / a, denominator: denominator / a };
}
