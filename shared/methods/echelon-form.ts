/** Numbers by their column; what is not in it is 0. */
export type SparseVector = Map<number, bigint>;

/** A row of a reduced echelon form: no other row has its pivot's column, which is its first. */
export type EchelonRow = { readonly pivot: number; readonly vector: SparseVector };

/**
 * The reduced echelon form of some vectors of whole numbers, exactly over the rationals: rows are whole numbers without a
 * common factor, pivots above 0. The vectors are used up.
 */
export function echelonForm(vectors: readonly SparseVector[]): EchelonRow[] {
  const rows = new Map<number, EchelonRow>();
  for (const vector of vectors) {
    for (const column of [...vector.keys()]) takeAway(vector, rows.get(column));
    if (vector.size === 0) continue;
    const row = { pivot: Math.min(...vector.keys()), vector };
    reduce(row);
    for (const other of rows.values()) {
      if (!other.vector.has(row.pivot)) continue;
      takeAway(other.vector, row);
      reduce(other);
    }
    rows.set(row.pivot, row);
  }
  return [...rows.values()];
}

/** Adds a multiple of a vector to another. */
export function addMultiple(vector: SparseVector, other: SparseVector, factor: bigint): void {
  for (const [column, value] of other) {
    const sum = (vector.get(column) ?? 0n) + factor * value;
    if (sum === 0n) vector.delete(column);
    else vector.set(column, sum);
  }
}

/** Brings a vector's entry in the row's pivot column to 0. */
function takeAway(vector: SparseVector, row: EchelonRow | undefined): void {
  if (row === undefined) return;
  const [have, unit] = [vector.get(row.pivot) ?? 0n, row.vector.get(row.pivot) ?? 1n];
  if (unit !== 1n) for (const [column, value] of vector) vector.set(column, value * unit);
  addMultiple(vector, row.vector, -have);
}

/** Divides by the common factor. */
function reduce({ pivot, vector }: EchelonRow): void {
  let factor = 0n;
  for (const value of vector.values()) {
    let [a, b] = [factor, value < 0n ? -value : value];
    while (b !== 0n) [a, b] = [b, a % b];
    factor = a;
    if (factor === 1n) break;
  }
  if ((vector.get(pivot) ?? 1n) < 0n) factor = -factor;
  if (factor !== 1n) for (const [column, value] of vector) vector.set(column, value / factor);
}
