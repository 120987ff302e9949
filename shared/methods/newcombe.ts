import { type FixedPoint, fixedPoint, fixedOne, fixedRoot, fixedSquare } from "./fixed-point.ts";
import type { Fraction } from "./fraction.ts";
import type { Surd } from "./surd.ts";
import { wilson } from "./wilson.ts";

/** x of n people; n ≥ 1. */
export type Part = { readonly x: bigint; readonly n: bigint };

/** The two ends of an interval. */
export type FixedEnds = { readonly low: FixedPoint; readonly high: FixedPoint };

/** A share in percent, and the ends of its interval. */
export type ShareWithEnds = FixedEnds & { readonly share: FixedPoint };

/**
 * Returns the 95 % interval of the difference of two independent shares, p1 − p2, in percentage points. It combines the
 * two Wilson intervals: √((p1 − l1)² + (u2 − p2)²) below the difference and √((u1 − p1)² + (p2 − l2)²) above it.
 * Source: R. G. Newcombe, Statistics in Medicine 17 (1998), 873–890, method 10 (hybrid score, no continuity
 * correction).
 */
export function newcombe(first: Part, second: Part): FixedEnds {
  return hybridEnds(wilsonOf(first), wilsonOf(second));
}

/**
 * Returns Newcombe's interval from the intervals of two shares, whatever their samples.
 * Source: G. Y. Zou, A. Donner, Statistics in Medicine 27 (2008), 1693–1702, on limits recovered from separate
 * intervals.
 */
export function hybridEnds(a: ShareWithEnds, b: ShareWithEnds): FixedEnds {
  const difference = a.share - b.share;
  return {
    low: difference - fixedRoot(fixedSquare(a.share - a.low) + fixedSquare(b.high - b.share)),
    high: difference + fixedRoot(fixedSquare(a.high - a.share) + fixedSquare(b.share - b.low)),
  };
}

/** Converts a share and the ends of its interval. */
export function shareWithEnds(share: Fraction, { middle, radicand, denominator }: Surd): ShareWithEnds {
  const root = fixedRoot(radicand * fixedOne);
  return {
    share: fixedPoint(share),
    low: (middle * fixedOne - root) / denominator,
    high: (middle * fixedOne + root) / denominator,
  };
}

function wilsonOf({ x, n }: Part): ShareWithEnds {
  return shareWithEnds({ numerator: 100n * x, denominator: n }, wilson(x, n));
}
