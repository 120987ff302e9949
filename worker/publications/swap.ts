import { spansAround } from "./lattice.ts";
import { type Facet, type Generation, generationAt, placeOfRow, rowId } from "./lattice-row.ts";

/**
 * One rating more (+1) or fewer (−1) of one unit in one part of time, that came between two versions: `epoch` is the
 * first version that could count it. `facets` are all that it shows itself under.
 */
export type Mark = {
  readonly sign: 1 | -1;
  readonly leaf: string;
  readonly part: string;
  readonly epoch: number;
  readonly facets: readonly Facet[];
};

/** Ratings that could as well have been others': what they add and take. */
export type Swap = readonly Mark[];

/** A row as it stood at a version, added (+1) or taken (−1). */
export type Term = { readonly row: string; readonly version: number; readonly sign: 1 | -1 };

/** A sum of rows whose value nobody may work out. */
export type Secret = { readonly terms: readonly Term[] };

/** A secret with its witness: a change of history that changes the secret and nothing that was ever shown. */
export type Guard = { readonly id: number | null; readonly secret: Secret; readonly marks: Swap };

/** Signs that a row takes from marks, each from its epoch on. */
export type Moves = readonly { readonly epoch: number; readonly sign: number }[];

/** What marks change in every row of one generation of the tree. */
export function movesOf(marks: Swap, { nodes }: Generation): Map<string, { epoch: number; sign: number }[]> {
  const moves = new Map<string, { epoch: number; sign: number }[]>();
  for (const { sign, leaf, part, epoch, facets } of marks) {
    const path = nodes.get(leaf) ?? [];
    for (const facet of facets) {
      for (const period of spansAround(part)) {
        for (const node of path) {
          const id = rowId({ facet, period, node });
          const list = moves.get(id);
          if (list) list.push({ epoch, sign });
          else moves.set(id, [{ epoch, sign }]);
        }
      }
    }
  }
  return moves;
}

/** What of a row's moves has come by a version. */
export function netAt(moves: Moves, version: number): number {
  return moves.reduce((sum, { epoch, sign }) => (epoch <= version ? sum + sign : sum), 0);
}

/** By how much marks change a secret. */
export function changeOf({ terms }: Secret, marks: Swap, generations: readonly Generation[]): number {
  let change = 0;
  for (const { row, version, sign } of terms) {
    const { facet, period, node } = placeOfRow(row);
    const { nodes } = generationAt(generations, version);
    for (const mark of marks) {
      const inside =
        mark.epoch <= version &&
        mark.facets.includes(facet) &&
        spansAround(mark.part).includes(period) &&
        nodes.get(mark.leaf)?.includes(node);
      if (inside) change += sign * mark.sign;
    }
  }
  return change;
}
