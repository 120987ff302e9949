import type { Transactions } from "../indices/gather-transactions.ts";
import { type Generation, rowId } from "./lattice-row.ts";
import type { LatticeReading } from "./read-cells.ts";

/**
 * Transactions of a row, and how much of it they are about; `to` is the last day of its span as it stood then, null where
 * that was not kept or does not matter. Of no days: there are none any more.
 */
export type RowVolume = Transactions & { readonly transactions: number; readonly to: number | null };

/** Transactions of each row that has some. */
export function rowVolumes(reading: LatticeReading, { nodes }: Generation): Map<string, RowVolume> {
  const sums = new Map<string, Sum>();
  for (const { leaf, facet, period, transactions, days } of reading.volumes) {
    for (const node of nodes.get(leaf) ?? reading.units.nodesOf(leaf)) {
      const row = rowId({ facet, period, node });
      const sum = sums.get(row) ?? {
        transactions: null,
        to: reading.periods.get(period)?.to ?? 0,
        asked: 0,
        reported: 0,
      };
      sums.set(row, sum);
      if (transactions !== null) sum.transactions = (sum.transactions ?? 0) + transactions;
      sum.asked += days.asked;
      sum.reported += days.reported;
    }
  }
  return new Map(
    [...sums].flatMap(([row, { transactions, to, ...days }]) =>
      transactions === null ? [] : [[row, { transactions, to, days }]],
    ),
  );
}

type Sum = { transactions: number | null; to: number; asked: number; reported: number };

type Volumes = ReadonlyMap<string, RowVolume>;

/** What of the volumes known before has changed: of rows that have none any more, that. */
export function changedVolumes(before: Volumes, now: Volumes): Map<string, RowVolume> {
  const changed = new Map([...now].filter(([row, volume]) => !sameVolume(before.get(row), volume)));
  for (const [row, { days }] of before) {
    if (days.asked > 0 && !now.has(row))
      changed.set(row, { transactions: 0, to: null, days: { asked: 0, reported: 0 } });
  }
  return changed;
}

function sameVolume(before: RowVolume | undefined, { transactions, to, days }: RowVolume): boolean {
  return (
    before?.transactions === transactions &&
    before.to === to &&
    before.days.asked === days.asked &&
    before.days.reported === days.reported
  );
}
