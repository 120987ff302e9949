import { formatDay } from "../../shared/calendar/day.ts";
import { type Column, localInstant, type Portions, type Table } from "./table.ts";

const utf8 = new TextEncoder();

/** Writes one JSON object per line, with every column. Days and times are in ISO 8601, lists and counts are JSON. */
export async function* ndjsonFile<T>(table: Table<T>, portions: Portions<T>): AsyncGenerator<Uint8Array> {
  for await (const rows of portions) {
    const lines = rows.map((row) => {
      const fields = table.columns.map((column) => [column.name, jsonValue(column, row, table.offsetOf)]);
      return `${JSON.stringify(Object.fromEntries(fields))}\n`;
    });
    if (lines.length > 0) yield utf8.encode(lines.join(""));
  }
}

function jsonValue<T>({ kind, cell }: Column<T>, row: T, offsetOf: Table<T>["offsetOf"]): unknown {
  const value = cell(row);
  if (value === null) return null;
  if (kind === "day") return formatDay(Number(value));
  return kind === "instant" ? localInstant(Number(value), offsetOf) : value;
}
