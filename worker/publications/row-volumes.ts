import { type Generation, rowId } from "./lattice-row.ts";
import type { LatticeReading } from "./read-cells.ts";

/** Transactions of each row that has some. */
export function rowVolumes({ volumes }: LatticeReading, { nodes }: Generation): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { leaf, facet, period, transactions } of volumes) {
    for (const node of nodes.get(leaf) ?? []) {
      const row = rowId({ facet, period, node });
      sums.set(row, (sums.get(row) ?? 0) + transactions);
    }
  }
  return sums;
}
