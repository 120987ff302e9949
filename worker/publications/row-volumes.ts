import type { Transactions } from "../indices/transactions.ts";
import { type Generation, rowId } from "./lattice-row.ts";
import type { PublicationLedger } from "./publication-ledger.ts";
import type { LatticeReading } from "./read-cells.ts";
import { portionsOf, type Steps } from "./steps.ts";

/**
 * Transactions of a row, and how much of it they are about; `to` is the last day of its span as it stood then, null where
 * that was not kept or does not matter. Of no days: there are none any more.
 */
export type RowVolume = Transactions & { readonly transactions: number; readonly to: number | null };

/** Transactions of each row that has some. */
export function* rowVolumes(reading: LatticeReading, { nodes }: Generation): Steps<Map<string, RowVolume>> {
  const sums = new Map<string, Sum>();
  for (const portion of portionsOf(reading.volumes, 300)) {
    for (const { leaf, facet, period, transactions, days } of portion) {
      for (const node of nodes.get(leaf) ?? reading.units.nodesOf(leaf)) {
        const row = rowId({ facet, period, node });
        const sum = sums.get(row) ?? emptySum(reading.periods.get(period)?.to ?? 0);
        sums.set(row, sum);
        if (transactions !== null) sum.transactions = (sum.transactions ?? 0) + transactions;
        sum.asked += days.asked;
        sum.reported += days.reported;
      }
    }
    yield 1;
  }
  const volumes = new Map<string, RowVolume>();
  for (const [row, { transactions, to, ...days }] of sums) {
    if (transactions !== null) volumes.set(row, { transactions, to, days });
  }
  return volumes;
}

type Sum = { transactions: number | null; readonly to: number; asked: number; reported: number };

function emptySum(to: number): Sum {
  return { transactions: null, to, asked: 0, reported: 0 };
}

type Change = readonly [row: string, volume: RowVolume];

/** What of the volumes known before has changed: of rows that have none any more, that. */
export function* changedVolumes(
  now: ReadonlyMap<string, RowVolume>,
  ledger: Pick<PublicationLedger, "volumesAfter">,
): Steps<Change[]> {
  const changed = new Map(now);
  const gone: Change[] = [];
  for (let row = ""; ; ) {
    const before = ledger.volumesAfter(row, 300);
    for (const [known, volume] of before) {
      const newest = now.get(known);
      if (newest && sameVolume(volume, newest)) changed.delete(known);
      else if (!newest && volume.days.asked > 0) gone.push([known, nothingMore]);
    }
    yield 3;
    const last = before.at(-1);
    if (last === undefined) return [...changed, ...gone];
    [row] = last;
  }
}

const nothingMore: RowVolume = { transactions: 0, to: null, days: { asked: 0, reported: 0 } };

function sameVolume(before: RowVolume, { transactions, to, days }: RowVolume): boolean {
  return (
    before.transactions === transactions &&
    before.to === to &&
    before.days.asked === days.asked &&
    before.days.reported === days.reported
  );
}
