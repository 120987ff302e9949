import { formatDay } from "../../shared/calendar/day.ts";
import { type Cell, type Column, dayText, type FileLocale, joined, localInstant } from "./table.ts";
import type { Portions, Table } from "./table.ts";

const utf8 = new TextEncoder();

/**
 * Writes CSV for spreadsheets and programs: byte order mark, CRLF, commas, quotes by RFC 4180, decimal points, yes and no as 1
 * and 0. With `vi` it has semicolons and decimal commas, as Excel in Việt Nam.
 * A text that a spreadsheet would take for a formula gets an apostrophe in front, and one wherever the rest of it would begin a
 * cell for a reader that splits at other signs. Numbers don't. See `safeText`.
 */
export async function* csvFile<T>(table: Table<T>, portions: Portions<T>): AsyncGenerator<Uint8Array> {
  yield utf8.encode(headerText(table));
  for await (const rows of portions) {
    const text = linesText(table, rows);
    if (text !== "") yield utf8.encode(text);
  }
}

/** The same CSV as one text. */
export function wholeCsv<T>(table: Table<T>, rows: readonly T[]): string {
  return headerText(table) + linesText(table, rows);
}

function headerText({ columns, locale }: Table<never>): string {
  return `\uFEFF${columns.map(({ name }) => name).join(csvMarks(locale).separator)}\r\n`;
}

function linesText<T>(table: Table<T>, rows: readonly T[]): string {
  const writing = { table, marks: csvMarks(table.locale) };
  const { separator } = writing.marks;
  let text = "";
  for (const row of rows) {
    text += table.columns.map((column) => cellText(column, column.cell(row), writing)).join(separator);
    text += "\r\n";
  }
  return text;
}

type Writing = { readonly table: Pick<Table<never>, "locale" | "offsetOf">; readonly marks: CsvMarks };

function cellText({ kind }: Pick<Column<never>, "kind">, value: Cell, { table, marks }: Writing): string {
  if (value === null) return "";
  switch (kind) {
    case "text":
      return csvText(String(value), marks);
    case "list":
    case "counts":
      return csvText(joined(value), marks);
    case "day":
      return dayText(formatDay(Number(value)), table.locale);
    case "instant":
      return instantText(value, table);
    case "yes-no":
      return value ? "1" : "0";
    case "whole":
      return String(value);
    case "decimal":
      return String(value).replace(".", marks.decimal);
  }
}

function instantText(value: Cell, { locale, offsetOf }: Writing["table"]): string {
  const iso = localInstant(Number(value), offsetOf);
  return locale === null ? iso : `${dayText(iso.slice(0, 10), locale)} ${iso.slice(11, 19)}`;
}

/** What stands between cells, and before decimals. */
type CsvMarks = { readonly separator: "," | ";"; readonly decimal: "." | "," };

/** The marks of RFC 4180; for `vi` those of the regional settings of Việt Nam, by which Excel there reads a CSV. */
function csvMarks(locale: FileLocale): CsvMarks {
  return locale === "vi" ? { separator: ";", decimal: "," } : { separator: ",", decimal: "." };
}

/** A sign that begins a formula, with apostrophes that stood before it in the text. */
const formula = "'*[=+\\-@＝＋－＠]";
/**
 * Where a formula would begin for a reader that splits at `;`, `,`, tabs or line breaks. Excel looks for it at the first character
 * of a cell, also inside quotes. A reader that splits elsewhere takes these quotes for text, so quoting helps against no reader.
 */
const start = new RegExp(`(^|[;,\\t\\r\\n])([ \u00a0"]*)(?=${formula})`, "g");
/** Excel skips tabs and line breaks at the beginning. */
const skipped = /^(?='*[\t\r\n])/;

/**
 * Returns a text that is no formula, wherever a reader splits it. Each apostrophe that is put in stands right before a sign that
 * begins a formula, or first before a tab or line break; taking one away at each such place gives the text back.
 */
function safeText(value: string): string {
  return value.replace(start, "$1$2'").replace(skipped, "'");
}

function csvText(value: string, { separator }: CsvMarks): string {
  const safe = safeText(value);
  return safe.includes(separator) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
