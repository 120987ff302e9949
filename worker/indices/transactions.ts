import { bucketsTouched, contains } from "../../shared/calendar/period.ts";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import { roundHalfUp } from "../../shared/methods/round-half-up.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { RollupSource, VolumeRow } from "../counts/rollup-source.ts";
import type { FailureOf } from "../problems/failure.ts";
import type { GatherPlan } from "./gather-cells.ts";
import { asksForHours, asksForReasons } from "./index-question.ts";
import { reportedDays } from "./reported-days.ts";
import type { UnitGroup } from "./unit-groups.ts";
import {
  countedVolumes,
  type TransactionsKey,
  type TransactionsPart,
  transactionsName,
  type VolumePlace,
  volumePart,
  volumeParts,
  volumeView,
} from "./volumes.ts";

/** Unit-days that should have known transactions, and how many of them have. */
type ReportedDays = { readonly asked: number; readonly reported: number };

/** Transactions of a row, null if none were reported, and the days that they are known for. */
export type Transactions = { readonly transactions: number | null; readonly days: ReportedDays };

/** Transactions with their row. */
export type KeyedTransactions = Transactions & { readonly key: TransactionsKey };

/** Transactions of a row; null if nobody would have to report any. */
export type TransactionsOf = (row: TransactionsKey) => Transactions | null;

/** Reads the transactions of rows. Rows by channel, question, touchpoint, officer, reason, weekday or hour have none of their own. */
export function readTransactions(
  plan: GatherPlan,
  source: RollupSource,
): Result<TransactionsOf, FailureOf<"sum-too-large">> {
  const { by, channel } = plan.question;
  const isFiner = (["channel", "question", "touchpoint", "officer"] as const).some((dimension) => by.has(dimension));
  if (isFiner || channel !== null || asksForReasons(plan.question) || asksForHours(plan.question))
    return ok(() => null);
  const rows = gatherTransactions(plan, source);
  return rows.ok ? ok((row) => rows.value.get(transactionsName(row)) ?? null) : rows;
}

/**
 * Reads transactions by row, from the volumes that lie within a bucket as a whole. There are no rows if no volume does. Else rows
 * without a volume are there too, for their days.
 */
export function gatherTransactions(
  plan: GatherPlan,
  source: RollupSource,
): Result<ReadonlyMap<string, KeyedTransactions>, FailureOf<"sum-too-large">> {
  const { period } = plan.question;
  const rows = new Map<string, Row>();
  const volumes = source.volumes(plan.units.units, period.from, period.to);
  if (volumes.length === 0) return ok(rows);
  const places = placesOf(plan, volumes);
  if (places.length === 0) return ok(rows);
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

/** Whether transactions are known for all days that should have them. */
export function isComplete({ days }: Transactions): boolean {
  return days.reported === days.asked;
}

type Row = { readonly key: TransactionsKey; transactions: number | null; days: { asked: number; reported: number } };

function rowOf(rows: Map<string, Row>, group: UnitGroup, part: TransactionsPart): Row {
  const { code, own, unmapped } = group;
  const key = { unit: code, own, unmapped, ...part };
  const name = transactionsName(key);
  const row = rows.get(name) ?? { key, transactions: null, days: { asked: 0, reported: 0 } };
  rows.set(name, row);
  return row;
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

/**
 * Ratings as a percentage of transactions, 2 decimals, half up. Null if there are more ratings than transactions. No rate if
 * transactions are known for a part of the days only, since the ratings are of all days: then `reported` is that part in percent,
 * rounded down so that it never looks like all.
 */
export function coverageOf(n: number, known: Transactions | null): Pick<PublishedIndex, "coverage" | "coverage_note"> {
  const transactions = known?.transactions ?? null;
  if (known === null || transactions === null) return { coverage: null };
  const { asked, reported } = known.days;
  if (!isComplete(known)) {
    const percent = Number((10_000n * BigInt(reported)) / BigInt(asked)) / 100;
    return { coverage: { transactions, rate: null, complete: false, reported: percent } };
  }
  if (n > transactions) return { coverage: null, coverage_note: "more-ratings-than-transactions" };
  if (transactions === 0) return { coverage: null };
  const rate = roundHalfUp({ numerator: 100n * BigInt(n), denominator: BigInt(transactions) }, 2);
  return { coverage: { transactions, rate } };
}

/** Number of all people served, for the interval of all people served; null if it is not known. */
export function allServed(known: Transactions | null): number | null {
  return known !== null && isComplete(known) ? known.transactions : null;
}
