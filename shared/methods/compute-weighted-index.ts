import type { Interval } from "../contract/published-index.ts";
import { fail, ok, type Result } from "../result.ts";
import type { ComputedIndex } from "./compute-index.ts";
import { roundEndsHalfUp, roundHalfUp } from "./round-half-up.ts";
import type { CountedStratum, Stratum, Weighed, WeighingRefusal, WeightedMethod } from "./weighted-method.ts";

/** An index with its effective sample size, 2 decimals, and its design effect, 4 decimals. */
export type ComputedWeightedIndex = ComputedIndex & {
  readonly effectiveN: number | null;
  readonly designEffect: number | null;
};

/**
 * Computes a weighted value with its 95 % interval, exactly, rounded half up. All null if nobody answered. A stratum
 * without answers and transactions is left out. The failure names its strata: leaving those out would bias the value.
 */
export function computeWeightedIndex(
  method: WeightedMethod,
  strata: readonly Stratum[],
): Result<ComputedWeightedIndex, WeighingRefusal> {
  const weighed = weighStrata(method, strata);
  if (!weighed.ok) return weighed;
  if (weighed.value === null) return ok({ value: null, interval: null, effectiveN: null, designEffect: null });
  return ok(rounded(method, weighed.value));
}

/** Computes the exact figures, before rounding. Null if nobody answered. Fails like {@link computeWeightedIndex}. */
export function weighStrata(
  method: WeightedMethod,
  strata: readonly Stratum[],
): Result<Weighed | null, WeighingRefusal> {
  const answered = strata.filter((stratum) => !isEmpty(stratum));
  if (answered.length === 0) return ok(null);
  const unknown = answered.filter(({ transactions }) => !transactions);
  if (unknown.length > 0) return refuse("no-volume", unknown);
  const inPart = strata.filter(({ complete }) => complete === false);
  if (inPart.length > 0) return refuse("partial-volume", inPart);
  const unanswered = strata.filter((stratum) => isEmpty(stratum) && (stratum.transactions ?? 0) > 0);
  if (unanswered.length > 0) return refuse("empty-stratum", unanswered);
  return ok(method.weigh(answered.map(counted)));
}

function isEmpty({ tally }: Stratum): boolean {
  return tally.every((people) => people === 0);
}

function counted({ tally, transactions }: Stratum): CountedStratum {
  return { tally, transactions: BigInt(transactions ?? 0) };
}

function refuse(reason: WeighingRefusal["reason"], strata: readonly Stratum[]): Result<never, WeighingRefusal> {
  return fail({ reason, strata: strata.map(({ id }) => id) });
}

function rounded(
  method: WeightedMethod,
  { value, interval, effectiveN, designEffect }: Weighed,
): ComputedWeightedIndex {
  const { low, high } = roundEndsHalfUp(interval, 2);
  const ends: Interval = {
    confidence: 0.95,
    kind: method.intervalKind,
    low: Math.max(low, 0),
    high: Math.min(high, 100),
  };
  return {
    value: roundHalfUp(value, method.decimals),
    interval: ends,
    effectiveN: roundHalfUp(effectiveN, 2),
    designEffect: roundHalfUp(designEffect, 4),
  };
}
