import type { Arrival, Arrivals, Board } from "./board.ts";
import type { Generation } from "./lattice-row.ts";
import { rowNumbers } from "./row-numbers.ts";
import type { LeafArrival, PublicationLedger } from "./publication-ledger.ts";

/** The past, and what is new at a version. */
export type BoardParts = {
  readonly ledger: Pick<PublicationLedger, "arrivalsIn" | "places" | "shownIn">;
  readonly arrivals: readonly LeafArrival[];
  readonly generations: readonly Generation[];
  readonly version: number;
};

/** What witnesses are looked for on. The past is read by part and period, as far as somebody looks at it. */
export function ledgerBoard({ ledger, arrivals, generations, version }: BoardParts): Omit<Board, "costOf"> {
  const numbers = rowNumbers();
  const shown = new Map<string, Map<number, number[]>>();
  const shownIn = (period: string): Map<number, number[]> => {
    const known =
      shown.get(period) ?? new Map([...ledger.shownIn(period)].map(([row, list]) => [numbers.of(row), list]));
    shown.set(period, known);
    return known;
  };
  return {
    version,
    generations,
    numbers,
    arrivals: mergedArrivals(ledger, arrivals),
    shownVersions: (row) => (version === 1 ? [] : (shownIn(numbers.periodOf(row)).get(row) ?? [])),
  };
}

function mergedArrivals(ledger: BoardParts["ledger"], news: readonly LeafArrival[]): Arrivals {
  const byPart = Map.groupBy(news, ({ part }) => part);
  const known = new Map<string, Map<string, Arrival[]>>();
  const parts = new Map<string, Set<string>>();
  for (const { leaf, part } of [...ledger.places(), ...news]) {
    const list = parts.get(leaf);
    if (list) list.add(part);
    else parts.set(leaf, new Set([part]));
  }
  const inPart = (part: string): Map<string, Arrival[]> => {
    const found = known.get(part);
    if (found) return found;
    const all = [...ledger.arrivalsIn(part), ...(byPart.get(part) ?? [])];
    const byLeaf = Map.groupBy(all, ({ leaf }) => leaf);
    known.set(part, byLeaf);
    return byLeaf;
  };
  const byFacet = new Map<string, Map<string, string[]>>();
  const leavesByFacet = (part: string): Map<string, string[]> => {
    const found = byFacet.get(part) ?? leavesOf(inPart(part));
    byFacet.set(part, found);
    return found;
  };
  return {
    at: (leaf, part) => inPart(part).get(leaf) ?? [],
    leavesIn: (part, facet) => leavesByFacet(part).get(facet) ?? [],
    partsOf: (leaf) => [...(parts.get(leaf) ?? [])],
  };
}

/** Leaves by each facet under which anything came for them. */
function leavesOf(byLeaf: ReadonlyMap<string, readonly Arrival[]>): Map<string, string[]> {
  const leaves = new Map<string, string[]>();
  for (const [leaf, arrivals] of byLeaf) {
    for (const facet of new Set(arrivals.flatMap(({ facets }) => facets))) {
      const list = leaves.get(facet);
      if (list) list.push(leaf);
      else leaves.set(facet, [leaf]);
    }
  }
  return leaves;
}
