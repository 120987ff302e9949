import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import { computeWeightedIndex } from "../../shared/methods/compute-weighted-index.ts";
import { roundHalfUp } from "../../shared/methods/round-half-up.ts";
import { weightedTopTwo } from "../../shared/methods/weighted-top-two.ts";
import { gatherCells } from "./gather-cells.ts";
import type { GatherPlan } from "./gather-plan.ts";
import { type CellGroup, type CellLabels, emptyCell, peopleIn, tallyOf } from "./index-cells.ts";
import type { IndexDimension } from "./index-question.ts";
import type { RollupSource } from "../counts/rollup-source.ts";

/** The bucket of a row, and the scale of its question. */
export type MixPlace = { readonly bucket: number; readonly levels: number };

/** An officer's share of satisfied people among the services of all officers; null where there is no such share. */
export type StandardisedOf = (
  labels: CellLabels,
  place: MixPlace,
) => NonNullable<PublishedIndex["standardised"]> | null;

/**
 * Direct standardisation of officers by service: each officer's share of satisfied people for a service is weighted by how
 * many answers all officers of the same unit and time had for it, by the formula of `weighted-top-two@1`. Services
 * that an officer had no answers for are left out, and `covered` says how much of the mix is left. Null where rows are not by
 * officer, or are within a service already.
 */
export function readServiceMix(plan: GatherPlan, source: RollupSource): StandardisedOf | null {
  const { by, service } = plan.question;
  if (!by.has("officer")) return null;
  if (by.has("service") || service !== null) return () => null;
  const dimensions = new Set<IndexDimension>([...by, "service"]);
  const groups = gatherCells({ ...plan, question: { ...plan.question, by: dimensions } }, source).groups();
  const beside = Map.groupBy(groups, ({ labels }) => nameOf(labels, ""));
  const own = Map.groupBy(groups, ({ labels }) => nameOf(labels, labels.officer));
  return (labels, place) =>
    standardised(own.get(nameOf(labels, labels.officer)) ?? [], beside.get(nameOf(labels, "")) ?? [], place);
}

function nameOf({ unit, own, unmapped, channel, question, touchpoint }: CellLabels, officer: string): string {
  return [unit, own ? "own" : "", unmapped ? "unmapped" : "", channel, question, touchpoint, officer].join("\u0000");
}

function standardised(
  own: readonly CellGroup[],
  all: readonly CellGroup[],
  place: MixPlace,
): ReturnType<StandardisedOf> {
  if (!weightedTopTwo.scales.some((scale) => scale === place.levels)) return null;
  const mix = new Map<string, number>();
  for (const group of all) {
    const { service } = group.labels;
    mix.set(service, (mix.get(service) ?? 0) + peopleIn(tallyIn(group, place)));
  }
  const strata = own
    .map((group) => ({ id: group.labels.service, tally: tallyIn(group, place) }))
    .filter(({ tally }) => peopleIn(tally) > 0)
    .map((stratum) => ({ ...stratum, transactions: mix.get(stratum.id) ?? 0 }));
  const weighed = computeWeightedIndex(weightedTopTwo, strata);
  if (!weighed.ok || weighed.value.value === null) return null;
  const { value, interval } = weighed.value;
  const share = { numerator: 100n * sum(strata.map((it) => it.transactions)), denominator: sum([...mix.values()]) };
  return { by: "service", method: weightedTopTwo.id, value, interval, covered: roundHalfUp(share, 2) };
}

function tallyIn({ cells }: CellGroup, { bucket, levels }: MixPlace): number[] {
  return tallyOf(cells.get(bucket) ?? emptyCell(), levels, "index");
}

function sum(counts: readonly number[]): bigint {
  return counts.reduce((total, count) => total + BigInt(count), 0n);
}
