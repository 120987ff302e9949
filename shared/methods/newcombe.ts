import { type FineNumber, fineNumber, fineOne, fineRoot, fineSquare } from "./fine-number.ts";
import type { Fraction } from "./fraction.ts";
import type { Surd } from "./surd.ts";
import { wilson } from "./wilson.ts";

/** x of n people; n ≥ 1. */
export type Part = { readonly x: bigint; readonly n: bigint };

/** The two ends of an interval. */
export type FineEnds = { readonly low: FineNumber; readonly high: FineNumber };

/** A share in percent, and the ends of its interval. */
export type ShareWithEnds = FineEnds & { readonly share: FineNumber };

/**
 * Returns the 95 % interval of the difference of two independent shares, p1 − p2, in percentage points. It combines the
 * two Wilson intervals: √((p1 − l1)² + (u2 − p2)²) below the difference and √((u1 − p1)² + (p2 − l2)²) above it.
 * Source: R. G. Newcombe, Statistics in Medicine 17 (1998), 873–890, method 10 (hybrid score, no continuity
 * correction).
 */
export function newcombe(first: Part, second: Part): FineEnds {
  return hybridEnds(wilsonOf(first), wilsonOf(second));
}

/**
 * Returns Newcombe's interval from the intervals of two shares, whatever their samples.
 * Source: G. Y. Zou, A. Donner, Statistics in Medicine 27 (2008), 1693–1702, on limits recovered from separate
 * intervals.
 */
export function hybridEnds(a: ShareWithEnds, b: ShareWithEnds): FineEnds {
  const difference = a.share - b.share;
  return {
    low: difference - fineRoot(fineSquare(a.share - a.low) + fineSquare(b.high - b.share)),
    high: difference + fineRoot(fineSquare(a.high - a.share) + fineSquare(b.share - b.low)),
  };
}

/** Converts a share and the ends of its interval. */
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
