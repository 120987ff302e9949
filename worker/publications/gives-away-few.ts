import { addMultiple, type EchelonRow, echelonForm, type SparseVector } from "../../shared/methods/echelon-form.ts";

/** Counts that nobody may know by themselves; those of one counter may be about the same people. None is empty. */
export type ProofCell = { readonly counter: string; readonly tally: readonly number[] };

/** Cells, and the sums of them that were ever shown, by the cells' places. */
export type Proof = { readonly cells: readonly ProofCell[]; readonly sums: readonly (readonly number[])[] };

/** Cells that one counter may have: every choice of them is tried. */
export const mostChanges = 6;

/**
 * Whether from the sums follows the tally of a set of fewer than `threshold` people, and at least one. False is proved: such a
 * set is a sum of cells, each taken once, in the span of the sums. Of a counter that lost people a cell may also be taken away:
 * they may have come in one cell, left in another and returned in a third. So the sums are eliminated exactly, columns of many
 * people first. The rows that are left without any of those are all combinations of small cells alone, and every sum of them
 * that takes each cell so is tried. Where there are too many to try, the answer is true.
 */
export function givesAwayFew({ cells, sums }: Proof, threshold: number): boolean {
  const counters = Map.groupBy(cells.keys(), (place) => cells[place]?.counter ?? "");
  if ([...counters.values()].some((own) => own.length > mostChanges)) return true;
  const { places, firstSmall, emptied } = columnOrder(cells, [...counters.values()], threshold);
  const columnOf = new Map(places.map((place, column) => [place, column]));
  const known = [...sums.map((sum) => sum.map((place): Term => [place, 1])), ...emptied];
  const vectors = known.map((sum) => new Map(sum.map(([place, sign]) => [columnOf.get(place) ?? -1, BigInt(sign)])));
  const small = echelonForm(vectors).filter(({ pivot }) => pivot >= firstSmall);
  const ordered = places.flatMap((place) => cells[place] ?? []);
  return componentsOf(small, ordered).some((rows) => hasFew(rows, ordered, threshold));
}

/** A cell that is taken, or taken away. */
type Term = readonly [place: number, sign: 1 | -1];

/** Fewest people who can be behind a change of counts. */
function sizeOf(cells: readonly ProofCell[], terms: readonly Term[]): number {
  const sum: number[] = [];
  for (const [place, sign] of terms) {
    for (const [level, people] of (cells[place]?.tally ?? []).entries()) sum[level] = (sum[level] ?? 0) + sign * people;
  }
  const more = sum.reduce((all, people) => all + Math.max(people, 0), 0);
  return Math.max(more, more - sum.reduce((all, people) => all + people, 0));
}

function lostPeople(cells: readonly ProofCell[]): Set<string> {
  return new Set(cells.flatMap(({ counter, tally }) => (tally.some((people) => people < 0) ? [counter] : [])));
}

type Order = { readonly places: number[]; readonly firstSmall: number; readonly emptied: Term[][] };

/**
 * Columns of cells: first those of counters in which no choice of cells is small, then the others, the larger ones first. What
 * adds up to nobody is known to everybody.
 */
function columnOrder(cells: readonly ProofCell[], counters: readonly number[][], threshold: number): Order {
  const lost = lostPeople(cells);
  const [large, small, emptied]: [number[], number[], Term[][]] = [[], [], []];
  for (const own of counters) {
    const signs = lost.has(cells[own[0] ?? -1]?.counter ?? "") ? ([1, -1] as const) : ([1] as const);
    const choices: Term[][] = [[]];
    for (const place of own) {
      choices.push(...choices.flatMap((some) => signs.map((sign): Term[] => [...some, [place, sign]])));
    }
    const sized = choices.slice(1).map((choice) => ({ choice, size: sizeOf(cells, choice) }));
    (sized.some(({ size }) => size < threshold) ? small : large).push(...own);
    for (const { choice, size } of sized) if (size === 0) emptied.push(choice);
  }
  small.sort((a, b) => sizeOf(cells, [[b, 1]]) - sizeOf(cells, [[a, 1]]));
  return { places: [...large, ...small], firstSmall: large.length, emptied };
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

/** Tries every sum of rows in which each cell is taken as it may be: then each row is, too, because of its pivot. */
function hasFew(component: readonly EchelonRow[], cells: readonly ProofCell[], threshold: number): boolean {
  // The long rows first: what is left then falls apart, and each row decides its columns at once.
  const rows = component.toSorted((a, b) => b.vector.size - a.vector.size);
  const last = new Map<number, number>();
  for (const [place, { vector }] of rows.entries()) for (const column of vector.keys()) last.set(column, place);
  const decided = Map.groupBy(last.keys(), (column) => last.get(column));
  const once = rows.reduce((all, { pivot, vector }) => all * (vector.get(pivot) ?? 1n), 1n);
  const lost = lostPeople(cells);
  const isLost = (column: number): boolean => lost.has(cells[column]?.counter ?? "");
  const counterOf = ([column]: Term): string => cells[column]?.counter ?? "";
  const peopleIn = (terms: readonly Term[]): number =>
    [...Map.groupBy(terms, counterOf).values()].reduce((sum, own) => sum + sizeOf(cells, own), 0);
  let tries = 0;
  const tryFrom = (next: number, sum: SparseVector, taken: readonly Term[]): boolean => {
    tries += 1;
    if (tries > 50_000) return true;
    const row = rows[next];
    if (row === undefined) return peopleIn(taken) > 0 && peopleIn(taken) < threshold;
    const factor = once / (row.vector.get(row.pivot) ?? 1n);
    return [0n, factor, ...(isLost(row.pivot) ? [-factor] : [])].some((times) => {
      const more = new Map(sum);
      addMultiple(more, row.vector, times);
      const all = [...taken];
      for (const column of decided.get(next) ?? []) {
        const value = more.get(column) ?? 0n;
        more.delete(column);
        if (value !== 0n && value !== once && !(value === -once && isLost(column))) return false;
        if (value !== 0n) all.push([column, value > 0n ? 1 : -1]);
      }
      // Counters that lost nobody only get larger.
      return peopleIn(all.filter(([column]) => !isLost(column))) < threshold && tryFrom(next + 1, more, all);
    });
  };
  return tryFrom(0, new Map(), []);
}
