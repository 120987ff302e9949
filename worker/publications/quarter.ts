import { peopleIn, sumOfTallies, tallyChange } from "../../shared/levels.ts";
import { type AtomPiece, cutAtoms, joinSmallest } from "./cut-atoms.ts";
import { givesAwayFew, mostChanges } from "./gives-away-few.ts";
import type { QuarterCounts } from "./quarter-counts.ts";
import { type Place, type TreeNode, treeNodes } from "./unit-places.ts";

/**
 * Counts of one unit that one publication took in. `column` is the month that they lie in, or the quarter for paper of a longer
 * span. `part` is the month whose publication counted them, `late` for what came between that and the quarter's, or
 * `release`: then the tally is a change and may be negative.
 */
export type Cell = {
  readonly unit: string;
  readonly column: string;
  readonly part: string;
  /** False: a part of too few people, which stays out of every row until a release. */
  readonly isShown: boolean;
  readonly tally: readonly number[];
};

/** All that publications have counted and shown of one quarter. */
export type Quarter = {
  readonly id: string;
  readonly threshold: number;
  /** Months that are published, and whether the quarter itself is. */
  readonly months: readonly string[];
  readonly isPublished: boolean;
  /** Units that are counted together since the quarter's first publication, each with every figure that was shown of them. */
  readonly atoms: readonly ShownAtom[];
  readonly cells: readonly Cell[];
  /** Of every row that was ever shown, the places of the cells that it adds up. */
  readonly sums: readonly (readonly number[])[];
};

type ShownAtom = { readonly units: readonly string[]; readonly figures: readonly (readonly number[])[] };

/** What a quarter is brought up to date with. */
export type QuarterNews = {
  readonly counts: QuarterCounts;
  readonly monthsDue: readonly string[];
  readonly isQuarterDue: boolean;
  /** Where units stood on the quarter's last day, and where they stand on the publication's. */
  readonly placeThen: (unit: string) => Place;
  readonly placeNow: (unit: string) => Place;
};

/** Takes counts into a quarter and proves it. Null: it cannot be proved, so nothing may be published. */
export function updateQuarter(before: Quarter, news: QuarterNews): Quarter | null {
  const closed = closeMonths(before, news);
  if (!news.isQuarterDue) return proved(closed, news);
  return before.isPublished ? release(closed, news) : closeQuarter(closed, news);
}

/** Why a row is withheld, or that it is shown. */
export type Verdict = "shown" | "too-few" | "protects-another";

/**
 * The row of a node of a published quarter: shown only where it is a union of atoms, of nobody any more or of at least the
 * minimum group size (rule 4). `places` are those of the cells that it adds up. Null: nobody ever was in it.
 */
export function rowOfNode({ atoms, cells, threshold }: Quarter, { units, isPartial }: TreeNode): QuarterRow | null {
  const nobody = cells[0]?.tally.map(() => 0) ?? [];
  const inside = new Set(units);
  const own = [...cells.keys()].filter((place) => inside.has(cells[place]?.unit ?? ""));
  const places = own.filter((place) => cells[place]?.isShown);
  const sumAt = (some: readonly number[]) => sumOfTallies([nobody, ...some.map((place) => cells[place]?.tally ?? [])]);
  const tally = sumAt(places);
  const n = peopleIn(tally);
  const isUnion = atoms.every((atom) => new Set(atom.units.map((unit) => inside.has(unit))).size < 2);
  const isMany = places.length > 0 && (n === 0 || n >= threshold);
  if (isUnion && isMany && !isPartial) return { verdict: "shown", tally, places };
  const all = peopleIn(sumAt(own));
  if (all === 0 && !isPartial) return null;
  return { verdict: all < threshold && !isPartial ? "too-few" : "protects-another", tally: nobody, places: [] };
}

type QuarterRow = { readonly verdict: Verdict; readonly tally: readonly number[]; readonly places: readonly number[] };

/** Rule 3: a month counts as it is now; a month of too few stays out of the quarter. */
function closeMonths(before: Quarter, { counts, monthsDue }: QuarterNews): Quarter {
  let closed = before;
  for (const month of monthsDue.filter((due) => !before.months.includes(due))) {
    const name = { column: month, part: month };
    const part = [...counts].flatMap(([unit, columns]) => cellOf({ unit, ...name }, columns.get(month)));
    const { cells, ...same } = withPart(closed, part);
    const sum = [...cells.keys()].filter((place) => cells[place]?.part === month && cells[place]?.isShown);
    const sums = sum.length > 0 ? [...same.sums, sum] : same.sums;
    closed = { ...same, cells, months: [...same.months, month], sums };
  }
  return closed;
}

function cellOf(name: Omit<Cell, "isShown" | "tally">, tally: readonly number[] = []): Cell[] {
  return tally.some((people) => people !== 0) ? [{ ...name, isShown: true, tally }] : [];
}

function withPart(quarter: Quarter, part: readonly Cell[]): Quarter {
  const isShown = peopleIn(part.map(({ tally }) => peopleIn(tally))) >= quarter.threshold;
  return { ...quarter, cells: [...quarter.cells, ...part.map((cell) => ({ ...cell, isShown }))] };
}

/** Rules 3 to 5 at a quarter's first publication. A unit's month that stays out, or has lost or amended ratings since, waits. */
function closeQuarter(closed: Quarter, news: QuarterNews): Quarter | null {
  const late = [...news.counts].flatMap(([unit, columns]) =>
    [...columns].flatMap(([column, tally]) => {
      const known = closed.cells.filter((cell) => cell.unit === unit && cell.column === column);
      const change = tallyChange(tally, sumOfTallies(known.map((cell) => cell.tally)));
      const isAddition = known.every(({ isShown }) => isShown) && change.every((people) => people >= 0);
      return isAddition ? cellOf({ unit, column, part: "late" }, change) : [];
    }),
  );
  const { cells, ...quarter } = withPart(closed, late);
  let atoms = cutAtoms(piecesOf(cells, news.placeThen), closed.threshold);
  for (;;) {
    const shownAtoms = atoms.map(({ units }): ShownAtom => {
      const own = cells.filter(({ unit, isShown }) => isShown && units.includes(unit));
      return { units, figures: [sumOfTallies(own.map(({ tally }) => tally))] };
    });
    const cut = proved({ ...quarter, isPublished: true, cells, atoms: shownAtoms }, news);
    if (cut !== null || atoms.length <= 1) return cut;
    atoms = joinSmallest(atoms);
  }
}

/** Units of the quarter's tree. A unit whose counts are divided among heirs is one by itself below all of them. */
function piecesOf(cells: readonly Cell[], placeOf: (unit: string) => Place): AtomPiece[] {
  const pieces = new Map<string, AtomPiece & { units: string[]; people: Map<string, number> }>();
  for (const { unit, part, tally } of cells.filter(({ isShown }) => isShown)) {
    const { whole, partial } = placeOf(unit);
    const [name, path] = partial.length > 0 ? [`${unit}~divided`, whole] : [whole.at(-1) ?? unit, whole.slice(0, -1)];
    const piece = pieces.get(name) ?? { path, units: [], people: new Map<string, number>() };
    pieces.set(name, piece);
    if (!piece.units.includes(unit)) piece.units.push(unit);
    piece.people.set(part, (piece.people.get(part) ?? 0) + peopleIn(tally));
  }
  return [...pieces.values()];
}

/** Rule 6: brings atoms up to date whose figures have changed by enough people. */
function release(closed: Quarter, news: QuarterNews): Quarter | null {
  const known = new Set(closed.atoms.flatMap(({ units }) => units));
  const added = [...news.counts.keys()].filter((unit) => !known.has(unit));
  const atoms = [...closed.atoms, ...added.map((unit) => ({ units: [unit], figures: [[]] }))];
  const before = proved({ ...closed, atoms }, news);
  return before && releaseProved(before, [...before.atoms.keys()], news);
}

/** All of the atoms that can be released, or what of each half of them can be proved. */
function releaseProved(before: Quarter, places: readonly number[], news: QuarterNews): Quarter {
  const ready = places.filter((place) => isReleasable(before, news.counts, place));
  const all = ready.reduce((quarter, place) => withRelease(quarter, place, news.counts), before);
  const half = Math.floor(ready.length / 2);
  const [first, second] = [ready.slice(0, half), ready.slice(half)];
  return proved(all, news) ?? (half === 0 ? before : releaseProved(releaseProved(before, first, news), second, news));
}

/** Whether the change concerns enough people since each figure that was shown, and leaves nobody or enough. */
function isReleasable({ atoms, threshold, cells }: Quarter, counts: QuarterCounts, place: number): boolean {
  const { units, figures } = atoms[place] ?? { units: [], figures: [] };
  const now = figureNow(units, counts);
  const own = cells.filter(({ unit }) => units.includes(unit));
  const counters = [...Map.groupBy(own, ({ unit, column }) => `${unit} ${column}`).values()];
  if (counters.some((changes) => changes.length >= mostChanges)) return false;
  if (peopleIn(now) > 0 && peopleIn(now) < threshold) return false;
  return figures.every((figure) => {
    const change = tallyChange(now, figure);
    const come = peopleIn(change.map((people) => Math.max(people, 0)));
    const gone = come - peopleIn(change);
    // One who comes while many go stands in the open, and so does how many more come than go.
    return come + gone > 0 && [come, gone, come - gone].every((people) => isNoneOrMany(people, threshold));
  });
}

function isNoneOrMany(people: number, threshold: number): boolean {
  return people === 0 || Math.abs(people) >= threshold;
}

function figureNow(units: readonly string[], counts: QuarterCounts): number[] {
  return sumOfTallies(units.flatMap((unit) => [...(counts.get(unit)?.values() ?? [])]));
}

/** Parts that were held back are shown from now on, and what has changed besides. */
function withRelease(quarter: Quarter, place: number, counts: QuarterCounts): Quarter {
  const { units, figures } = quarter.atoms[place] ?? { units: [], figures: [] };
  const cells = quarter.cells.map((cell) => ({ ...cell, isShown: cell.isShown || units.includes(cell.unit) }));
  const changes = units.flatMap((unit) => {
    const own = cells.filter((cell) => cell.unit === unit);
    const columns = new Set([...(counts.get(unit)?.keys() ?? []), ...own.map(({ column }) => column)]);
    return [...columns].flatMap((column) => {
      const shown = sumOfTallies(own.filter((cell) => cell.column === column).map(({ tally }) => tally));
      return cellOf({ unit, column, part: "release" }, tallyChange(counts.get(unit)?.get(column) ?? [], shown));
    });
  });
  const atoms = [...quarter.atoms].with(place, { units, figures: [...figures, figureNow(units, counts)] });
  return { ...quarter, cells: [...cells, ...changes], atoms };
}

/** Rule 7: adds what the rows of today's tree show, and answers null where too few follow from all that was ever shown. */
function proved(quarter: Quarter, { placeNow }: QuarterNews): Quarter | null {
  const known = new Map(quarter.sums.map((sum) => [sum.join(), sum]));
  const nodes = quarter.isPublished ? treeNodes(new Set(quarter.cells.map(({ unit }) => unit)), placeNow) : [];
  for (const node of nodes) {
    const { verdict, places } = rowOfNode(quarter, node) ?? { verdict: "too-few", places: [] };
    if (verdict === "shown") known.set(places.join(), places);
  }
  const sums = [...known.values()];
  const cells = quarter.cells.map(({ unit, column, tally }) => ({ counter: `${unit} ${column}`, tally }));
  // Who only changed their level is in no difference of n: so n alone may tell more than the tallies.
  const counts = cells.map(({ counter, tally }) => ({ counter, tally: [peopleIn(tally)] }));
  const isGiven = [cells, counts].some((of) => givesAwayFew({ cells: of, sums }, quarter.threshold));
  return isGiven ? null : { ...quarter, sums };
}
