import { type AtomPiece, cutAtoms, joinSmallest } from "./cut-atoms.ts";
import { findLeak } from "./find-leak.ts";
import type { QuarterCounts } from "./read-counts.ts";
import type { Place } from "./unit-places.ts";

/**
 * Counts of one unit that one version took in. `column` is the month that they lie in, or the quarter for paper of a longer
 * span. `part` is the month whose publication counted them, `late` for what came between that and the quarter's
 * publication, or `release`: then the tally is a change and may be negative.
 */
export type Cell = {
  readonly unit: string;
  readonly column: string;
  readonly part: string;
  readonly version: number;
  /** False: a part of too few people, which stays out of every row until a release. */
  readonly isShown: boolean;
  readonly tally: readonly number[];
};

/** All that publications have counted and shown of one quarter. */
export type Quarter = {
  readonly id: string;
  /** Minimum group size. */
  readonly threshold: number;
  /** Months that are published. */
  readonly months: readonly string[];
  /** Version that published the quarter itself; null: none yet. */
  readonly publishedIn: number | null;
  /** Units that are counted together, since the quarter's first publication. */
  readonly atoms: readonly (readonly string[])[];
  readonly cells: readonly Cell[];
  /** What rows have shown: the sum over some units of all shown cells up to a version. */
  readonly sums: readonly { readonly version: number; readonly units: readonly string[] }[];
};

/** A row of a tree: a node with its units, and whether a share strictly between 0 and 1 of a unit belongs to it. */
export type TreeNode = {
  readonly node: string;
  readonly above: string | null;
  readonly units: readonly string[];
  readonly isPartial: boolean;
};

/** What a quarter is brought up to date with. */
export type QuarterNews = {
  readonly version: number;
  readonly counts: QuarterCounts;
  readonly monthsDue: readonly string[];
  /** Whether the quarter is due itself. */
  readonly isQuarterDue: boolean;
  /** Where units stood on the quarter's last day. */
  readonly placeThen: (unit: string) => Place;
  /** Where they stand on the day of the publication. */
  readonly placeNow: (unit: string) => Place;
};

/** Takes counts into a quarter and proves it. Null: it cannot be proved, so nothing may be published. */
export function updateQuarter(before: Quarter, news: QuarterNews): Quarter | null {
  const closed = closeMonths(before, news);
  if (!news.isQuarterDue) return proved(closed, news);
  return before.publishedIn !== null ? release(closed, news) : closeQuarter(closed, news);
}

/** The verdict on one row of a quarter. */
export type Verdict = "shown" | "too-few" | "protects-another";

/**
 * Whether a unit's row of a published quarter is shown, and its tally: only where it is a union of atoms and nobody or at
 * least the minimum group size is in it (rule 4). A row of nobody ever is null.
 */
export function rowOfNode(
  { atoms, cells, threshold }: Quarter,
  { units, isPartial }: TreeNode,
): { readonly verdict: Verdict; readonly tally: readonly number[] } | null {
  const inside = new Set(units);
  const own = cells.filter(({ unit }) => inside.has(unit));
  const isUnion = atoms.every((atom) => {
    const count = atom.filter((unit) => inside.has(unit)).length;
    return count === 0 || count === atom.length;
  });
  const shown = own.filter(({ isShown }) => isShown);
  const tally = sumOf(shown.map((cell) => cell.tally));
  const n = peopleIn(tally);
  if (!isPartial && isUnion && shown.length > 0 && (n === 0 || n >= threshold)) return { verdict: "shown", tally };
  const all = peopleIn(sumOf(own.map((cell) => cell.tally)));
  if (all === 0 && !isPartial) return null;
  return { verdict: !isPartial && all < threshold ? "too-few" : "protects-another", tally: [] };
}

/** The nodes of a tree that any of a quarter's units belong to. */
export function nodesOf({ cells }: Quarter, placeOf: (unit: string) => Place): TreeNode[] {
  const nodes = new Map<string, { above: string | null; units: string[]; isPartial: boolean }>();
  for (const unit of new Set(cells.map((cell) => cell.unit))) {
    const { whole, partial, above } = placeOf(unit);
    for (const node of [...whole, ...partial]) {
      const known = nodes.get(node) ?? { above: above.get(node) ?? null, units: [], isPartial: false };
      nodes.set(node, known);
      if (whole.includes(node)) known.units.push(unit);
      else known.isPartial = true;
    }
  }
  return [...nodes].map(([node, known]) => ({ node, ...known }));
}

/** People per level of several tallies together; empty for none. */
export function sumOf(tallies: readonly (readonly number[])[]): number[] {
  const sum: number[] = [];
  for (const tally of tallies) for (const [level, people] of tally.entries()) sum[level] = (sum[level] ?? 0) + people;
  return sum;
}

/** People of a tally. */
export function peopleIn(tally: readonly number[]): number {
  return tally.reduce((sum, people) => sum + people, 0);
}

/** How many people at least have come, gone or changed their level between two tallies. */
function peopleBetween(before: readonly number[], after: readonly number[]): number {
  let [more, fewer] = [0, 0];
  for (const change of difference(after, before)) {
    if (change > 0) more += change;
    else fewer -= change;
  }
  return Math.max(more, fewer);
}

function difference(after: readonly number[], before: readonly number[]): number[] {
  return sumOf([after, before.map((people) => -people)]);
}

/** Rule 3: a month counts as it is now; a month of too few stays out of the quarter. */
function closeMonths(before: Quarter, { version, counts, monthsDue }: QuarterNews): Quarter {
  const fresh = monthsDue.filter((month) => !before.months.includes(month));
  const cells = fresh.flatMap((month) =>
    heldOrShown(
      before,
      [...counts].flatMap(([unit, columns]) =>
        cellOf({ unit, column: month, part: month, version }, columns.get(month)),
      ),
    ),
  );
  return { ...before, months: [...before.months, ...fresh], cells: [...before.cells, ...cells] };
}

type CellName = Omit<Cell, "tally" | "isShown">;

function cellOf(name: CellName, tally: readonly number[] = []): Cell[] {
  return tally.some((people) => people !== 0) ? [{ ...name, isShown: true, tally }] : [];
}

function heldOrShown({ threshold }: Quarter, part: readonly Cell[]): Cell[] {
  const isShown = peopleIn(sumOf(part.map(({ tally }) => tally))) >= threshold;
  return part.map((cell) => ({ ...cell, isShown }));
}

/** Rules 3 to 5 at a quarter's first publication. What was taken back or amended since a month's publication waits. */
function closeQuarter(closed: Quarter, news: QuarterNews): Quarter | null {
  const late = [...news.counts].flatMap(([unit, columns]) =>
    [...columns].flatMap(([column, tally]) => {
      const known = closed.cells.filter((cell) => cell.unit === unit && cell.column === column);
      const change = difference(tally, sumOf(known.map((cell) => cell.tally)));
      const isAdded = change.every((people) => people >= 0);
      return isAdded ? cellOf({ unit, column, part: "late", version: news.version }, change) : [];
    }),
  );
  const cells = [...closed.cells, ...heldOrShown(closed, late)];
  let atoms = cutAtoms(piecesOf(cells, news.placeThen), closed.threshold);
  for (;;) {
    const cut = { ...closed, publishedIn: news.version, cells, atoms: atoms.map(({ units }) => units) };
    const quarter = proved(cut, news);
    if (quarter !== null || atoms.length <= 1) return quarter;
    atoms = joinSmallest(atoms);
  }
}

function piecesOf(cells: readonly Cell[], placeOf: (unit: string) => Place): AtomPiece[] {
  const pieces = new Map<string, AtomPiece & { units: string[]; people: Map<string, number> }>();
  for (const [unit, own] of Map.groupBy(
    cells.filter(({ isShown }) => isShown),
    (cell) => cell.unit,
  )) {
    const { whole, partial } = placeOf(unit);
    const isDivided = partial.length > 0;
    const name = isDivided ? `${unit}~divided` : (whole.at(-1) ?? unit);
    const path = isDivided ? whole : whole.slice(0, -1);
    const piece = pieces.get(name) ?? { path, units: [], people: new Map<string, number>() };
    pieces.set(name, piece);
    piece.units.push(unit);
    for (const { part, tally } of own) piece.people.set(part, (piece.people.get(part) ?? 0) + peopleIn(tally));
  }
  return [...pieces.values()];
}

/** Rule 6: brings atoms up to date whose figures have changed by enough people, as far as that can be proved. */
function release(closed: Quarter, news: QuarterNews): Quarter | null {
  const known = new Set(closed.atoms.flat());
  const added = [...news.counts.keys()].filter((unit) => !known.has(unit)).map((unit) => [unit]);
  const ready = [...closed.atoms, ...added].filter((units) => isReleasable(closed, news.counts, units));
  const all = proved(
    ready.reduce((quarter, units) => withRelease(quarter, units, news), closed),
    news,
  );
  if (all !== null) return all;
  let some = proved(closed, news);
  for (const units of ready) some = some && (proved(withRelease(some, units, news), news) ?? some);
  return some;
}

/** Whether the change concerns enough people since each figure that was shown, and leaves nobody or enough. */
function isReleasable(quarter: Quarter, counts: QuarterCounts, units: readonly string[]): boolean {
  const { cells, threshold, publishedIn } = quarter;
  const own = cells.filter(({ unit, isShown }) => isShown && units.includes(unit));
  const now = sumOf(units.flatMap((unit) => [...(counts.get(unit)?.values() ?? [])]));
  if (peopleIn(now) > 0 && peopleIn(now) < threshold) return false;
  const versions = own.map(({ version }) => Math.max(version, publishedIn ?? 0));
  return [...new Set([publishedIn ?? 0, ...versions])].every((last) => {
    const figure = sumOf(own.filter(({ version }) => version <= last).map(({ tally }) => tally));
    return peopleBetween(figure, now) >= threshold;
  });
}

function withRelease(quarter: Quarter, units: readonly string[], { counts, version }: QuarterNews): Quarter {
  const stays = quarter.cells.filter(({ unit, isShown }) => isShown || !units.includes(unit));
  const changes = units.flatMap((unit) => {
    const own = stays.filter((cell) => cell.unit === unit);
    const now = counts.get(unit) ?? new Map<string, readonly number[]>();
    return [...new Set([...now.keys(), ...own.map(({ column }) => column)])].flatMap((column) => {
      const shown = sumOf(own.filter((cell) => cell.column === column).map(({ tally }) => tally));
      return cellOf({ unit, column, part: "release", version }, difference(now.get(column) ?? [], shown));
    });
  });
  const isKnown = quarter.atoms.some((atom) => atom.includes(units[0] ?? ""));
  const atoms = isKnown ? quarter.atoms : [...quarter.atoms, units];
  return { ...quarter, atoms, cells: [...stays, ...changes] };
}

/** Rule 7: adds what this version's rows show, and answers null where a set of too few people follows from all ever shown. */
function proved(quarter: Quarter, { version, placeNow }: QuarterNews): Quarter | null {
  const rows = quarter.publishedIn !== null ? nodesOf(quarter, placeNow) : [];
  const known = new Set(quarter.sums.map((sum) => nameOfSum(quarter, sum)));
  const sums = [...quarter.sums];
  for (const node of rows) {
    if (rowOfNode(quarter, node)?.verdict !== "shown") continue;
    const sum = { version, units: node.units };
    if (!known.has(nameOfSum(quarter, sum))) sums.push(sum);
    known.add(nameOfSum(quarter, sum));
  }
  const next = { ...quarter, sums };
  return findLeak(proofOf(next), quarter.threshold) === null ? next : null;
}

function nameOfSum(quarter: Quarter, sum: Quarter["sums"][number]): string {
  return cellsOfSum(quarter, sum).join();
}

function cellsOfSum({ cells }: Quarter, { version, units }: Quarter["sums"][number]): number[] {
  const inside = new Set(units);
  return cells.flatMap((cell, place) =>
    cell.isShown && cell.version <= version && inside.has(cell.unit) ? [place] : [],
  );
}

function proofOf(quarter: Quarter): Parameters<typeof findLeak>[0] {
  const { cells, months, sums } = quarter;
  const ofMonths = months.map((month) =>
    cells.flatMap(({ part, isShown }, place) => (part === month && isShown ? [place] : [])),
  );
  return {
    cells: cells.map(({ unit, column, tally }) => ({ counter: `${unit} ${column}`, tally })),
    sums: [...ofMonths, ...sums.map((sum) => cellsOfSum(quarter, sum))],
  };
}
