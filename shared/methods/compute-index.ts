import type { Interval } from "../contract/published-index.ts";
import type { Scale, Tally } from "../levels.ts";
import { intervalDecimals, type Method } from "./method.ts";
import { roundEndsHalfUp, roundHalfUp } from "./round-half-up.ts";

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

function computeInterval(method: Method, tally: Tally): Interval | null {
  const ends = method.interval(tally);
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
