import { addMultiple, type EchelonRow, echelonForm, type SparseVector } from "../../shared/methods/echelon-form.ts";

/** Counts that nobody may know by themselves; those of one counter may be about the same people. None is empty. */
export type ProofCell = { readonly counter: string; readonly tally: readonly number[] };

/** Cells, and the sums of them that were ever shown, by the cells' places. */
export type Proof = { readonly cells: readonly ProofCell[]; readonly sums: readonly (readonly number[])[] };

/** Cells that one counter may have: every choice of them is tried. */
export const mostChanges = 8;

/**
 * Whether from the sums follows the tally of a set of fewer than `threshold` people, and at least one. False is proved: such a
 * set is a sum of cells, each taken once, in the span of the sums. So the sums are eliminated exactly, columns of many people
 * first. The rows that are left without any of those are all combinations of small cells alone, and every sum of them that
 * takes each cell once or not at all is tried. Where there are too many to try, the answer is true.
 */
export function givesAwayFew({ cells, sums }: Proof, threshold: number): boolean {
  const counters = Map.groupBy(cells.keys(), (place) => cells[place]?.counter ?? "");
  if ([...counters.values()].some((own) => own.length > mostChanges)) return true;
  const { places, firstSmall, emptied } = columnOrder(cells, [...counters.values()], threshold);
  const columnOf = new Map(places.map((place, column) => [place, column]));
  const vectors = [...sums, ...emptied].map((sum) => new Map(sum.map((place) => [columnOf.get(place) ?? -1, 1n])));
  const small = echelonForm(vectors).filter(({ pivot }) => pivot >= firstSmall);
  const ordered = places.flatMap((place) => cells[place] ?? []);
  return componentsOf(small, ordered).some((rows) => hasFew(rows, ordered, threshold));
}

/** Fewest people who can be behind a change of counts. */
function sizeOf(cells: readonly ProofCell[]): number {
  const sum: number[] = [];
  for (const { tally } of cells) for (const [level, people] of tally.entries()) sum[level] = (sum[level] ?? 0) + people;
  const more = sum.reduce((all, people) => all + Math.max(people, 0), 0);
  return Math.max(more, more - sum.reduce((all, people) => all + people, 0));
}

type Order = { readonly places: number[]; readonly firstSmall: number; readonly emptied: number[][] };

/**
 * Columns of cells: first those of counters in which no choice of cells is small, then the others, the larger ones first. Who is
 * taken away in one cell may have come in any other; what adds up to nobody is known to everybody.
 */
function columnOrder(cells: readonly ProofCell[], counters: readonly number[][], threshold: number): Order {
  const sizeAt = (choice: readonly number[]): number => sizeOf(choice.flatMap((place) => cells[place] ?? []));
  const [large, small, emptied]: [number[], number[], number[][]] = [[], [], []];
  for (const own of counters) {
    const choices: number[][] = [[]];
    for (const place of own) choices.push(...choices.map((some) => [...some, place]));
    const sizes = choices.map(sizeAt);
    (sizes.slice(1).some((size) => size < threshold) ? small : large).push(...own);
    emptied.push(...choices.slice(1).filter((_, number) => sizes[number + 1] === 0));
  }
  return { places: [...large, ...small.sort((a, b) => sizeAt([b]) - sizeAt([a]))], firstSmall: large.length, emptied };
}

/** Rows that share no counter with each other can be searched by themselves: a smallest set lies in one of them. */
function componentsOf(rows: readonly EchelonRow[], cells: readonly ProofCell[]): EchelonRow[][] {
  let components: { rows: EchelonRow[]; counters: Set<string> }[] = [];
  for (const row of rows) {
    const counters = new Set([...row.vector.keys()].map((column) => cells[column]?.counter ?? ""));
    const [touching = [], apart = []] = [true, false].map((isTouching) =>
      components.filter((one) => [...one.counters].some((counter) => counters.has(counter)) === isTouching),
    );
    for (const one of touching) for (const counter of one.counters) counters.add(counter);
    components = [...apart, { rows: [row, ...touching.flatMap((one) => one.rows)], counters }];
  }
  return components.map((one) => one.rows);
}

/** Tries every sum of rows in which each cell is taken once or not at all: then each row is, too, because of its pivot. */
function hasFew(component: readonly EchelonRow[], cells: readonly ProofCell[], threshold: number): boolean {
  // The long rows first: what is left then falls apart, and each row decides its columns at once.
  const rows = component.toSorted((a, b) => b.vector.size - a.vector.size);
  const last = new Map<number, number>();
  for (const [place, { vector }] of rows.entries()) for (const column of vector.keys()) last.set(column, place);
  const decided = Map.groupBy(last.keys(), (column) => last.get(column));
  const once = rows.reduce((all, { pivot, vector }) => all * (vector.get(pivot) ?? 1n), 1n);
  const people = peopleOf(cells);
  let tries = 0;
  const tryFrom = (next: number, sum: SparseVector, taken: readonly number[]): boolean => {
    tries += 1;
    if (tries > 50_000) return true;
    const row = rows[next];
    if (row === undefined) return people.all(taken) > 0 && people.all(taken) < threshold;
    return [0n, once / (row.vector.get(row.pivot) ?? 1n)].some((factor) => {
      const more = new Map(sum);
      addMultiple(more, row.vector, factor);
      const fixed = (decided.get(next) ?? []).filter((column) => more.has(column));
      if (fixed.some((column) => more.get(column) !== once)) return false;
      for (const column of fixed) more.delete(column);
      const all = [...taken, ...fixed];
      return people.certain(all) < threshold && tryFrom(next + 1, more, all);
    });
  };
  return tryFrom(0, new Map(), []);
}

type People = Record<"all" | "certain", (columns: readonly number[]) => number>;

/** People of some cells; `certain` are those of counters from which nobody was taken away, so that others add to them. */
function peopleOf(cells: readonly ProofCell[]): People {
  const lessened = cells.filter(({ tally }) => tally.some((people) => people < 0));
  const shrinking = new Set(lessened.map(({ counter }) => counter));
  const all = (columns: readonly number[]): number => {
    const counters = Map.groupBy(
      columns.flatMap((column) => cells[column] ?? []),
      ({ counter }) => counter,
    );
    return [...counters.values()].reduce((sum, own) => sum + sizeOf(own), 0);
  };
  return { all, certain: (columns) => all(columns.filter((column) => !shrinking.has(cells[column]?.counter ?? ""))) };
}
