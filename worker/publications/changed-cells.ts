import type { Generation } from "./lattice-row.ts";
import type { LatticeCell } from "./read-cells.ts";

/** A cell whose counts differ from those of the version before; `growth` may be negative. */
export type CellChange = { readonly cell: LatticeCell; readonly growth: readonly number[] };

/** Compares elementary counts with those before; a cell that is gone counts nobody. */
export function changedCells(before: readonly LatticeCell[], now: readonly LatticeCell[]): CellChange[] {
  const known = new Map(before.map((cell) => [nameOf(cell), cell]));
  const changes: CellChange[] = [];
  for (const cell of now) {
    const tally = known.get(nameOf(cell))?.tally ?? [];
    known.delete(nameOf(cell));
    add(changes, cell, tally);
  }
  for (const cell of known.values()) {
    add(changes, { ...cell, tally: cell.tally.map(() => 0) }, cell.tally);
  }
  return changes;
}

function add(changes: CellChange[], cell: LatticeCell, before: readonly number[]): void {
  const growth = cell.tally.map((people, level) => people - (before[level] ?? 0));
  if (growth.some((people) => people !== 0)) changes.push({ cell, growth });
}

function nameOf({ leaf, part, facet }: LatticeCell): string {
  return `${facet}\n${part}\n${leaf}`;
}

/** Whether all leaves stand where they stood. */
export function sameNodes(before: Generation["nodes"], now: Generation["nodes"]): boolean {
  if (before.size !== now.size) return false;
  return [...now].every(([leaf, nodes]) => before.get(leaf)?.join("\n") === nodes.join("\n"));
}
