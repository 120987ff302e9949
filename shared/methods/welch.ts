import { type FineNumber, fineNumber, fineOne, fineRoot } from "./fine-number.ts";
import type { Fraction } from "./fraction.ts";
import type { FineEnds } from "./newcombe.ts";
import { tQuantile } from "./t-quantile.ts";

/** People n, and the exact mean and sum of squared deviations of what each of them counts. */
export type Sample = { readonly n: bigint; readonly mean: Fraction; readonly deviations: Fraction };

// Digits of the quantile that are carried into exact arithmetic.
const digits = 1_000_000_000_000;

/**
 * 95 % interval of the difference of two independent means, first less second: ± t·√(s1²/n1 + s2²/n2), with t by the
 * Welch–Satterthwaite degrees of freedom. Null where either has less than two people, or where nobody differs from
 * anybody in both: then nothing is known of the spread.
 * Source: B. L. Welch, Biometrika 34 (1947), 28–35.
 */
export function welch(first: Sample, second: Sample): FineEnds | null {
  if (first.n < 2n || second.n < 2n) return null;
  const [a, b] = [varianceOfMean(first), varianceOfMean(second)];
  const variance = a + b;
  if (variance === 0n) return null;
  const shareOfFirst = Number((a * fineOne) / variance) / Number(fineOne);
  const freedom = 1 / (shareOfFirst ** 2 / (Number(first.n) - 1) + (1 - shareOfFirst) ** 2 / (Number(second.n) - 1));
  const quantile = BigInt(Math.round(tQuantile(freedom) * digits));
  const reach = (quantile * fineRoot(variance)) / BigInt(digits);
  const difference = fineNumber(first.mean) - fineNumber(second.mean);
  return { low: difference - reach, high: difference + reach };
}

function varianceOfMean({ n, deviations }: Sample): FineNumber {
  return fineNumber({ numerator: deviations.numerator, denominator: deviations.denominator * (n - 1n) * n });
}
