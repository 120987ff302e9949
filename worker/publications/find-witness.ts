import { type Arrival, assess, type Assessment, type Board } from "./board.ts";
import { companionsOf, type Corner, cornersOf, type Other, type Partners, type SignedCorner } from "./corners.ts";
import { spansAround } from "./lattice.ts";
import { familyOf, generationAt, placeOfRow, rowId } from "./lattice-row.ts";
import { changeOf, type Mark, type Secret, type Swap } from "./swap.ts";

/** Marks that change a secret and nothing that was shown, with the rows of this version that they change. */
export type Witness = Assessment & { readonly marks: Swap };

/** How many of each are reach. */
type Reach = { readonly [axis in "bases" | "leaves" | "parts" | "facets" | "epochs" | "companions"]: number };

/** Enough to find the neighbour that costs least, few enough for a whole agency. */
const near: Reach = { bases: 4, leaves: 6, parts: 3, facets: 4, epochs: 3, companions: 2 };
/** Where that finds none. */
const far: Reach = { bases: 40, leaves: 20, parts: 12, facets: 10, epochs: 10, companions: 3 };

/**
 * Looks for the change of history that costs least: a rating that could as well have been another's. It swaps ratings
 * between neighbours in up to three of unit, time, dimension and time of arrival, so that sums over them stay. Null where
 * nothing cheaper than `bound` is found.
 */
export function findWitness(secret: Secret, board: Board, bound: number = Number.POSITIVE_INFINITY): Witness | null {
  return search(secret, { board, bound, reach: near }) ?? search(secret, { board, bound, reach: far });
}

type Search = { readonly board: Board; readonly bound: number; readonly reach: Reach };

function search(secret: Secret, { board, bound, reach }: Search): Witness | null {
  let best: Witness | null = null;
  for (const { base, partners } of startsOf(secret, board, reach)) {
    for (const corners of cornersOf(base, partners)) {
      for (const marks of marksOf(corners, base, { board, reach })) {
        if (changeOf(secret, marks, board.generations) === 0) continue;
        const found = assess(marks, board);
        if (found === null || found.cost >= (best?.cost ?? bound)) continue;
        best = { ...found, marks };
        if (found.cost === 0) return best;
      }
    }
  }
  return best;
}

type Looking = { readonly board: Board; readonly reach: Reach };

type Start = { readonly base: Corner; readonly partners: Partners };

function* startsOf(secret: Secret, board: Board, reach: Reach): Generator<Start> {
  const [term] = secret.terms;
  if (term === undefined) return;
  const { facet, period, node } = placeOfRow(term.row);
  const { nodes } = generationAt(board.generations, term.version);
  const bases: Corner[] = [];
  for (const [leaf, path] of nodes) {
    if (!path.includes(node)) continue;
    for (const part of board.arrivals.partsOf(leaf)) {
      if (!spansAround(part).includes(period)) continue;
      for (const arrival of board.arrivals.at(leaf, part)) {
        if (arrival.epoch <= term.version && arrival.facets.includes(facet)) {
          bases.push({ leaf, part, epoch: arrival.epoch, facet });
        }
      }
    }
  }
  // The newest first: nothing that was shown before can have counted them.
  bases.sort((a, b) => b.epoch - a.epoch);
  for (const base of bases.slice(0, reach.bases))
    yield { base, partners: partnersOf(base, { period, node, board, reach }) };
}

type Place = { readonly period: string; readonly node: string; readonly board: Board; readonly reach: Reach };

function partnersOf(base: Corner, place: Place): Partners {
  return {
    leaves: otherLeaves(base, place),
    facets: otherFacets(base, place),
    times: [...otherParts(base, place), ...otherEpochs(base, place)],
  };
}

/** Epochs in which a facet's counts changed for one leaf in one part of time: the wanted one first, then the newest. */
function epochsOf({ leaf, part, facet }: Corner, wanted: number, { board, reach }: Looking): number[] {
  const epochs = board.arrivals
    .at(leaf, part)
    .filter(({ facets }) => facets.includes(facet))
    .map(({ epoch }) => epoch);
  return epochs.sort((a, b) => Number(b === wanted) - Number(a === wanted) || b - a).slice(0, reach.epochs);
}

function otherLeaves(base: Corner, { node, board, reach }: Place): Other[] {
  const { leaf, part, facet, epoch } = base;
  const { nodes } = generationAt(board.generations, board.version);
  const own = nodes.get(leaf) ?? [];
  const ranked: { other: string; apart: number; cost: number }[] = [];
  for (const other of board.arrivals.leavesIn(part)) {
    const path = nodes.get(other);
    if (!path || other === leaf || path.includes(node)) continue;
    if (epochsOf({ ...base, leaf: other }, epoch, { board, reach }).length === 0) continue;
    const together = path.findIndex((step, depth) => step !== own[depth]);
    const cost = board.costOf(rowId({ facet, period: part, node: path.at(-1) ?? "" }));
    ranked.push({ other, apart: path.length - together, cost });
  }
  ranked.sort((a, b) => a.apart - b.apart || a.cost - b.cost || (a.other < b.other ? -1 : 1));
  const cheapest = ranked.toSorted((a, b) => a.cost - b.cost).slice(0, 2);
  const leaves = [...new Set([...ranked.slice(0, reach.leaves), ...cheapest].map(({ other }) => other))];
  return leaves.flatMap((other) =>
    epochsOf({ ...base, leaf: other }, epoch, { board, reach }).map((when): Other => ({ leaf: other, epoch: when })),
  );
}

/** Nearest first: the more spans hold both, the fewer rows tell them apart. */
function otherParts(base: Corner, { period, board, reach }: Place): Other[] {
  const { leaf, part, epoch } = base;
  const around = spansAround(part);
  const shared = (other: string): number => spansAround(other).filter((span) => around.includes(span)).length;
  return board.arrivals
    .partsOf(leaf)
    .filter((other) => other !== part && !spansAround(other).includes(period))
    .sort((a, b) => shared(b) - shared(a) || (a < b ? 1 : -1))
    .slice(0, reach.parts)
    .flatMap((other) =>
      epochsOf({ ...base, part: other }, epoch, { board, reach }).map((when): Other => ({ part: other, epoch: when })),
    );
}

function otherFacets({ leaf, part, epoch, facet }: Corner, { board, reach }: Place): Other[] {
  const family = familyOf(facet);
  if (family !== "service" && family !== "channel") return [];
  const { nodes } = generationAt(board.generations, board.version);
  const node = nodes.get(leaf)?.at(-1) ?? "";
  const here = board.arrivals.at(leaf, part).find((arrival) => arrival.epoch === epoch);
  const others = (here?.facets ?? []).filter((other) => other !== facet && familyOf(other) === family);
  const costOf = (other: string): number => board.costOf(rowId({ facet: other, period: part, node }));
  const cheapest = others.sort((a, b) => costOf(a) - costOf(b)).slice(0, reach.facets);
  return cheapest.map((other) => ({ facet: other }));
}

function otherEpochs(base: Corner, { board, reach }: Place): Other[] {
  return epochsOf(base, board.version, { board, reach })
    .filter((epoch) => epoch !== base.epoch)
    .map((epoch) => ({ epoch }));
}

/** Gives each corner the facets that it shows itself under; nothing where somebody's rating is not there. */
function* marksOf(corners: readonly SignedCorner[], base: Corner, { board, reach }: Looking): Generator<Mark[]> {
  const there: Arrival[] = [];
  for (const { leaf, part, epoch, facet } of corners) {
    const here = board.arrivals.at(leaf, part).find((arrival) => arrival.epoch === epoch);
    if (!here?.facets.includes(facet)) return;
    there.push(here);
  }
  const node = generationAt(board.generations, board.version).nodes.get(base.leaf)?.at(-1) ?? "";
  const costOf = (facet: string): number => board.costOf(rowId({ facet, period: base.part, node }));
  for (const companions of companionsOf(there, base.facet, { costOf, most: reach.companions })) {
    yield corners.map(({ sign, leaf, part, epoch, facet }, place): Mark => {
      return { sign, leaf, part, epoch, facets: [...new Set([facet, ...(companions[place] ?? [])])] };
    });
  }
}
