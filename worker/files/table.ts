import type { Day } from "../../shared/calendar/day.ts";

/** What a column holds. `day` in days since 1970-01-01, `instant` in milliseconds since then, `list` and `counts` of codes. */
export type ColumnKind = "text" | "whole" | "decimal" | "day" | "instant" | "yes-no" | "list" | "counts";

/** A value of a column's kind; null: an empty cell. */
export type Cell = string | number | boolean | readonly string[] | Readonly<Record<string, number>> | null;

/** One column of a file. `about` tells the reader in Vietnamese and English what it holds. */
export type Column<T> = {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly about: string;
  readonly cell: (row: T) => Cell;
};

/** What a file says about itself: labels and values, in order. */
export type Facts = readonly (readonly [label: string, value: string | number])[];

/** What every file of figures says of the people behind them. */
export const volunteersNote =
  "Người tự nguyện đánh giá, không phải mẫu ngẫu nhiên; không phải Chỉ số SIPAS · people who chose to rate, no sample; not SIPAS";

/** What files of a sample agency also say. */
export function sampleFacts({ sample }: { readonly sample?: boolean | undefined }): Facts {
  return sample ? [["sample", "Số liệu mô phỏng · simulated figures"]] : [];
}

/** The file's name without its ending: one with simulated figures says so, wherever it is carried. */
export function fileName({ name, facts }: Pick<Table<never>, "name" | "facts">): string {
  return facts.some(([label]) => label === "sample") ? `${name}-mo-phong` : name;
}

/** Language whose dates and numbers a file has, such as 31/12/2026; null: ISO 8601 and decimal points, for programs. */
export type FileLocale = "vi" | null;

/** What a file is made of, whatever its format. */
export type Table<T> = {
  /** Short name in ASCII, also of the worksheet. */
  readonly name: string;
  readonly columns: readonly Column<T>[];
  readonly facts: Facts;
  /** How many rows there will be; null if that is known only at the end. */
  readonly rows: number | null;
  readonly locale: FileLocale;
  /** How far the agency's zone is ahead of UTC at an instant, both in milliseconds. */
  readonly offsetOf: (ms: number) => number;
};

/** Rows as they come, in portions. */
export type Portions<T> = AsyncIterable<readonly T[]>;

/** Writes a table as bytes, piece by piece. It reads the next portion only when the reader asks for its bytes. */
export type FileWriter = <T>(table: Table<T>, portions: Portions<T>) => AsyncGenerator<Uint8Array>;

/** A list or counts as one text: codes, or `name=n` pairs, with spaces between. Codes have no spaces. */
export function joined(cell: Cell): string {
  if (Array.isArray(cell)) return cell.join(" ");
  return Object.entries(cell ?? {})
    .map((entry) => entry.join("="))
    .join(" ");
}

/** An instant (milliseconds since 1970) as ISO 8601 in the zone that is `offsetOf(ms)` milliseconds ahead of UTC then. */
export function localInstant(ms: number, offsetOf: (ms: number) => number): string {
  const offset = offsetOf(ms);
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const zone = `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return new Date(ms + offset).toISOString().replace("Z", zone);
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** A day as ISO 8601, or as 31/12/2026. */
export function dayText(iso: string, locale: FileLocale): string {
  return locale === null ? iso : `${iso.slice(8)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}

/** A day as a worksheet's date cell has it: days since 1899-12-30. */
export function worksheetDay(day: Day): number {
  return day + 25_569;
}
