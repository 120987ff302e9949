import { type Arrival, assess, type Assessment, type Board } from "./board.ts";
import { companionsOf, type Corner, cornersOf, type Other, type Partners, type SignedCorner } from "./corners.ts";
import { spansAround } from "./lattice.ts";
import { familyOf, type Generation, generationAt, placeOfRow } from "./lattice-row.ts";
import type { Steps } from "./steps.ts";
import { changeOf, type Mark, type Secret, type Swap } from "./swap.ts";

/** Marks that change a secret and nothing that was shown, with the rows of this version that they change. */
export type Witness = Assessment & { readonly marks: Swap };

/** How many of each are tried, and how many swaps are weighed before the best so far will do. */
type Reach = {
  readonly [axis in "bases" | "leaves" | "parts" | "facets" | "epochs" | "companions" | "weighed"]: number;
};

/** Enough to find the neighbour that costs least, few enough for a whole agency. */
const near: Reach = { bases: 2, leaves: 4, parts: 2, facets: 3, epochs: 2, companions: 2, weighed: 30 };
/** Where that finds none. */
const far: Reach = { bases: 40, leaves: 20, parts: 12, facets: 10, epochs: 10, companions: 3, weighed: 5000 };

/**
 * Looks for the change of history that costs least: a rating that could as well have been another's. It swaps ratings
 * between neighbours in up to three of unit, time, dimension and time of arrival, so that sums over them stay. Null where
 * none is found, or with a `bound` none nearby that costs less.
 */
export function* findWitness(
  secret: Secret,
  board: Board,
  bound: number = Number.POSITIVE_INFINITY,
): Steps<Witness | null> {
  const found = yield* search(secret, { board, bound, reach: near });
  if (found !== null || bound < Number.POSITIVE_INFINITY) return found;
  return yield* search(secret, { board, bound, reach: far });
}

type Search = { readonly board: Board; readonly bound: number; readonly reach: Reach };

/** Milliseconds that it takes to weigh a swap, and to pass one over. */
const [weighing, passing] = [0.02, 0.004];

function* search(secret: Secret, { board, bound, reach }: Search): Steps<Witness | null> {
  let best: Witness | null = null;
  let [weighed, worked] = [0, 0.1];
  for (const marks of swapsFor(secret, { board, reach, tooMuch: () => best?.cost ?? bound })) {
    worked += marks === null ? passing : weighing;
    if (worked >= 1) {
      yield worked;
      worked = 0;
    }
    if (marks === null) continue;
    weighed += 1;
    const found = assess(marks, board);
    if (found !== null && found.cost < (best?.cost ?? bound)) best = { ...found, marks };
    if (best?.cost === 0 || (weighed >= reach.weighed && best !== null) || weighed >= far.weighed) break;
  }
  yield worked;
  return best;
}

type Swapping = Looking & { readonly tooMuch: () => number };

/** Swaps that change the secret; null for each that does not, or that must cost too much. */
function* swapsFor(secret: Secret, { board, reach, tooMuch }: Swapping): Generator<Swap | null> {
  for (const { base, partners } of startsOf(secret, board, reach)) {
    for (const corners of cornersOf(base, partners)) {
      if (leastCost(corners, board) >= tooMuch()) {
        yield null;
        continue;
      }
      for (const marks of marksOf(corners, base, { board, reach })) {
        yield changeOf(secret, marks, board.generations) === 0 ? null : marks;
      }
    }
  }
}

/** What the finest rows at the corners cost, which every swap changes where its corners don't meet in one. */
function leastCost(corners: readonly SignedCorner[], board: Board): number {
  const now = generationAt(board.generations, board.version);
  let cost = 0;
  for (const [place, corner] of corners.entries()) {
    const isSame = ({ leaf, part, facet }: Corner): boolean =>
      leaf === corner.leaf && part === corner.part && facet === corner.facet;
    if (corners.findIndex(isSame) < place) continue;
    const net = corners.reduce((sum, other) => (isSame(other) ? sum + other.sign : sum), 0);
    if (net !== 0) cost += board.costOf(board.numbers.finest(corner, now));
  }
  return cost;
}

type Looking = { readonly board: Board; readonly reach: Reach };

type Start = { readonly base: Corner; readonly partners: Partners };

function* startsOf(secret: Secret, board: Board, reach: Reach): Generator<Start> {
  const [term] = secret.terms;
  if (term === undefined) return;
  const { facet, node } = placeOfRow(term.row);
  const isInside = insideOf(secret);
  const bases: Corner[] = [];
  for (const leaf of leavesUnder(node, generationAt(board.generations, term.version))) {
    for (const part of board.arrivals.partsOf(leaf)) {
      if (!isInside(part)) continue;
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
    yield { base, partners: partnersOf(base, { isInside, node, board, reach }) };
}

/** Which parts of time the first row of a secret counts, but for shorter spans that the secret takes off again. */
function insideOf({ terms }: Secret): (part: string) => boolean {
  const [first, ...more] = terms.map(({ row, sign }) => ({ period: placeOfRow(row).period, sign }));
  const period = first?.period ?? "";
  const taken = more.filter((term) => term.sign === -1 && term.period !== period).map((term) => term.period);
  return (part) => spansAround(part).includes(period) && !taken.some((other) => spansAround(part).includes(other));
}

const under = new WeakMap<Generation, Map<string, string[]>>();

/** Leaves that belong to a node. */
function leavesUnder(node: string, generation: Generation): readonly string[] {
  let known = under.get(generation);
  if (known === undefined) {
    known = new Map();
    for (const [leaf, path] of generation.nodes) {
      for (const step of path) known.set(step, [...(known.get(step) ?? []), leaf]);
    }
    under.set(generation, known);
  }
  return known.get(node) ?? [];
}

type Place = {
  readonly isInside: (part: string) => boolean;
  readonly node: string;
  readonly board: Board;
  readonly reach: Reach;
};

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
  const now = generationAt(board.generations, board.version);
  const own = now.nodes.get(leaf) ?? [];
  const ranked: { other: string; apart: number; cost: number }[] = [];
  for (const other of board.arrivals.leavesIn(part, facet)) {
    const path = now.nodes.get(other);
    if (!path || other === leaf || path.includes(node)) continue;
    let together = 0;
    while (together < path.length && path[together] === own[together]) together += 1;
    const cost = board.costOf(board.numbers.finest({ leaf: other, part, facet }, now));
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
function otherParts(base: Corner, { isInside, board, reach }: Place): Other[] {
  const { leaf, part, epoch } = base;
  const around = spansAround(part);
  const shared = (other: string): number => spansAround(other).filter((span) => around.includes(span)).length;
  return board.arrivals
    .partsOf(leaf)
    .filter((other) => other !== part && !isInside(other))
    .sort((a, b) => shared(b) - shared(a) || (a < b ? 1 : -1))
    .slice(0, reach.parts)
    .flatMap((other) =>
      epochsOf({ ...base, part: other }, epoch, { board, reach }).map((when): Other => ({ part: other, epoch: when })),
    );
}

function otherFacets({ leaf, part, epoch, facet }: Corner, { board, reach }: Place): Other[] {
  const family = familyOf(facet);
  if (family !== "service" && family !== "channel") return [];
  const now = generationAt(board.generations, board.version);
  const here = board.arrivals.at(leaf, part).find((arrival) => arrival.epoch === epoch);
  const others = (here?.facets ?? []).filter((other) => other !== facet && familyOf(other) === family);
  const costOf = (other: string): number => board.costOf(board.numbers.finest({ leaf, part, facet: other }, now));
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
  const now = generationAt(board.generations, board.version);
  const costOf = (facet: string): number => board.costOf(board.numbers.finest({ ...base, facet }, now));
  for (const companions of companionsOf(there, base.facet, { costOf, most: reach.companions })) {
    yield corners.map(({ sign, leaf, part, epoch, facet }, place): Mark => {
      return { sign, leaf, part, epoch, facets: [...new Set([facet, ...(companions[place] ?? [])])] };
    });
  }
}
