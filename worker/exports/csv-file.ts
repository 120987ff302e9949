import { formatDay } from "../../shared/calendar/day.ts";
import { csvText } from "./csv-text.ts";
import { localInstant } from "./local-instant.ts";
import { type Cell, type Column, dayText, joined, type Portions, type Table } from "./table.ts";

const utf8 = new TextEncoder();

/**
 * CSV for spreadsheets and programs: byte order mark, CRLF, commas, quotes by RFC 4180, decimal point, yes and no as 1 and 0.
 * A text that a spreadsheet would take for a formula gets an apostrophe in front; numbers are left as they are.
 */
export async function* csvFile<T>(table: Table<T>, portions: Portions<T>): AsyncGenerator<Uint8Array> {
  const { columns } = table;
  yield utf8.encode(`\uFEFF${columns.map(({ name }) => name).join(",")}\r\n`);
  for await (const rows of portions) {
    let text = "";
    for (const row of rows) text += lineText(row, table);
    if (text !== "") yield utf8.encode(text);
  }
}

function lineText<T>(row: T, table: Table<T>): string {
  let [line, separator] = ["", ""];
  for (const column of table.columns) {
    line += separator + cellText(column, row, table);
    separator = ",";
  }
  return `${line}\r\n`;
}

function cellText<T>({ kind, cell }: Column<T>, row: T, table: Table<T>): string {
  const value = cell(row);
  if (value === null) return "";
  switch (kind) {
    case "text":
      return csvText(String(value));
    case "list":
    case "counts":
      return csvText(joined(value));
    case "day":
      return dayText(formatDay(Number(value)), table.dates);
    case "instant":
      return instantText(value, table);
    case "yes-no":
      return value ? "1" : "0";
    case "whole":
    case "decimal":
      return String(value);
  }
}

function instantText(value: Cell, { dates, offsetOf }: Table<never>): string {
  const iso = localInstant(Number(value), offsetOf);
  return dates === "iso" ? iso : `${dayText(iso.slice(0, 10), dates)} ${iso.slice(11, 19)}`;
}
