import type { Interval } from "../contract/published-index.ts";
import type { Scale, Tally } from "../levels.ts";
import type { Fraction } from "./fraction.ts";
import { intervalDecimals, type Method } from "./method.ts";
import { roundEndsHalfUp, roundHalfUp } from "./round-half-up.ts";
import { tallySums } from "./tally-sums.ts";

/** A value with its 95 % interval, both in the method's unit and rounded half up. */
export type ComputedIndex = { readonly value: number | null; readonly interval: Interval | null };

/**
 * Value and interval of a tally by a method: exact for all whole counts below 2^53.
 * Empty tally: both null. A tally whose scale the method does not take is a bug of the caller's and throws.
 */
export function computeIndex(method: Method, tally: Tally): ComputedIndex {
  scaleOf(method, tally);
  if (isEmpty(tally)) return { value: null, interval: null };
  return { value: roundHalfUp(method.value(tally), method.decimals), interval: computeInterval(method, tally) };
}

/** The value alone, where no interval is shown. Empty tally: null. Throws as {@link computeIndex} does. */
export function computeValue(method: Method, tally: Tally): number | null {
  scaleOf(method, tally);
  return isEmpty(tally) ? null : roundHalfUp(method.value(tally), method.decimals);
}

/**
 * The interval of all `transactions` people served, of whom the tally's answered: that of an effective n' = n·(N − 1)/(N − n).
 * It narrows as more of them answer; that people chose to answer it cannot make up for. Null for nobody, and where all or
 * more answered than were served. Throws as {@link computeIndex} does.
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

function scaleOf(method: Method, tally: Tally): Scale {
  const scale = method.scales.find((levels) => levels === tally.length);
  if (scale === undefined) throw new RangeError(`${method.id} takes no tally of ${tally.length} levels`);
  return scale;
}
