import type { Day } from "../../shared/calendar/day.ts";

/** What a column holds. `day` in days since 1970-01-01, `instant` in milliseconds since then, `list` and `counts` of codes. */
export type ColumnKind = "text" | "whole" | "decimal" | "day" | "instant" | "yes-no" | "list" | "counts";

/** A value of a column's kind; null where there is none. */
export type Cell = string | number | boolean | readonly string[] | Readonly<Record<string, number>> | null;

/** One column of a file; `about` tells its reader, in Vietnamese and English, what it holds. */
export type Column<T> = {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly about: string;
  readonly cell: (row: T) => Cell;
};

/** What a file says of itself, as label and value, in order. */
export type Facts = readonly (readonly [label: string, value: string | number])[];

/** Habits of people that a file follows: days as 31/12/2026; null: none, but ISO 8601. */
export type FileLocale = "vi" | null;

/** What a file is made of, whatever its format. */
export type Table<T> = {
  /** Short name in ASCII, also of the worksheet. */
  readonly name: string;
  readonly columns: readonly Column<T>[];
  readonly facts: Facts;
  /** How many rows there will be; null where nobody knows before the end. */
  readonly rows: number | null;
  /** Whose habits dates, and in CSV numbers and separators, follow; null: those of programs. */
  readonly locale: FileLocale;
  /** How far the agency's zone is ahead of UTC at an instant, both in milliseconds. */
  readonly offsetOf: (ms: number) => number;
};

/** Rows as they come, in portions. */
export type Portions<T> = AsyncIterable<readonly T[]>;

/** Writes a table as bytes, piece by piece; takes the next portion only when its bytes are asked for. */
export type FileWriter = <T>(table: Table<T>, portions: Portions<T>) => AsyncGenerator<Uint8Array>;

/** Lists and counts as one text: words, or `name=n` pairs, with a blank between. Codes have no blanks. */
export function joined(cell: Cell): string {
  if (Array.isArray(cell)) return cell.join(" ");
  return Object.entries(cell ?? {})
    .map((entry) => entry.join("="))
    .join(" ");
}

/** A day as ISO 8601, or as 31/12/2026. */
export function dayText(iso: string, locale: FileLocale): string {
  return locale === null ? iso : `${iso.slice(8)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}

/** The day's number of a date cell in a worksheet: days since 1899-12-30. */
export function worksheetDay(day: Day): number {
  return day + 25_569;
}
