import { spansAround } from "./lattice.ts";

/**
 * What a row is told apart by: `none`, or one value of one dimension, such as `service:1.004227`. Rows of one question
 * other than `overall` share no totals with the others.
 */
export type Facet = string;

/** Dimensions of which a row may name one value; `none` where it names none. */
export type FacetFamily = "none" | "service" | "channel" | "question";

/** The three names that make a row; `node` is a unit's subtree, or with a mark at its end its own or unmapped counts. */
export type LatticeRow = { readonly facet: Facet; readonly period: string; readonly node: string };

/** The dimension of a facet. */
export function familyOf(facet: Facet): FacetFamily {
  return (facet === "none" ? facet : facet.slice(0, facet.indexOf(":"))) as FacetFamily;
}

/** The value of a facet; "" for none, and for ratings without a service. */
export function facetValue(facet: Facet): string {
  return facet.slice(facet.indexOf(":") + 1 || facet.length);
}

/** A row's name in one text. */
export function rowId({ facet, period, node }: LatticeRow): string {
  return `${facet}\n${period}\n${node}`;
}

/** The place that a row's name stands for. */
export function placeOfRow(id: string): LatticeRow {
  const [facet = "", period = "", node = ""] = id.split("\n");
  return { facet, period, node };
}

/** Where counts of one unit belong in the tree: nodes from the root down to the finest. */
export type Nodes = readonly string[];

/** Which nodes every leaf belongs to, valid from one version on. */
export type Generation = { readonly from: number; readonly nodes: ReadonlyMap<string, Nodes> };

/** The generation in force at a version; empty before the first. */
export function generationAt(generations: readonly Generation[], version: number): Generation {
  return generations.findLast(({ from }) => from <= version) ?? { from: 0, nodes: new Map() };
}

/** Nodes, each with the one above it; null for the root. */
export function parentsOf({ nodes }: Generation): Map<string, string | null> {
  const parents = new Map<string, string | null>();
  for (const path of nodes.values()) {
    for (const [depth, node] of path.entries()) parents.set(node, path[depth - 1] ?? null);
  }
  return parents;
}

/** Names of the sums that a row is an addend of, by unit, by time and by dimension. */
export function linesOf({ facet, period, node }: LatticeRow, parents: ReadonlyMap<string, string | null>): string[] {
  const lines: string[] = [];
  const above = parents.get(node);
  if (above) lines.push(`unit\n${rowId({ facet, period, node: above })}`);
  const around = spansAround(period)[1];
  if (around !== undefined) lines.push(`time\n${rowId({ facet, period: around, node })}`);
  const family = familyOf(facet);
  if (family === "service" || family === "channel") lines.push(`${family}\n${rowId({ facet: "none", period, node })}`);
  return lines;
}
