import { type FineNumber, fineNumber, fineOne, fineRoot, fineSquare } from "./fine-number.ts";
import type { Fraction } from "./fraction.ts";
import type { Surd } from "./surd.ts";
import { wilson } from "./wilson.ts";

/** How many of n people, with n ≥ 1. */
export type Part = { readonly x: bigint; readonly n: bigint };

/** Two ends, low first. */
export type FineEnds = { readonly low: FineNumber; readonly high: FineNumber };

/** A share in percent, with the two ends of its own interval. */
export type ShareWithEnds = FineEnds & { readonly share: FineNumber };

/**
 * 95 % interval of the difference of two independent shares, p1 − p2, in percent points: each side reaches as far as the
 * two Wilson intervals do together, √((p1 − l1)² + (u2 − p2)²) down and √((u1 − p1)² + (p2 − l2)²) up.
 * Source: R. G. Newcombe, Statistics in Medicine 17 (1998), 873–890, method 10 (hybrid score, no continuity correction).
 */
export function newcombe(first: Part, second: Part): FineEnds {
  return hybridEnds(wilsonOf(first), wilsonOf(second));
}

/**
 * Newcombe's interval from the intervals of the two shares, whatever sample these are of.
 * Source: G. Y. Zou, A. Donner, Statistics in Medicine 27 (2008), 1693–1702, on limits recovered from separate intervals.
 */
export function hybridEnds(a: ShareWithEnds, b: ShareWithEnds): FineEnds {
  const difference = a.share - b.share;
  return {
    low: difference - fineRoot(fineSquare(a.share - a.low) + fineSquare(b.high - b.share)),
    high: difference + fineRoot(fineSquare(a.high - a.share) + fineSquare(b.share - b.low)),
  };
}

/** A share with the ends of its interval as fine numbers. */
export function shareWithEnds(share: Fraction, { middle, radicand, denominator }: Surd): ShareWithEnds {
  const root = fineRoot(radicand * fineOne);
  return {
    share: fineNumber(share),
    low: (middle * fineOne - root) / denominator,
    high: (middle * fineOne + root) / denominator,
  };
}

function wilsonOf({ x, n }: Part): ShareWithEnds {
  return shareWithEnds({ numerator: 100n * x, denominator: n }, wilson(x, n));
}
