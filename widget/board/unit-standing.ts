import type { Figure } from "./question.ts";

/**
 * How a unit's figure lies to that of the whole: `above` or `below` if their intervals do not overlap, else `same`. Not compared:
 * `few` (under 30 answers), `withheld`, `empty` (nobody answered), `alone` (the whole has no figure to compare with).
 */
export type Standing = "above" | "same" | "below" | "few" | "alone" | "withheld" | "empty";

/** A unit's row with its standing. */
export type StandingRow = { readonly row: Figure; readonly standing: Standing };

/** Fewest answers of a figure that is compared with others. */
export const fewestCompared = 30;

/** How units are ordered: in groups that intervals allow, or all by code or name. */
export type UnitOrder = "group" | "code" | "name";

/** The order of the groups. What cannot be compared stands together at the end. */
const places: Readonly<Record<Standing, number>> = {
  above: 0,
  same: 1,
  below: 2,
  few: 3,
  alone: 3,
  withheld: 3,
  empty: 3,
};

/** Says how a row lies to the whole's. Intervals that touch overlap. */
export function standingOf(row: Figure, whole: Figure | null): Standing {
  if (row.withheld) return "withheld";
  if (row.value === null || !row.n) return "empty";
  if (row.n < fewestCompared) return "few";
  if (!row.interval || !whole?.interval || (whole.n ?? 0) < fewestCompared) return "alone";
  if (row.interval.low > whole.interval.high) return "above";
  return row.interval.high < whole.interval.low ? "below" : "same";
}

/** Groups rows for a table: in order of the groups, inside each by code; or one group in order of code or name. */
export function unitGroups(rows: readonly StandingRow[], order: UnitOrder): readonly (readonly StandingRow[])[] {
  const names = new Intl.Collator("vi");
  const sorted = [...rows].sort((a, b) => {
    const byName = order === "name" ? names.compare(a.row.unit.name, b.row.unit.name) : 0;
    return byName || compareCodes(a.row.unit.code, b.row.unit.code);
  });
  if (order !== "group") return [sorted];
  return [0, 1, 2, 3]
    .map((place) => sorted.filter(({ standing }) => places[standing] === place))
    .filter((group) => group.length > 0);
}

function compareCodes(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Whether a unit is found by words in its name or code, typed with or without Vietnamese marks. */
export function isFound({ unit }: Figure, find: string): boolean {
  const told = folded(`${unit.name} ${unit.code}`);
  return folded(find)
    .split(/\s+/)
    .every((word) => told.includes(word));
}

/** Small letters without marks: "Cao Lãnh" is "cao lanh". đ has no mark to take away. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d");
}
