import { spansAround } from "./lattice.ts";
import { type Facet, type Generation, generationAt, type LatticeRow, placeOfRow } from "./lattice-row.ts";
import type { RowNumbers } from "./row-numbers.ts";

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

/**
 * Secrets with their common witness: a change of history that changes each of them and nothing that was ever shown.
 * Without secrets it guards nothing any more.
 */
export type Guard = { readonly id: number | null; readonly secrets: readonly Secret[]; readonly marks: Swap };

/** Signs that a row takes from marks, each from its epoch on. */
export type Moves = readonly { readonly epoch: number; readonly sign: number }[];

/** What marks change in every row of one generation of the tree, by the row's number. */
export function movesOf(
  marks: Swap,
  generation: Generation,
  numbers: RowNumbers,
): Map<number, { epoch: number; sign: number }[]> {
  const moves = new Map<number, { epoch: number; sign: number }[]>();
  for (const { sign, leaf, part, epoch, facets } of marks) {
    const move = { epoch, sign };
    for (const facet of facets) {
      for (const row of numbers.around({ leaf, part, facet }, generation)) {
        const list = moves.get(row);
        if (list) list.push(move);
        else moves.set(row, [move]);
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
  for (const term of terms) {
    const { version, sign } = term;
    const { facet, period, node } = placeOf(term);
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

const places = new WeakMap<Term, LatticeRow>();

function placeOf(term: Term): LatticeRow {
  const known = places.get(term) ?? placeOfRow(term.row);
  places.set(term, known);
  return known;
}
