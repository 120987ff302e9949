import type { Arrival, Arrivals, Board } from "./board.ts";
import { type Generation, placeOfRow } from "./lattice-row.ts";
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
  const shown = new Map<string, Map<string, number[]>>();
  return {
    version,
    generations,
    arrivals: mergedArrivals(ledger, arrivals),
    shownVersions(row) {
      if (version === 1) return [];
      const { period } = placeOfRow(row);
      const known = shown.get(period) ?? ledger.shownIn(period);
      shown.set(period, known);
      return known.get(row) ?? [];
    },
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
  return {
    at: (leaf, part) => inPart(part).get(leaf) ?? [],
    leavesIn: (part) => [...inPart(part).keys()],
    partsOf: (leaf) => [...(parts.get(leaf) ?? [])],
  };
}
