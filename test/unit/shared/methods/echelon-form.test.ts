import fc from "fast-check";
import { expect, test } from "vitest";
import { addMultiple, echelonForm, type SparseVector } from "../../../../shared/methods/echelon-form.ts";

function sparse(values: readonly number[]): SparseVector {
  return new Map(values.flatMap((value, column) => (value === 0 ? [] : [[column, BigInt(value)] as const])));
}

/** The same by determinants modulo nothing: how many vectors are independent, by Bareiss. */
function rankOf(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => row.map(BigInt));
  let rank = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const found = rows.findIndex((row, place) => place >= rank && row[column] !== 0n);
    if (found < 0) continue;
    const pivot = rows.splice(found, 1)[0] ?? [];
    for (const [place, row] of rows.entries()) {
      if (place < rank) continue;
      const [have, unit] = [row[column] ?? 0n, pivot[column] ?? 1n];
      rows[place] = row.map((value, at) => value * unit - (pivot[at] ?? 0n) * have);
    }
    rows.splice(rank, 0, pivot);
    rank += 1;
  }
  return rank;
}

const matrices = fc
  .integer({ min: 1, max: 6 })
  .chain((columns) =>
    fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: columns, maxLength: columns }), { maxLength: 8 }),
  );

test("an echelon form spans what the vectors span, with one pivot a row", () => {
  fc.assert(
    fc.property(matrices, (matrix) => {
      const rows = echelonForm(matrix.map(sparse));
      expect(rows).toHaveLength(rankOf(matrix));
      for (const { pivot, vector } of rows) {
        expect(Math.min(...vector.keys())).toBe(pivot);
        expect(rows.filter((other) => other.vector.has(pivot))).toHaveLength(1);
      }
      for (const vector of matrix) {
        const rest = sparse(vector);
        const scale = rows.reduce((all, { pivot, vector: row }) => all * (row.get(pivot) ?? 1n), 1n);
        for (const [column, value] of rest) rest.set(column, value * scale);
        for (const { pivot, vector: row } of rows)
          addMultiple(rest, row, -(rest.get(pivot) ?? 0n) / (row.get(pivot) ?? 1n));
        expect([...rest.keys()]).toEqual([]);
      }
    }),
  );
});
