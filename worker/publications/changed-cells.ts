import type { Generation } from "./lattice-row.ts";
import type { LeafArrival, LeafCells, PublicationLedger } from "./publication-ledger.ts";
import type { LatticeCell, LatticeReading } from "./read-cells.ts";
import type { Steps } from "./steps.ts";

/** A cell whose counts differ from those of the version before. */
export type CellChange = Pick<LatticeCell, "leaf" | "part" | "facet">;

/** What differs from the version before: by cell, what came for each leaf, and all counts of these leaves as they are now. */
export type CellChanges = {
  readonly changes: readonly CellChange[];
  readonly arrivals: readonly LeafArrival[];
  readonly leaves: readonly LeafCells[];
};

/** Compares elementary counts with those of the version before `epoch`; a cell that is gone counts nobody. */
export function* changedCells(
  { cells }: LatticeReading,
  ledger: Pick<PublicationLedger, "parts" | "cellsIn">,
  epoch: number,
): Steps<CellChanges> {
  const changes: CellChange[] = [];
  const arrivals: LeafArrival[] = [];
  const leaves: LeafCells[] = [];
  for (const part of new Set([...ledger.parts(), ...cells.keys()])) {
    const [before, now] = [byLeaf(ledger.cellsIn(part)), byLeaf(cells.get(part) ?? [])];
    for (const leaf of new Set([...now.keys(), ...before.keys()])) {
      const own = now.get(leaf) ?? [];
      const facets = changedFacets(before.get(leaf) ?? [], own);
      if (facets.length === 0) continue;
      arrivals.push({ leaf, part, epoch, facets });
      leaves.push({ leaf, part, cells: own });
      for (const facet of facets) changes.push({ leaf, part, facet });
    }
    yield 3;
  }
  return { changes, arrivals, leaves };
}

function byLeaf(cells: readonly LatticeCell[]): Map<string, LatticeCell[]> {
  return Map.groupBy(cells, ({ leaf }) => leaf);
}

function changedFacets(before: readonly LatticeCell[], now: readonly LatticeCell[]): string[] {
  const known = new Map(before.map(({ facet, tally }) => [facet, tally]));
  const facets: string[] = [];
  for (const { facet, tally } of now) {
    if (differ(tally, known.get(facet) ?? [])) facets.push(facet);
    known.delete(facet);
  }
  for (const [facet, tally] of known) if (differ([], tally)) facets.push(facet);
  return facets;
}

function differ(one: readonly number[], other: readonly number[]): boolean {
  for (let level = 0; level < Math.max(one.length, other.length); level += 1) {
    if ((one[level] ?? 0) !== (other[level] ?? 0)) return true;
  }
  return false;
}

/** Whether all leaves stand where they stood. */
export function sameNodes(before: Generation["nodes"], now: Generation["nodes"]): boolean {
  if (before.size !== now.size) return false;
  return [...now].every(([leaf, nodes]) => before.get(leaf)?.join("\n") === nodes.join("\n"));
}
