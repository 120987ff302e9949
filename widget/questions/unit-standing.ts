import { areOfSameQuarters, fewestCompared, hasSpread } from "../figures/figures.ts";
import type { Figure } from "../figures/question.ts";

/**
 * How a unit's figure lies to that of the whole: `above` or `below` if their intervals do not overlap, else `same`. Not compared:
 * `few` (under 30 answers), `withheld`, `empty` (nobody answered), `alone` (the whole has no figure to compare with), `other-parts` (the whole's
 * sum holds other quarters).
 */
export type UnitStanding = "above" | "same" | "below" | "few" | "alone" | "other-parts" | "withheld" | "empty";

/** A unit's row with its standing. */
export type StandingRow = { readonly row: Figure; readonly standing: UnitStanding };

/** Units to compare, with the figure of their parent. */
export type Units = {
  /** The period that the figures are of: in public never a month. */
  readonly period: string;
  /** The units' parent, and its figure. */
  readonly parent: string;
  readonly whole: Figure | null;
  readonly rows: readonly StandingRow[];
  /** Whether the view's unit has no units below it: then these are its siblings. */
  readonly isLeaf: boolean;
};

/** How units are ordered: in groups by standing, or all by code or name. */
export type UnitOrder = "group" | "code" | "name";

/** Units of one standing; `rest` has those that are not compared. `kind` null: units of any standing. */
export type UnitGroup = {
  readonly kind: "above" | "same" | "below" | "rest" | null;
  readonly rows: readonly StandingRow[];
};

/**
 * Says how a row lies to the whole's. Intervals that touch overlap. Nothing is said by an interval without
 * {@link hasSpread spread}.
 */
export function standingOf(row: Figure, whole: Figure | null): UnitStanding {
  if (row.withheld) return "withheld";
  if (row.value === null || !row.n) return "empty";
  if (row.n < fewestCompared) return "few";
  if (!row.interval || !whole?.interval || (whole.n ?? 0) < fewestCompared) return "alone";
  if (!areOfSameQuarters(row, whole)) return "other-parts";
  if (!hasSpread(row)) return "same";
  if (row.interval.low > whole.interval.high) return "above";
  return row.interval.high < whole.interval.low ? "below" : "same";
}

const compared = ["above", "same", "below"] as const;

/** Groups rows for a table: by standing and then code, or all in one group by code or name. */
export function unitGroups(rows: readonly StandingRow[], order: UnitOrder): UnitGroup[] {
  const names = new Intl.Collator("vi");
  const sorted = [...rows].sort((a, b) => {
    const byName = order === "name" ? names.compare(a.row.unit.name, b.row.unit.name) : 0;
    return byName || compareCodes(a.row.unit.code, b.row.unit.code);
  });
  if (order !== "group") return [{ kind: null, rows: sorted }];
  const isRest = ({ standing }: StandingRow): boolean => !compared.some((kind) => kind === standing);
  const groups: readonly UnitGroup[] = [
    ...compared.map((kind) => ({ kind, rows: sorted.filter(({ standing }) => standing === kind) })),
    { kind: "rest", rows: sorted.filter(isRest) },
  ];
  return groups.filter((group) => group.rows.length > 0);
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
