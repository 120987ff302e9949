/** An exact fraction, the denominator above 0. */
type Ratio = readonly [bigint, bigint];

/** A sparse vector: coordinate → number. */
export type Vector = ReadonlyMap<string, number>;

type Sparse = Map<string, Ratio>;

function reduced(a: bigint, b: bigint): Ratio {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  const sign = b < 0n ? -1n : 1n;
  return [(sign * a) / x, (sign * b) / x];
}

/** What everybody can work out: all linear combinations of the vectors that were added. Exact, and by itself. */
export class RationalSpan {
  readonly #rows = new Map<string, Sparse>();

  /** Adds what is known. */
  add(vector: Vector): void {
    const rest = this.#rest(vector);
    const [pivot] = rest.keys();
    if (pivot === undefined) return;
    const [top, bottom] = rest.get(pivot) ?? [1n, 1n];
    const row: Sparse = new Map([...rest].map(([name, [a, b]]) => [name, reduced(a * bottom, b * top)]));
    for (const other of this.#rows.values()) subtract(other, row, pivot);
    this.#rows.set(pivot, row);
  }

  /** Whether a vector follows from what is known. */
  holds(vector: Vector): boolean {
    return this.#rest(vector).size === 0;
  }

  #rest(vector: Vector): Sparse {
    const rest: Sparse = new Map();
    for (const [name, value] of vector) if (value !== 0) rest.set(name, [BigInt(value), 1n]);
    for (const name of [...rest.keys()]) {
      const row = this.#rows.get(name);
      if (row) subtract(rest, row, name);
    }
    return rest;
  }
}

/** Takes so much of a row, 1 at its pivot, that nothing is left there. */
function subtract(from: Sparse, row: Sparse, pivot: string): void {
  const factor = from.get(pivot);
  if (!factor) return;
  for (const [name, [a, b]] of row) {
    const [c, d] = from.get(name) ?? [0n, 1n];
    const top = c * b * factor[1] - a * factor[0] * d;
    if (top === 0n) from.delete(name);
    else from.set(name, reduced(top, d * b * factor[1]));
  }
}
