import { formatDay } from "../../shared/calendar/day.ts";
import { csvMarks, type CsvMarks, csvText } from "./csv-text.ts";
import { localInstant } from "./local-instant.ts";
import { type Cell, type Column, dayText, joined, type Portions, type Table } from "./table.ts";

const utf8 = new TextEncoder();

/**
 * CSV for spreadsheets and programs: byte order mark, CRLF, commas, quotes by RFC 4180, decimal point, yes and no as 1 and 0.
 * With `vi` as Excel writes and reads it in Việt Nam: semicolons and decimal commas.
 * A text that a spreadsheet would take for a formula gets an apostrophe in front; numbers are left as they are.
 */
export async function* csvFile<T>(table: Table<T>, portions: Portions<T>): AsyncGenerator<Uint8Array> {
  yield utf8.encode(headerText(table));
  for await (const rows of portions) {
    const text = linesText(table, rows);
    if (text !== "") yield utf8.encode(text);
  }
}

/** The same as one text. */
export function wholeCsv<T>(table: Table<T>, rows: readonly T[]): string {
  return headerText(table) + linesText(table, rows);
}

function headerText({ columns, locale }: Table<never>): string {
  return `\uFEFF${columns.map(({ name }) => name).join(csvMarks(locale).separator)}\r\n`;
}

function linesText<T>(table: Table<T>, rows: readonly T[]): string {
  const writing = { table, marks: csvMarks(table.locale) };
  let text = "";
  for (const row of rows) text += lineText(row, table.columns, writing);
  return text;
}

function lineText<T>(row: T, columns: Table<T>["columns"], writing: Writing): string {
  let [line, separator] = ["", ""];
  for (const column of columns) {
    line += separator + cellText(column, column.cell(row), writing);
    separator = writing.marks.separator;
  }
  return `${line}\r\n`;
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
