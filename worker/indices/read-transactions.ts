import type { Failure } from "../../shared/contract/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { bucketsTouched, contains, type GatherPlan } from "./gather-cells.ts";
import type { RollupSource, VolumeRow } from "./rollup-source.ts";

/** A row, as far as its transactions go: service "" where it was not grouped by. */
export type TransactionsKey = {
  readonly unit: string;
  readonly own: boolean;
  readonly service: string;
  readonly bucket: number;
};

/** Transactions of a row; null where none were reported, or where they cannot be told. */
export type TransactionsOf = (row: TransactionsKey) => number | null;

/**
 * Reads the volumes that lie as a whole within a bucket. A unit's figures without a service cover the whole unit; its
 * figures per service are added only where none of those overlaps. With a service, only that service's figures count.
 * Channels, questions and touchpoints have no transactions of their own. Failure: `sum-too-large`.
 */
export function readTransactions(plan: GatherPlan, source: RollupSource): Result<TransactionsOf, Failure> {
  const { by, channel, period } = plan.question;
  if (channel !== null || by.has("channel") || by.has("question") || by.has("touchpoint")) return ok(() => null);
  const sums = new Map<string, number>();
  for (const place of placesOf(plan, source.volumes(plan.units.units, period.from, period.to))) {
    for (const volume of countedOf(place.volumes, plan.question)) {
      const group = plan.units.groupOf(volume.unit, volume.to);
      if (group === null) continue;
      const service = by.has("service") ? (volume.service ?? "") : "";
      const name = nameOf({ unit: group.code, own: group.own, service, bucket: place.bucket });
      sums.set(name, (sums.get(name) ?? 0) + volume.transactions);
    }
  }
  if (![...sums.values()].every(Number.isSafeInteger)) return fail({ kind: "sum-too-large" });
  return ok((row) => sums.get(nameOf(row)) ?? null);
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

function nameOf({ unit, own, service, bucket }: TransactionsKey): string {
  return [unit, own ? "own" : "", service, bucket].join("\u0000");
}
