import type { Scale } from "../levels.ts";
import { fail, ok, type Result } from "../result.ts";
import { type ComputedChange, roundedChange } from "./compute-change.ts";
import { weighStrata } from "./compute-weighted-index.ts";
import { hybridEnds, shareWithEnds } from "./newcombe.ts";
import type { Stratum, Weighed, WeighingRefusal, WeightedMethod } from "./weighted-method.ts";

/** The strata of two periods, of questions of the same scale. */
export type ComparedStrata = { readonly now: readonly Stratum[]; readonly before: readonly Stratum[] };

/**
 * The change of a weighted index between two periods, each weighted by its own transactions, so that it holds what the
 * mix of transactions changed too. Rounded once; interval: Newcombe's, from the two Wilson intervals on the effective
 * samples. All null where nobody answered in either period.
 * Failures: those of the earlier period; where this one cannot be weighed, its index says so itself, and all is null.
 */
export function computeWeightedChange(
  method: WeightedMethod,
  { now, before }: ComparedStrata,
): Result<ComputedChange, WeighingRefusal["reason"]> {
  const [after, earlier] = [weighStrata(method, now), weighStrata(method, before)];
  if (!earlier.ok) return fail(earlier.failure.reason);
  if (!after.ok || after.value === null || earlier.value === null) {
    return ok({ value: null, interval: null, beyond_chance: null });
  }
  const ends = hybridEnds(withEnds(after.value), withEnds(earlier.value));
  const scale = now[0]?.tally.length as Scale;
  return ok(roundedChange(method, scale, { now: after.value.value, before: earlier.value.value, ends }));
}

function withEnds({ value, interval }: Weighed): ReturnType<typeof shareWithEnds> {
  return shareWithEnds(value, interval);
}
