import type { CellChange } from "./changed-cells.ts";
import { spansAround } from "./lattice.ts";
import { type Generation, rowId } from "./lattice-row.ts";
import type { PublicationLedger } from "./publication-ledger.ts";
import type { LatticeCell, LatticeReading } from "./read-cells.ts";
import type { ChangedRow } from "./suppress.ts";

/** What is new since the version before: counts, closed periods, and who belongs where. */
export type News = {
  readonly reading: LatticeReading;
  readonly changes: readonly CellChange[];
  readonly generation: Generation;
  readonly old: Generation;
  readonly newPeriods: ReadonlySet<string>;
};

/**
 * Rows of the lattice that are new, or made of other counts than before, even where their sum has stayed: then it is
 * other people's. Rows of nobody are not listed.
 */
export function changedRows(news: News, ledger: Pick<PublicationLedger, "recordsOf">): ChangedRow[] {
  const touched = touchedRows(news);
  const nodes = changedNodes(news);
  const isTouched = (row: string, period: string, node: string): boolean =>
    news.newPeriods.has(period) || nodes.has(node) || touched.has(row);
  const tallies = new Map<string, number[]>();
  for (const row of touched) tallies.set(row, []);
  for (const cell of news.reading.cells) addTo(tallies, cell, { ...news, isTouched });
  const records = ledger.recordsOf([...tallies.keys()]);
  const rows: ChangedRow[] = [];
  for (const [id, tally] of tallies) {
    const own = records.get(id) ?? [];
    const last = own.at(-1)?.tally ?? [];
    const length = Math.max(tally.length, last.length);
    if (length > 0) rows.push({ id, tally: Array.from({ length }, (_, level) => tally[level] ?? 0), records: own });
  }
  return rows;
}

type Adding = News & { readonly isTouched: (row: string, period: string, node: string) => boolean };

function addTo(tallies: Map<string, number[]>, cell: LatticeCell, { generation, reading, isTouched }: Adding): void {
  const { leaf, part, facet, tally } = cell;
  for (const period of spansAround(part)) {
    if (!reading.periods.has(period)) continue;
    for (const node of generation.nodes.get(leaf) ?? []) {
      const row = rowId({ facet, period, node });
      if (!isTouched(row, period, node)) continue;
      const sum = tallies.get(row) ?? [];
      for (const [level, people] of tally.entries()) sum[level] = (sum[level] ?? 0) + people;
      tallies.set(row, sum);
    }
  }
}

function touchedRows({ changes, generation, reading }: News): Set<string> {
  const rows = new Set<string>();
  for (const { cell } of changes) {
    for (const period of spansAround(cell.part)) {
      if (!reading.periods.has(period)) continue;
      for (const node of generation.nodes.get(cell.leaf) ?? []) rows.add(rowId({ facet: cell.facet, period, node }));
    }
  }
  return rows;
}

/** Nodes to which other leaves belong than before. */
function changedNodes({ old, generation }: News): Set<string> {
  if (old === generation) return new Set();
  const changed = new Set<string>();
  for (const [leaf, nodes] of generation.nodes) {
    const before = old.nodes.get(leaf) ?? [];
    for (const node of nodes) if (!before.includes(node)) changed.add(node);
    for (const node of before) if (!nodes.includes(node)) changed.add(node);
  }
  return changed;
}
