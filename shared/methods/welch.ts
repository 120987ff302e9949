import { type FixedPoint, fixedPoint, fixedOne, fixedRoot } from "./fixed-point.ts";
import type { Fraction } from "./fraction.ts";
import type { FixedEnds } from "./newcombe.ts";

/** n people, with the exact mean and sum of squared deviations of their weights. */
export type Sample = { readonly n: bigint; readonly mean: Fraction; readonly deviations: Fraction };

// The quantile enters exact arithmetic with 12 decimals.
const digits = 1_000_000_000_000;

/**
 * Returns the 95 % interval of the difference of two independent means, first minus second: ± t·√(s1²/n1 + s2²/n2),
 * with t for the Welch–Satterthwaite degrees of freedom. Null if a sample has less than two people, or if neither
 * sample has any variance.
 * Source: B. L. Welch, Biometrika 34 (1947), 28–35.
 */
export function welch(first: Sample, second: Sample): FixedEnds | null {
  if (first.n < 2n || second.n < 2n) return null;
  const [a, b] = [varianceOfMean(first), varianceOfMean(second)];
  const variance = a + b;
  if (variance === 0n) return null;
  const shareOfFirst = Number((a * fixedOne) / variance) / Number(fixedOne);
  const freedom = 1 / (shareOfFirst ** 2 / (Number(first.n) - 1) + (1 - shareOfFirst) ** 2 / (Number(second.n) - 1));
  const quantile = BigInt(Math.round(tQuantile(freedom) * digits));
  const reach = (quantile * fixedRoot(variance)) / BigInt(digits);
  const difference = fixedPoint(first.mean) - fixedPoint(second.mean);
  return { low: difference - reach, high: difference + reach };
}

function varianceOfMean({ n, deviations }: Sample): FixedPoint {
  return fixedPoint({ numerator: deviations.numerator, denominator: deviations.denominator * (n - 1n) * n });
}

// The normal quantile, to more digits than z95: the expansion starts from it.
const z = 1.959963984540054;

/**
 * Returns the quantile of Student's t for two-sided 95 % intervals, to 9 digits. `freedom`: degrees of freedom ≥ 1,
 * whole or not. From 100 degrees on it uses the Cornish–Fisher expansion, whose next term is below 10⁻¹⁰; below 100 it
 * uses bisection.
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5 and 26.7.1.
 */
export function tQuantile(freedom: number): number {
  if (freedom >= 100) return expansion(freedom);
  let [low, high] = [z, 13];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (tails(middle, freedom) > 0.05) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function expansion(freedom: number): number {
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160,
  ];
  return terms.reduce((sum, term, place) => sum + term / freedom ** (place + 1), z);
}

/** Returns the probability outside ±t: the regularised incomplete beta function at ν / (ν + t²). */
function tails(t: number, freedom: number): number {
  const x = freedom / (freedom + t * t);
  const [a, b] = [freedom / 2, 0.5];
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  // The continued fraction converges fast on one side of the middle. Symmetry gives the other side.
  return x < (a + 1) / (a + b + 2) ? (front * continued(x, a, b)) / a : 1 - (front * continued(1 - x, b, a)) / b;
}

/** Evaluates the continued fraction of the incomplete beta function by Lentz's method. */
function continued(x: number, a: number, b: number): number {
  const away = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let sum = d;
  for (let m = 1; m < 500; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    sum *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    sum *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return sum;
}

const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** Returns the logarithm of the gamma function for values ≥ 0.5, by Lanczos's approximation. */
function logGamma(value: number): number {
  const x = value - 1;
  const sum = lanczos.reduce((total, term, place) => total + term / (x + place + 1), 0.9999999999998099);
  const t = x + lanczos.length - 0.5;
  return Math.log(2 * Math.PI) / 2 + (x + 0.5) * Math.log(t) - t + Math.log(sum);
}
