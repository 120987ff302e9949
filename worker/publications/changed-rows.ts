import type { CellChange } from "./changed-cells.ts";
import { spansAround } from "./lattice.ts";
import { type Generation, rowId } from "./lattice-row.ts";
import type { PublicationLedger } from "./publication-ledger.ts";
import type { LatticeCell, LatticeReading } from "./read-cells.ts";
import { portionsOf, type Steps } from "./steps.ts";
import type { ChangedRow } from "./suppress.ts";

/** What is new since the version before: counts, closed periods, and who belongs where. */
export type News = {
  readonly reading: LatticeReading;
  readonly changes: readonly CellChange[];
  readonly generation: Generation;
  readonly old: Generation;
  readonly newPeriods: ReadonlySet<string>;
};

/** Of each so many are done in about a millisecond. */
const [cellsAtOnce, rowsAtOnce] = [100, 300];

/**
 * Rows of the lattice that are new, or made of other counts than before, even where their sum has stayed: then it is
 * other people's. Rows of nobody are not listed.
 */
export function* changedRows(news: News, ledger: Pick<PublicationLedger, "recordsOf">): Steps<ChangedRow[]> {
  const touched = yield* touchedRows(news);
  const nodes = changedNodes(news);
  const isTouched = (row: string, period: string, node: string): boolean =>
    news.newPeriods.has(period) || nodes.has(node) || touched.has(row);
  const tallies = new Map<string, number[]>();
  for (const row of touched) tallies.set(row, []);
  for (const cells of news.reading.cells.values()) {
    for (const portion of portionsOf(cells, cellsAtOnce)) {
      for (const cell of portion) addTo(tallies, cell, { ...news, isTouched });
      yield 1;
    }
  }
  const rows: ChangedRow[] = [];
  for (const portion of portionsOf([...tallies], rowsAtOnce)) {
    const records = ledger.recordsOf(portion.map(([id]) => id));
    for (const [id, tally] of portion) {
      const own = records.get(id) ?? [];
      const last = own.at(-1)?.tally ?? [];
      const length = Math.max(tally.length, last.length);
      if (length > 0) rows.push({ id, tally: Array.from({ length }, (_, level) => tally[level] ?? 0), records: own });
    }
    yield 2;
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

function* touchedRows({ changes, generation, reading }: News): Steps<Set<string>> {
  const rows = new Set<string>();
  for (const portion of portionsOf(changes, cellsAtOnce)) {
    for (const { leaf, part, facet } of portion) {
      for (const period of spansAround(part)) {
        if (!reading.periods.has(period)) continue;
        for (const node of generation.nodes.get(leaf) ?? []) rows.add(rowId({ facet, period, node }));
      }
    }
    yield 0.7;
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
