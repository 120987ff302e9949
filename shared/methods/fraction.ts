/** An exact rational number. The denominator is positive; the fraction need not be reduced. */
export type Fraction = { readonly numerator: bigint; readonly denominator: bigint };

/** Divides and rounds towards −∞; BigInt's own division rounds towards 0. The denominator must be positive. */
export function floorDivide(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator < 0n ? quotient - 1n : quotient;
}

/** The fraction 1. */
export const whole: Fraction = { numerator: 1n, denominator: 1n };

/** Shares are decimal numbers on the wire, so thirds miss 1 by a little. */
const tolerance: Fraction = { numerator: 1n, denominator: 500_000_000n };

/** The exact fraction of a decimal number as it prints, above 0 and up to 1. */
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

/** The sum; 0 without any. */
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

/** The first minus the second; may be negative. */
export function lessFraction(first: Fraction, { numerator, denominator }: Fraction): Fraction {
  return sumFraction([first, { numerator: -numerator, denominator }]);
}

/** The product. */
export function productFraction(a: Fraction, b: Fraction): Fraction {
  return reduced({ numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator });
}

/** Whether it is 0, or misses 0 by no more than 2·10⁻⁹. */
export function isNothing({ numerator, denominator }: Fraction): boolean {
  const size = numerator < 0n ? -numerator : numerator;
  return size * tolerance.denominator <= tolerance.numerator * denominator;
}

function reduced({ numerator, denominator }: Fraction): Fraction {
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? { numerator: 0n, denominator: 1n } : { numerator: numerator / a, denominator: denominator / a };
}
