/** Counts that nobody may know by themselves; those of one counter, in the order of time, are about the same people. */
export type ProofCell = { readonly counter: string; readonly tally: readonly number[] };

/** Cells, and the sums of them that were ever shown, by the cells' places. */
export type Proof = { readonly cells: readonly ProofCell[]; readonly sums: readonly (readonly number[])[] };

/**
 * Searches for a set of fewer than `threshold` people, and at least one, whose tally follows from the sums; answers its cells'
 * places, or null: there is none. Null is proved: such a set is a sum of cells, each taken once, and lies in the span of
 * the sums. So the span is eliminated exactly, columns of many people first; the rows that are left without any of those
 * columns are all combinations of small cells alone, and every sum of them that takes each cell once or not at all is
 * tried. Where there are too many to try, what was being tried counts as a leak. Cells of nobody must have been left out.
 */
export function findLeak({ cells, sums }: Proof, threshold: number): readonly number[] | null {
  const order = columnOrder(cells, threshold);
  const columnOf = new Map(order.places.map((place, column) => [place, column]));
  // Everybody knows which counters are empty again.
  const emptied = choicesOf(cells).filter((some) => sizeOf(some.map((place) => cells[place]?.tally ?? [])) === 0);
  const known = [...sums, ...emptied];
  const rows = eliminate(known.map((sum) => new Map(sum.map((place) => [columnOf.get(place) ?? -1, 1n]))));
  const small = rows.filter(({ pivot }) => pivot >= order.firstSmall);
  const ordered = order.places.flatMap((place) => cells[place] ?? []);
  for (const component of componentsOf(small, ordered)) {
    const leak = searchComponent(component, ordered, threshold);
    if (leak !== null) return leak.map((column) => order.places[column] ?? -1);
  }
  return null;
}

/** Fewest people who can be behind a change of counts. */
function sizeOf(tallies: readonly (readonly number[])[]): number {
  const sum: number[] = [];
  for (const tally of tallies) for (const [level, people] of tally.entries()) sum[level] = (sum[level] ?? 0) + people;
  const more = sum.reduce((all, people) => all + Math.max(people, 0), 0);
  const fewer = sum.reduce((all, people) => all + Math.max(-people, 0), 0);
  return Math.max(more, fewer);
}

/** Every choice of cells of one counter: who is taken away in one of them may have come in any other. */
function choicesOf(cells: readonly ProofCell[]): number[][] {
  const counters = Map.groupBy(cells.keys(), (place) => cells[place]?.counter ?? "");
  return [...counters.values()].flatMap((own) => {
    const choices: number[][] = [[]];
    for (const place of own) choices.push(...choices.map((some) => [...some, place]));
    return choices.slice(1);
  });
}

/** Columns of cells: first those of counters in which no choice is small, then the others, the larger ones first. */
function columnOrder(cells: readonly ProofCell[], threshold: number): { places: number[]; firstSmall: number } {
  const size = (choice: readonly number[]): number => sizeOf(choice.map((place) => cells[place]?.tally ?? []));
  const small = new Set(
    choicesOf(cells)
      .filter((choice) => size(choice) < threshold)
      .map(([place = 0]) => cells[place]?.counter),
  );
  const [inSmall = [], others = []] = [true, false].map((isSmall) =>
    [...cells.keys()].filter((place) => small.has(cells[place]?.counter) === isSmall),
  );
  return { places: [...others, ...inSmall.sort((a, b) => size([b]) - size([a]))], firstSmall: others.length };
}

type Vector = Map<number, bigint>;

/** A row of the reduced echelon form: of all rows, this one alone has its pivot's column, which is its first. */
type EchelonRow = { readonly pivot: number; readonly vector: Vector };

/** Exact elimination over the rationals; rows are whole numbers without a common factor. */
function eliminate(vectors: readonly Vector[]): EchelonRow[] {
  const rows = new Map<number, EchelonRow>();
  for (const vector of vectors) {
    for (const column of [...vector.keys()]) {
      const row = rows.get(column);
      if (row) takeAway(vector, row);
    }
    if (vector.size === 0) continue;
    const pivot = Math.min(...vector.keys());
    const row = { pivot, vector };
    divide(vector, pivot);
    for (const other of rows.values()) {
      if (!other.vector.has(pivot)) continue;
      takeAway(other.vector, row);
      divide(other.vector, other.pivot);
    }
    rows.set(pivot, row);
  }
  return [...rows.values()];
}

/** Brings a vector's entry in the row's pivot column to 0. */
function takeAway(vector: Vector, { pivot, vector: row }: EchelonRow): void {
  const [have, unit] = [vector.get(pivot) ?? 0n, row.get(pivot) ?? 1n];
  if (unit !== 1n) for (const [column, value] of vector) vector.set(column, value * unit);
  for (const [column, value] of row) {
    const left = (vector.get(column) ?? 0n) - have * value;
    if (left === 0n) vector.delete(column);
    else vector.set(column, left);
  }
}

/** Divides by the common factor, so that the pivot is above 0. */
function divide(vector: Vector, pivot: number): void {
  let factor = 0n;
  for (const value of vector.values()) {
    for (let [a, b] = [factor, value < 0n ? -value : value]; ; [a, b] = [b, a % b]) {
      factor = a;
      if (b === 0n) break;
    }
    if (factor === 1n) break;
  }
  if ((vector.get(pivot) ?? 1n) < 0n) factor = -factor;
  if (factor !== 1n) for (const [column, value] of vector) vector.set(column, value / factor);
}

/** Rows that share no counter with each other can be searched by themselves: the smallest set lies in one of them. */
function componentsOf(rows: readonly EchelonRow[], cells: readonly ProofCell[]): EchelonRow[][] {
  const components: { rows: EchelonRow[]; counters: Set<string> }[] = [];
  for (const row of rows) {
    const counters = new Set([...row.vector.keys()].map((column) => cells[column]?.counter ?? ""));
    const touching = components.filter((one) => [...one.counters].some((counter) => counters.has(counter)));
    const apart = components.filter((one) => !touching.includes(one));
    for (const one of touching) for (const counter of one.counters) counters.add(counter);
    components.splice(0, components.length, ...apart, {
      rows: [row, ...touching.flatMap((one) => one.rows)],
      counters,
    });
  }
  return components.map((one) => one.rows);
}

/** So many sums are tried at most. */
const mostTries = 50_000;

type Search = {
  readonly cells: readonly ProofCell[];
  readonly threshold: number;
  /** What a cell that is taken once counts in the sums, so that these are whole numbers. */
  readonly once: bigint;
  /** For each row, the columns that no later row touches: they are decided with it. */
  readonly decided: readonly (readonly number[])[];
  /** Counters from which people were taken away later. */
  readonly shrinking: ReadonlySet<string>;
};

/** Tries every sum of rows in which each cell is taken once or not at all: then each row is, too, because of its pivot. */
function searchComponent(
  component: readonly EchelonRow[],
  cells: readonly ProofCell[],
  threshold: number,
): readonly number[] | null {
  // The long rows first: what is left then falls apart, and most of it is decided at once.
  const rows = component.toSorted((a, b) => b.vector.size - a.vector.size);
  const last = new Map(
    rows.flatMap(({ vector }, place) => [...vector.keys()].map((column) => [column, place] as const)),
  );
  const byRow = Map.groupBy(last.keys(), (column) => last.get(column) ?? 0);
  const decided = rows.map((_, place) => byRow.get(place) ?? []);
  const once = rows.reduce((all, { pivot, vector }) => all * (vector.get(pivot) ?? 1n), 1n);
  const lessened = cells.filter(({ tally }) => tally.some((people) => people < 0));
  const search = { cells, threshold, once, decided, shrinking: new Set(lessened.map(({ counter }) => counter)) };
  let tries = 0;
  const tryFrom = (next: number, sum: Vector, taken: readonly number[]): readonly number[] | null => {
    tries += 1;
    if (tries > mostTries) return taken;
    const row = rows[next];
    if (row === undefined) return isFew(search, taken) ? taken : null;
    for (const isTaken of [false, true]) {
      const more = decide(search, next, isTaken ? added(sum, row, once) : new Map(sum));
      if (more === null || atLeast(search, [...taken, ...more.taken]) >= threshold) continue;
      const leak = tryFrom(next + 1, more.sum, [...taken, ...more.taken]);
      if (leak !== null) return leak;
    }
    return null;
  };
  return tryFrom(0, new Map(), []);
}

/** Splits a sum into decided columns that are taken and the rest; null where a decided one is taken otherwise than once. */
function decide({ decided, once }: Search, row: number, sum: Vector): { sum: Vector; taken: number[] } | null {
  const taken: number[] = [];
  for (const column of decided[row] ?? []) {
    const value = sum.get(column);
    if (value === undefined) continue;
    if (value !== once) return null;
    taken.push(column);
    sum.delete(column);
  }
  return { sum, taken };
}

function added(sum: Vector, { pivot, vector }: EchelonRow, once: bigint): Vector {
  const all = new Map(sum);
  const factor = once / (vector.get(pivot) ?? 1n);
  for (const [column, value] of vector) {
    const next = (all.get(column) ?? 0n) + value * factor;
    if (next === 0n) all.delete(column);
    else all.set(column, next);
  }
  return all;
}

/** People of the counters that cannot get smaller by another cell. */
function atLeast({ cells, shrinking }: Search, taken: readonly number[]): number {
  const own = taken.flatMap((column) => cells[column] ?? []);
  return own.reduce((sum, { counter, tally }) => (shrinking.has(counter) ? sum : sum + sizeOf([tally])), 0);
}

function isFew({ cells, threshold }: Search, taken: readonly number[]): boolean {
  const counters = Map.groupBy(
    taken.flatMap((column) => cells[column] ?? []),
    ({ counter }) => counter,
  );
  const size = [...counters.values()].reduce((sum, own) => sum + sizeOf(own.map(({ tally }) => tally)), 0);
  return size > 0 && size < threshold;
}
