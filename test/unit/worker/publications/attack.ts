import type { DatedRow, PublicationStore } from "../../../../worker/publications/publication-store.ts";
import type { Crowd } from "./history.ts";

/** An exact fraction, the denominator above 0. */
type Ratio = readonly [bigint, bigint];

/** What a figure is the sum of: how often it counts each crowd, before and after it changed its level. */
type Form = ReadonlyMap<string, number>;

/** Every exact row that a version lists, as readers read it. */
export function readVersion(store: PublicationStore, version: number): DatedRow[] {
  const everything = { families: ["none" as const], value: null, node: null, above: null, period: null, within: null };
  return store.rows({ ...everything, version, offset: 0, limit: 100_000 });
}

/** The same of every version, the newest first. */
export function readAll(store: PublicationStore): DatedRow[] {
  return store.publicationsBefore(null, 1000).flatMap(({ version }) => readVersion(store, version));
}

/** Exact figures that any version shows, or says were shown before. */
export function shownTallies(store: PublicationStore): (readonly number[])[] {
  const shown = readAll(store).filter(({ verdict }) => verdict === "shown");
  return shown.flatMap(({ tally, before }) => (before === null ? [tally] : [tally, before.tally]));
}

/**
 * A set of fewer than `threshold` people whose tally follows from figures in which every crowd has levels of its own; null
 * where there is none. The attacker knows which crowds there were and in which figures each of them is counted.
 */
export function findFew(
  tallies: readonly (readonly number[])[],
  crowds: readonly Crowd[],
  threshold: number,
): readonly string[] | null {
  const forms = [...new Map(tallies.map((tally) => [tally.join(), formOf(tally, crowds)])).values()];
  const columns = mergedColumns(forms, crowds);
  const large = columns.filter((column) => column.people >= threshold);
  const small = columns.filter((column) => column.people < threshold).sort((a, b) => b.people - a.people);
  const reduced = eliminated(
    forms.map((form) => [...large, ...small].map(({ names: [name = ""] }) => ratio(form.get(name) ?? 0))),
  );
  const rows = reduced.filter((row) => pivotOf(row) >= large.length).map((row) => row.slice(large.length));
  return search(rows, small, { crowds, threshold });
}

function names(crowd: number): string[] {
  return [`crowd ${crowd}`, `change of ${crowd}`];
}

/** Somebody who changed their level counts as they were, plus the change. */
function formOf(tally: readonly number[], crowds: readonly Crowd[]): Form {
  const form = new Map<string, number>();
  for (const [number, { people }] of crowds.entries()) {
    const [before, after] = [(tally[2 * number] ?? 0) / people, (tally[2 * number + 1] ?? 0) / people];
    if (![0, 1].includes(before + after)) throw new Error(`crowd ${number} is counted ${before} and ${after} times`);
    const [whole = "", change = ""] = names(number);
    if (before + after !== 0) form.set(whole, before + after);
    if (after !== 0) form.set(change, after);
  }
  return form;
}

type Column = { readonly names: readonly string[]; readonly crowds: ReadonlySet<number>; readonly people: number };

/** What every figure counts alike nobody can tell apart. A crowd and its change are the same people. */
function mergedColumns(forms: readonly Form[], crowds: readonly Crowd[]): Column[] {
  const named = crowds.flatMap((_, number) => names(number).map((name) => ({ name, number })));
  const counted = named.filter(({ name }) => forms.some((form) => form.has(name)));
  const groups = Map.groupBy(counted, ({ name }) => forms.map((form) => form.get(name) ?? 0).join());
  return [...groups.values()].map((group) => {
    const own = new Set(group.map(({ number }) => number));
    return { names: group.map(({ name }) => name), crowds: own, people: peopleOf(own, crowds) };
  });
}

function peopleOf(some: ReadonlySet<number>, crowds: readonly Crowd[]): number {
  return [...some].reduce((sum, number) => sum + (crowds[number]?.people ?? 0), 0);
}

function ratio(value: number): Ratio {
  return [BigInt(value), 1n];
}

function times([a, b]: Ratio, [c, d]: Ratio): Ratio {
  return lowest(a * c, b * d);
}

function minus([a, b]: Ratio, [c, d]: Ratio): Ratio {
  return lowest(a * d - c * b, b * d);
}

function lowest(a: bigint, b: bigint): Ratio {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  const sign = b < 0n ? -1n : 1n;
  return a === 0n ? [0n, 1n] : [(sign * a) / x, (sign * b) / x];
}

function pivotOf(row: readonly Ratio[]): number {
  return row.findIndex(([a]) => a !== 0n);
}

/** Gauss and Jordan over fractions: rows that are not 0, each with a 1 where the others have a 0. */
function eliminated(matrix: Ratio[][]): Ratio[][] {
  let done = 0;
  for (let column = 0; column < (matrix[0]?.length ?? 0); column += 1) {
    const found = matrix.findIndex((row, place) => place >= done && row[column]?.[0] !== 0n);
    if (found < 0) continue;
    const row = matrix[found] ?? [];
    matrix[found] = matrix[done] ?? [];
    const [a, b] = row[column] ?? [1n, 1n];
    const unit = row.map((value) => times(value, lowest(b, a)));
    matrix[done] = unit;
    for (const [place, other] of matrix.entries()) {
      const factor = other[column];
      if (place === done || factor === undefined || factor[0] === 0n) continue;
      matrix[place] = other.map((value, at) =>
        unit[at]?.[0] === 0n ? value : minus(value, times(factor, unit[at] ?? [0n, 1n])),
      );
    }
    done += 1;
  }
  return matrix.slice(0, done);
}

/** Tries every sum of rows that takes each column once or not at all, people of the pivots being fewer than the threshold. */
function search(
  rows: readonly (readonly Ratio[])[],
  columns: readonly Column[],
  { crowds, threshold }: { readonly crowds: readonly Crowd[]; readonly threshold: number },
): string[] | null {
  const pivots = rows.map(pivotOf);
  let tries = 0;
  const from = (next: number, sum: readonly Ratio[], certain: ReadonlySet<number>): string[] | null => {
    if (peopleOf(certain, crowds) >= threshold) return null;
    tries += 1;
    if (tries > 300_000) throw new Error("too many sums to try");
    const taken = columns.filter((_, place) => sum[place]?.[0] !== 0n);
    if (taken.length > 0 && sum.every(([a, b]) => a === 0n || (a === 1n && b === 1n))) {
      const own = new Set(taken.flatMap((column) => [...column.crowds]));
      if (peopleOf(own, crowds) < threshold) return taken.flatMap((column) => column.names);
    }
    for (let place = next; place < rows.length; place += 1) {
      const more = sum.map((value, at) => minus(value, times([-1n, 1n], rows[place]?.[at] ?? [0n, 1n])));
      const found = from(place + 1, more, new Set([...certain, ...(columns[pivots[place] ?? -1]?.crowds ?? [])]));
      if (found !== null) return found;
    }
    return null;
  };
  return from(
    0,
    columns.map(() => ratio(0)),
    new Set(),
  );
}
