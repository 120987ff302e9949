import { spansAround } from "./lattice.ts";
import { type Facet, type Generation, placeOfRow, rowId } from "./lattice-row.ts";

/** Where counts are elementary. */
export type CellPlace = { readonly leaf: string; readonly part: string; readonly facet: Facet };

/** Numbers that stand for the names of rows, since weighing swaps looks at many millions of them. */
export interface RowNumbers {
  of(row: string): number;
  nameOf(row: number): string;
  periodOf(row: number): string;
  /** Rows that count a cell, by part of time and from the root down. */
  around(cell: CellPlace, generation: Generation): number[];
  /** The finest row that counts a cell. */
  finest(cell: CellPlace, generation: Generation): number;
}

/** A number holds facet, period and node beside each other; all three together stay below 2^53. */
const periods = 2 ** 13;
const nodes = 2 ** 20;

/** No names yet. */
export function rowNumbers(): RowNumbers {
  const [facet, period, node] = [numbering(), numbering(), numbering()];
  const paths = new WeakMap<Generation, (leaf: string) => number[]>();
  const spansOf = kept((part) => spansAround(part).map(period.of));
  const pathOf = (leaf: string, generation: Generation): number[] => {
    const known = paths.get(generation) ?? kept((name) => (generation.nodes.get(name) ?? []).map(node.of));
    paths.set(generation, known);
    return known(leaf);
  };
  return {
    of(row) {
      const place = placeOfRow(row);
      return join(facet.of(place.facet), period.of(place.period), node.of(place.node));
    },
    nameOf(row) {
      const beyond = Math.floor(row / nodes);
      return rowId({
        facet: facet.nameOf(Math.floor(beyond / periods)),
        period: period.nameOf(beyond % periods),
        node: node.nameOf(row % nodes),
      });
    },
    periodOf: (row) => period.nameOf(Math.floor(row / nodes) % periods),
    around({ leaf, part, facet: name }, generation) {
      const own = facet.of(name);
      const path = pathOf(leaf, generation);
      const rows: number[] = [];
      for (const span of spansOf(part)) for (const step of path) rows.push(join(own, span, step));
      return rows;
    },
    finest: ({ leaf, part, facet: name }, generation) =>
      join(facet.of(name), spansOf(part)[0] ?? 0, pathOf(leaf, generation).at(-1) ?? 0),
  };
}

function join(facet: number, period: number, node: number): number {
  return (facet * periods + period) * nodes + node;
}

function kept(make: (name: string) => number[]): (name: string) => number[] {
  const made = new Map<string, number[]>();
  return (name) => {
    const known = made.get(name) ?? make(name);
    made.set(name, known);
    return known;
  };
}

type Numbering = { of(name: string): number; nameOf(number: number): string };

function numbering(): Numbering {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  return {
    of(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, names.length);
      return names.push(name) - 1;
    },
    nameOf: (number) => names[number] ?? "",
  };
}
