import type { Scale } from "../levels.ts";
import { fail, ok, type Result } from "../result.ts";
import { type ComputedChange, roundedChange } from "./compute-change.ts";
import { weighStrata } from "./compute-weighted-index.ts";
import { hybridEnds, shareWithEnds } from "./newcombe.ts";
import type { Stratum, Weighed, WeighingRefusal, WeightedMethod } from "./weighted-method.ts";

/** The strata of two periods. All tallies have the same scale. */
export type ComparedStrata = { readonly now: readonly Stratum[]; readonly before: readonly Stratum[] };

/**
 * Computes the change of a weighted index between two periods. Each period is weighted by its own transactions, so the
 * change includes a change in the mix of transactions. It is rounded once. Interval: Newcombe's, from the two Wilson
 * intervals on the effective samples. All null if a period has no answers, or if the later one cannot be weighted: its
 * own index gives the reason. The failure is that of the earlier period.
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
