import type { PointedError } from "../../shared/result.ts";

/**
 * Points at each row of a list that has the same key as an earlier row. A row with the key null equals no other.
 * @param pointer JSON Pointer to the list
 */
export function givenTwice<T>(pointer: string, rows: readonly T[], keyOf: (row: T) => string | null): PointedError[] {
  const seen = new Set<string>();
  return rows.flatMap((row, place) => {
    const key = keyOf(row);
    if (key !== null && seen.has(key)) return [{ pointer: `${pointer}/${place}`, detail: "is in the list already" }];
    if (key !== null) seen.add(key);
    return [];
  });
}
