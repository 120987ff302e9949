import { peopleIn } from "../../shared/levels.ts";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import { computeWeightedIndex } from "../../shared/methods/compute-weighted-index.ts";
import { roundHalfUp } from "../../shared/methods/round-half-up.ts";
import { isWeighted } from "../../shared/methods/weighted-method.ts";
import { weightedTopTwo } from "../../shared/methods/weighted-top-two.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { RollupSource } from "../counts/rollup-source.ts";
import type { FailureOf } from "../problems/failure.ts";
import { type GatherPlan, gatherCells } from "./gather-cells.ts";
import {
  type Cell,
  type CellGroup,
  type CellLabels,
  emptyCell,
  nameOfUnit,
  tallyOf,
  type UnitLabels,
} from "./index-cells.ts";
import type { IndexDimension } from "./index-question.ts";
import { gatherTransactions, type Transactions } from "./transactions.ts";

/** Counts of one service or channel ("" for none) with its transactions; null if nobody would have to report any. */
export type StratumCell = { readonly id: string; readonly cell: Cell; readonly transactions: Transactions | null };

/** The strata of a row: every service, or channel, with answers or transactions. */
export type StrataOf = (labels: CellLabels, bucket: number) => StratumCell[];

/** Reads counts and volumes once more by service or channel, if one of the question's methods is weighted. */
export function readStrata(plan: GatherPlan, source: RollupSource): Result<StrataOf, FailureOf<"sum-too-large">> {
  const { methods, by, weightsBy } = plan.question;
  if (!methods?.some(isWeighted)) return ok(() => []);
  const dimensions = new Set<IndexDimension>([...by, weightsBy]);
  const byStratum = { ...plan, question: { ...plan.question, by: dimensions } };
  const transactions = gatherTransactions(byStratum, source);
  if (!transactions.ok) return transactions;
  const rowName = (row: Row): string => `${nameOfUnit(row)}\u0000${weightsBy === "service" ? "" : row.service}`;
  const groups = Map.groupBy(gatherCells(byStratum, source).groups(), ({ labels }) => rowName(labels));
  const served = Map.groupBy(transactions.value.values(), ({ key }) => `${rowName(key)} ${key.bucket}`);
  return ok((labels, bucket) => {
    const answered = groups.get(rowName(labels)) ?? [];
    const known = new Map(
      (served.get(`${rowName(labels)} ${bucket}`) ?? []).map((it) => [it.key[weightsBy], it] as const),
    );
    const cells = new Map(answered.map((group) => [group.labels[weightsBy], group.cells.get(bucket)] as const));
    const ids = [...new Set([...cells.keys(), ...known.keys()])].sort();
    return ids.map((id) => ({ id, cell: cells.get(id) ?? emptyCell(), transactions: known.get(id) ?? null }));
  });
}

type Row = UnitLabels & Pick<CellLabels, "service">;

/** The bucket of a row, and the scale of its question. */
type MixPlace = { readonly bucket: number; readonly levels: number };

/** An officer's share of satisfied people in the service mix of all officers; null if there is no such share. */
export type StandardisedOf = (labels: CellLabels, place: MixPlace) => Standardised;

type Standardised = NonNullable<PublishedIndex["standardised"]> | null;

/**
 * Direct standardisation of officers by service. An officer's share of satisfied people for a service is weighted by how many
 * answers all officers of the same unit and time had for it, by the formula of `weighted-top-two@1`. Services that the officer
 * had no answers for are left out; `covered` is the part of the mix that remains. Null if rows are not by officer.
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

function nameOf(labels: CellLabels, officer: string): string {
  return [nameOfUnit(labels), labels.channel, labels.question, labels.touchpoint, officer].join("\u0000");
}

function standardised(own: readonly CellGroup[], all: readonly CellGroup[], place: MixPlace): Standardised {
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
