import type { Failure } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { bucketsTouched, contains } from "./buckets-touched.ts";
import { countedVolumes } from "./counted-volumes.ts";
import type { GatherPlan } from "./gather-plan.ts";
import { reportedDays } from "./reported-days.ts";
import type { RollupSource, VolumeRow } from "../counts/rollup-source.ts";
import {
  type TransactionsKey,
  type TransactionsPart,
  transactionsKey,
  transactionsName,
  type VolumePlace,
  volumePart,
  volumeView,
} from "./transactions-key.ts";
import type { UnitGroup } from "./unit-group.ts";
import { volumeParts } from "./volume-parts.ts";

/** Unit-days of which transactions would have to be known, and of how many of them they are. */
export type ReportedDays = { readonly asked: number; readonly reported: number };

/** Transactions of a row, null where none were reported, and how much of the row they are about. */
export type Transactions = { readonly transactions: number | null; readonly days: ReportedDays };

/** The same with the row that it is about. */
export type KeyedTransactions = Transactions & { readonly key: TransactionsKey };

/**
 * Reads the volumes that lie as a whole within a bucket, for each row by its name; none at all where none touches the
 * period. Rows without any volume are there for their days. Failure: `sum-too-large`.
 */
export function gatherTransactions(
  plan: GatherPlan,
  source: RollupSource,
): Result<ReadonlyMap<string, KeyedTransactions>, Failure> {
  const { period } = plan.question;
  const rows = new Map<string, Row>();
  const volumes = source.volumes(plan.units.units, period.from, period.to);
  if (volumes.length === 0) return ok(rows);
  const places = placesOf(plan, volumes);
  if (places.length === 0) return ok(rows);
  addVolumes(rows, places, { plan, source });
  if (![...rows.values()].every(({ transactions }) => Number.isSafeInteger(transactions ?? 0))) {
    return fail({ kind: "sum-too-large" });
  }
  for (const { group, part, asked, reported } of reportedDays({ plan, source, places })) {
    const { days } = rowOf(rows, group, part);
    days.asked += asked;
    days.reported += reported;
  }
  return ok(rows);
}

/** Whether transactions are known of all the days that they would have to be known of. */
export function isComplete({ days }: Transactions): boolean {
  return days.reported === days.asked;
}

type Row = { readonly key: TransactionsKey; transactions: number | null; days: { asked: number; reported: number } };

type Rows = Map<string, Row>;

function rowOf(rows: Rows, group: UnitGroup, part: TransactionsPart): Row {
  const key = transactionsKey(group, part);
  const name = transactionsName(key);
  const row = rows.get(name) ?? { key, transactions: null, days: { asked: 0, reported: 0 } };
  rows.set(name, row);
  return row;
}

type Sources = { readonly plan: GatherPlan; readonly source: RollupSource };

function addVolumes(rows: Rows, places: readonly VolumePlace[], { plan, source }: Sources): void {
  const partsOf = volumeParts(plan.units, source);
  for (const { bucket, volumes } of places) {
    for (const volume of volumes) {
      const part = volumePart(volume, plan.question);
      if (part === null) continue;
      for (const { group, transactions } of partsOf(volume)) {
        const row = rowOf(rows, group, { ...part, bucket });
        row.transactions = (row.transactions ?? 0) + transactions;
      }
    }
  }
}

function placesOf({ buckets, question }: GatherPlan, volumes: readonly VolumeRow[]): VolumePlace[] {
  const places = new Map<string, { bucket: number; unit: string; volumes: VolumeRow[] }>();
  for (const volume of volumes) {
    // A span within a bucket touches no other.
    const [bucket = -1] = bucketsTouched(buckets, volume);
    if (!contains(buckets[bucket], volume)) continue;
    const name = `${bucket} ${volume.unit}`;
    const place = places.get(name);
    if (place) place.volumes.push(volume);
    else places.set(name, { bucket, unit: volume.unit, volumes: [volume] });
  }
  const view = volumeView(question);
  const counted = [...places.values()].map((place) => ({ ...place, volumes: countedVolumes(place.volumes, view) }));
  return counted.filter((place) => place.volumes.length > 0);
}
