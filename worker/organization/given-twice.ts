import type { PointedError } from "../../shared/contract/failure.ts";

/** Points at each row of a list that has the same key as one before it. `pointer` is the list's own. */
export function givenTwice<T>(pointer: string, rows: readonly T[], keyOf: (row: T) => string): PointedError[] {
  const seen = new Set<string>();
  return rows.flatMap((row, place) => {
    const key = keyOf(row);
    if (seen.has(key)) return [{ pointer: `${pointer}/${place}`, detail: "stands in the list already" }];
    seen.add(key);
    return [];
  });
}
