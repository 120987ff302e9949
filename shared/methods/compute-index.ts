import type { Interval } from "../contract/published-index.ts";
import type { Tally, TallyLength } from "../levels.ts";
import type { Fraction } from "./fraction.ts";
import { intervalDecimals, type Method } from "./method.ts";
import { roundEndsHalfUp, roundHalfUp } from "./round-half-up.ts";
import { tallySums } from "./tally-sums.ts";

/** A value and its 95 % interval, in the method's unit, rounded half up. */
export type ComputedIndex = { readonly value: number | null; readonly interval: Interval | null };

/**
 * Computes a method's value and interval for a tally, exact for all counts below 2^53.
 * Both are null for an empty tally. Throws if the method does not take the scale: that is the caller's bug.
 */
export function computeIndex(method: Method, tally: Tally): ComputedIndex {
  scaleOf(method, tally);
  if (isEmpty(tally)) return { value: null, interval: null };
  return { value: roundHalfUp(method.value(tally), method.decimals), interval: computeInterval(method, tally) };
}

/**
 * Computes the value alone, for places that show no interval. Null for an empty tally. Throws like {@link
 * computeIndex}.
 */
export function computeValue(method: Method, tally: Tally): number | null {
  scaleOf(method, tally);
  return isEmpty(tally) ? null : roundHalfUp(method.value(tally), method.decimals);
}

/**
 * Computes the interval for all N people served (`transactions`), of whom n answered. It uses an effective sample of
 * n' = n·(N − 1)/(N − n), so it narrows as n nears N. It does not correct that people chose to answer.
 * Null if n is 0 or n ≥ N. Throws like {@link computeIndex}.
 */
export function computeServedInterval(method: Method, tally: Tally, transactions: number): Interval | null {
  scaleOf(method, tally);
  const { n } = tallySums(tally);
  const served = BigInt(transactions);
  if (n === 0n || n >= served) return null;
  return computeInterval(method, tally, { numerator: served - 1n, denominator: served - n });
}

function computeInterval(method: Method, tally: Tally, stretch?: Fraction): Interval | null {
  const ends = method.interval(tally, stretch);
  if (ends === null) return null;
  const { low, high } = roundEndsHalfUp(ends, intervalDecimals(method));
  const [least, greatest] = method.range(scaleOf(method, tally));
  return {
    confidence: 0.95,
    kind: method.intervalKind,
    low: Math.max(low, least),
    high: Math.min(high, greatest),
  };
}

function isEmpty(tally: Tally): boolean {
  return tally.every((people) => people === 0);
}

function scaleOf(method: Method, tally: Tally): TallyLength {
  const scale = method.scales.find((levels) => levels === tally.length);
  if (scale === undefined) throw new RangeError(`${method.id} takes no tally of ${tally.length} levels`);
  return scale;
}
