import type { Failure } from "../../shared/contract/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { bucketsTouched, contains } from "./buckets-touched.ts";
import { divideRows } from "./divide-rows.ts";
import { type GatherPlan, unitLabels } from "./gather-plan.ts";
import { asksForReasons, type IndexQuestion } from "./index-question.ts";
import type { RollupSource, VolumeRow } from "./rollup-source.ts";
import { startOf, type UnitGroup } from "./unit-group.ts";

/** A row, as far as its transactions go: service "" where it was not grouped by. */
export type TransactionsKey = {
  readonly unit: string;
  readonly own: boolean;
  readonly unmapped: boolean;
  readonly service: string;
  readonly bucket: number;
};

/** Transactions of a row; null where none were reported, or where they cannot be told. */
export type TransactionsOf = (row: TransactionsKey) => number | null;

/**
 * Reads the volumes that lie as a whole within a bucket. A unit's figures without a service cover the whole unit; its
 * figures per service are added only where none of those overlaps. With a service, only that service's figures count.
 * Channels, questions, touchpoints, officers and reasons have no transactions of their own. Failure: `sum-too-large`.
 */
export function readTransactions(plan: GatherPlan, source: RollupSource): Result<TransactionsOf, Failure> {
  const { by, period } = plan.question;
  if (!hasTransactions(plan.question)) return ok(() => null);
  const sums = new Map<string, number>();
  const partsOf = volumeParts(plan, source);
  for (const { bucket, volumes } of placesOf(plan, source.volumes(plan.units.units, period.from, period.to))) {
    for (const volume of countedOf(volumes, plan.question)) {
      const service = by.has("service") ? (volume.service ?? "") : "";
      for (const { group, transactions } of partsOf(volume)) {
        const name = nameOf({ ...unitLabels(group), service, bucket });
        sums.set(name, (sums.get(name) ?? 0) + transactions);
      }
    }
  }
  if (![...sums.values()].every(Number.isSafeInteger)) return fail({ kind: "sum-too-large" });
  return ok((row) => sums.get(nameOf(row)) ?? null);
}

function hasTransactions(question: IndexQuestion): boolean {
  const { by, channel } = question;
  if (channel !== null || asksForReasons(question)) return false;
  return !(["channel", "question", "touchpoint", "officer"] as const).some((dimension) => by.has(dimension));
}

type VolumePart = { readonly group: UnitGroup; readonly transactions: number };

/** Volumes go where the counts of their last day go; those to be divided by running totals per unit and service. */
function volumeParts({ units }: GatherPlan, source: RollupSource): (volume: VolumeRow) => readonly VolumePart[] {
  const heritage = [...new Set(units.divided.map(({ unit }) => unit))];
  const all = heritage.length > 0 ? source.volumes(heritage, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER) : [];
  const divided = divideRows(
    all.filter(({ unit, to }) => units.sharesOf(unit, to).groups.length > 1).sort((a, b) => a.to - b.to),
    {
      sharesOf: ({ unit, to }) => units.sharesOf(unit, to),
      nameOf: ({ unit, service, to }) => `${unit} ${startOf(units, unit, to)} ${service}`,
      amountsOf: ({ transactions }) => [transactions],
    },
  );
  const parts = Map.groupBy(divided, ({ row }) => volumeName(row));
  return (volume) => {
    const { groups } = units.sharesOf(volume.unit, volume.to);
    if (groups.length > 1) {
      const own = parts.get(volumeName(volume)) ?? [];
      return own.map(({ group, amounts: [transactions = 0] }) => ({ group, transactions }));
    }
    return groups[0] ? [{ group: groups[0], transactions: volume.transactions }] : [];
  };
}

/** Spans of one unit and service never overlap. */
function volumeName({ unit, service, from }: VolumeRow): string {
  return `${unit} ${service} ${from}`;
}

/** The volumes of one unit within one bucket. */
type Place = { readonly bucket: number; readonly volumes: VolumeRow[] };

function placesOf({ buckets }: GatherPlan, volumes: readonly VolumeRow[]): Place[] {
  const places = new Map<string, Place>();
  for (const volume of volumes) {
    // A span within a bucket touches no other.
    const [bucket = -1] = bucketsTouched(buckets, volume);
    if (!contains(buckets[bucket], volume)) continue;
    const name = `${bucket} ${volume.unit}`;
    const place = places.get(name);
    if (place) place.volumes.push(volume);
    else places.set(name, { bucket, volumes: [volume] });
  }
  return [...places.values()];
}

function countedOf(volumes: readonly VolumeRow[], { by, service }: GatherPlan["question"]): VolumeRow[] {
  if (service !== null) return volumes.filter((volume) => volume.service === service);
  if (by.has("service")) return volumes.filter((volume) => volume.service !== null);
  const ofUnit = volumes.filter((volume) => volume.service === null);
  const free = (volume: VolumeRow): boolean => !ofUnit.some(({ from, to }) => from <= volume.to && volume.from <= to);
  return [...ofUnit, ...volumes.filter((volume) => volume.service !== null && free(volume))];
}

function nameOf({ unit, own, unmapped, service, bucket }: TransactionsKey): string {
  return [unit, own ? "own" : "", unmapped ? "unmapped" : "", service, bucket].join("\u0000");
}
