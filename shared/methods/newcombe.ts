import { type FineNumber, fineNumber, fineOne, fineRoot, fineSquare } from "./fine-number.ts";
import { wilson } from "./wilson.ts";

/** How many of n people, with n ≥ 1. */
export type Part = { readonly x: bigint; readonly n: bigint };

/** Two ends, low first. */
export type FineEnds = { readonly low: FineNumber; readonly high: FineNumber };

/**
 * 95 % interval of the difference of two independent shares, p1 − p2, in percent points: each side reaches as far as the
 * two Wilson intervals do together, √((p1 − l1)² + (u2 − p2)²) down and √((u1 − p1)² + (p2 − l2)²) up.
 * Source: R. G. Newcombe, Statistics in Medicine 17 (1998), 873–890, method 10 (hybrid score, no continuity correction).
 */
export function newcombe(first: Part, second: Part): FineEnds {
  const [a, b] = [shareWithEnds(first), shareWithEnds(second)];
  const difference = a.share - b.share;
  return {
    low: difference - fineRoot(fineSquare(a.share - a.low) + fineSquare(b.high - b.share)),
    high: difference + fineRoot(fineSquare(a.high - a.share) + fineSquare(b.share - b.low)),
  };
}

function shareWithEnds({ x, n }: Part): FineEnds & { readonly share: FineNumber } {
  const { middle, radicand, denominator } = wilson(x, n);
  const root = fineRoot(radicand * fineOne);
  return {
    share: fineNumber({ numerator: 100n * x, denominator: n }),
    low: (middle * fineOne - root) / denominator,
    high: (middle * fineOne + root) / denominator,
  };
}
