import type { ChangeInterval } from "../contract/published-index.ts";
import type { Tally, TallyLength } from "../levels.ts";
import { type FixedPoint, fixedPoint, fixedRoot, fractionOf } from "./fixed-point.ts";
import type { Fraction } from "./fraction.ts";
import { intervalDecimals, type Method } from "./method.ts";
import { type FixedEnds, newcombe } from "./newcombe.ts";
import { roundHalfUp } from "./round-half-up.ts";
import { tallySums } from "./tally-sums.ts";
import type { WeightedMethod } from "./weighted-method.ts";
import { type Sample, welch } from "./welch.ts";
import { z95 } from "./z95.ts";

/**
 * The change of an index, in the method's unit and decimals. `beyond_chance`: the interval, before rounding, does not
 * contain 0.
 * Null if it cannot be computed.
 */
export type ComputedChange = {
  readonly value: number | null;
  readonly interval: ChangeInterval | null;
  readonly beyond_chance: boolean | null;
};

/**
 * Computes the change of an index between two tallies of different people. The difference of the exact values is
 * rounded once, so it can differ by one in the last place from the difference of the rounded values. Interval:
 * Newcombe's for shares, Welch's for means, normal for the net promoter score. For the latter two it is null unless in
 * both periods at least 10 people answered and not all counted the same. All null if either tally is empty. The method
 * must take the scale.
 */
export function computeChange(method: Method, now: Tally, before: Tally): ComputedChange {
  const [after, earlier] = [sampleOf(method, now), sampleOf(method, before)];
  if (after === null || earlier === null) return { value: null, interval: null, beyond_chance: null };
  const ends = endsOf(method, after, earlier);
  return roundedChange(method, now.length as TallyLength, { now: after.mean, before: earlier.mean, ends });
}

/** Exact values of two periods, with the ends of the interval of their difference; `ends` null if there is none. */
export type ExactChange = { readonly now: Fraction; readonly before: Fraction; readonly ends: FixedEnds | null };

/** Rounds a change once, with its interval. The method must take the scale. */
export function roundedChange(
  method: Method | WeightedMethod,
  scale: TallyLength,
  { now, before, ends }: ExactChange,
): ComputedChange {
  const value = roundHalfUp(difference(now, before), method.decimals);
  if (ends === null) return { value, interval: null, beyond_chance: null };
  const [low, high] = [fractionOf(ends.low), fractionOf(ends.high)];
  return {
    value,
    interval: roundedInterval(method, scale, { low, high }),
    beyond_chance: low.numerator > 0n || high.numerator < 0n,
  };
}

const kinds = { wilson: "newcombe", "normal-mean": "welch", "normal-difference": "normal-difference" } as const;

function endsOf(method: Method, now: Sample, before: Sample): FixedEnds | null {
  switch (method.intervalKind) {
    case "wilson":
      return newcombe(partOf(now), partOf(before));
    case "normal-mean":
      return hasSpread(now) && hasSpread(before) ? welch(now, before) : null;
    case "normal-difference":
      return hasSpread(now) && hasSpread(before) ? normalChange(now, before) : null;
  }
}

/** Whether enough people answered and not all counted the same. Otherwise one passive against one detractor would be news. */
function hasSpread({ n, deviations }: Sample): boolean {
  return n >= 10n && deviations.numerator > 0n;
}

/** For methods in which each person counts 0 or 100. */
function partOf({ n, mean }: Sample): { readonly x: bigint; readonly n: bigint } {
  return { x: (mean.numerator * n) / (100n * mean.denominator), n };
}

/** d ± z·√(v1/n1 + v2/n2), where v is the mean squared deviation, as in the interval of a single score. */
function normalChange(now: Sample, before: Sample): FixedEnds {
  const variance = squareOfError(now) + squareOfError(before);
  const reach = (fixedRoot(variance) * z95.numerator) / z95.denominator;
  const middle = fixedPoint(now.mean) - fixedPoint(before.mean);
  return { low: middle - reach, high: middle + reach };
}

function squareOfError({ n, deviations }: Sample): FixedPoint {
  return fixedPoint({ numerator: deviations.numerator, denominator: deviations.denominator * n * n });
}

function roundedInterval(
  method: Method | WeightedMethod,
  scale: TallyLength,
  ends: { readonly low: Fraction; readonly high: Fraction },
): ChangeInterval {
  const [least, greatest] = method.range(scale);
  const decimals = intervalDecimals(method);
  return {
    confidence: 0.95,
    kind: kinds[method.intervalKind],
    low: Math.max(roundHalfUp(ends.low, decimals), least - greatest),
    high: Math.min(roundHalfUp(ends.high, decimals), greatest - least),
  };
}

/**
 * A method is the mean of its levels' weights. A level's weight is the method's value for a single answer of that
 * level.
 */
function sampleOf(method: Method, tally: Tally): Sample | null {
  const { n } = tallySums(tally);
  if (n === 0n) return null;
  const mean = method.value(tally);
  const deviations = tally.reduce<Fraction>(
    (sum, people, level) => {
      const counts = method.value(tally.map((_, place) => (place === level ? 1 : 0)));
      const away = difference(counts, mean);
      const square = {
        numerator: BigInt(people) * away.numerator * away.numerator,
        denominator: away.denominator * away.denominator,
      };
      return plus(sum, square);
    },
    { numerator: 0n, denominator: 1n },
  );
  return { n, mean, deviations };
}

/** Mostly the denominators are equal; then the sum keeps it and does not grow. */
function plus(a: Fraction, b: Fraction): Fraction {
  if (a.denominator === b.denominator) return { ...a, numerator: a.numerator + b.numerator };
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

function difference(a: Fraction, b: Fraction): Fraction {
  return {
    numerator: a.numerator * b.denominator - b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}
