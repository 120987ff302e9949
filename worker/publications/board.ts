import type { Facet, Generation } from "./lattice-row.ts";
import { generationAt } from "./lattice-row.ts";
import type { RowNumbers } from "./row-numbers.ts";
import { type Moves, movesOf, netAt, type Swap } from "./swap.ts";

/** What came in one part of time for one leaf, first counted by one version: the facets whose counts it changed. */
export type Arrival = { readonly epoch: number; readonly facets: readonly Facet[] };

/** Everything that ever came; what is not in here is nobody, which everybody may know. */
export interface Arrivals {
  /** Of one leaf in one part of time, by epoch. */
  at(leaf: string, part: string): readonly Arrival[];
  /** Leaves for which a facet's counts ever changed in a part of time. */
  leavesIn(part: string, facet: Facet): readonly string[];
  /** Parts of time in which anything came for a leaf. */
  partsOf(leaf: string): readonly string[];
}

/** What {@link findWitness} weighs: the version that is being made, the past, and which rows could still be shown. */
export interface Board {
  readonly version: number;
  readonly generations: readonly Generation[];
  readonly arrivals: Arrivals;
  readonly numbers: RowNumbers;
  /** Earlier versions that showed a row anew. */
  shownVersions(row: number): readonly number[];
  /** What it costs to withhold a row now: its n, or 0 where it is withheld anyway. */
  costOf(row: number): number;
}

/** The rows of this version that marks change, and what it costs to withhold them. */
export type Assessment = { readonly cost: number; readonly moved: readonly number[] };

/** Weighs marks; null where they change something that an earlier version showed. */
export function assess(marks: Swap, board: Board): Assessment | null {
  const { version, generations, numbers } = board;
  const now = generationAt(generations, version);
  const moves = movesOf(marks, now, numbers);
  const isNew = marks.every(({ epoch }) => epoch === version);
  if (!isNew) {
    if (changesShown(moves, { generation: now, board })) return null;
    for (const generation of generations) {
      if (generation !== now && changesShown(movesOf(marks, generation, numbers), { generation, board })) return null;
    }
  }
  const moved: number[] = [];
  let cost = 0;
  for (const [row, list] of moves) {
    if (netAt(list, version) === 0) continue;
    moved.push(row);
    cost += board.costOf(row);
  }
  return { cost, moved };
}

type Past = { readonly generation: Generation; readonly board: Board };

function changesShown(moves: ReadonlyMap<number, Moves>, { generation, board }: Past): boolean {
  for (const [row, list] of moves) {
    for (const version of board.shownVersions(row)) {
      if (netAt(list, version) !== 0 && generationAt(board.generations, version) === generation) return true;
    }
  }
  return false;
}
