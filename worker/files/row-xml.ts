import { type Cell, type Column, type ColumnKind, joined, type Table, worksheetDay } from "./table.ts";

const dayMs = 24 * 60 * 60 * 1000;
const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** Cell styles by their place in styles.xml. */
export const styleOf = { header: 1, text: 2, day: 3, instant: 4 } as const;

const widths: Readonly<Record<ColumnKind, number>> = {
  ...{ text: 20, whole: 11, decimal: 11, day: 12, instant: 20, "yes-no": 8, list: 30, counts: 30 },
};

/** End of a worksheet's part. */
export const sheetEnd: string = "</sheetData></worksheet>";

/** Begin of a worksheet's part, up to its rows: the first row stays in sight. */
export function sheetStart(columns: readonly { readonly kind: ColumnKind }[]): string {
  const cols = columns.map(
    ({ kind }, place) => `<col min="${place + 1}" max="${place + 1}" width="${widths[kind]}" customWidth="1"/>`,
  );
  return (
    `${xmlHead}<worksheet xmlns="${spreadsheet}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${cols.join("")}</cols><sheetData>`
  );
}

/** The row of the columns' names. */
export function headerXml(names: readonly string[]): string {
  return `<row r="1">${names.map((name, place) => textXml(`${letters(place)}1`, name, styleOf.header)).join("")}</row>`;
}

/** One row on its line, which counts from 1. Empty cells are left out. */
export function rowXml<T>(row: T, line: number, { columns, offsetOf }: Table<T>): string {
  let cells = "";
  for (const [place, column] of columns.entries()) {
    const value = column.cell(row);
    if (value !== null) cells += cellXml(`${letters(place)}${line}`, { column, value, offsetOf });
  }
  return `<row r="${line}">${cells}</row>`;
}

type Filled = {
  readonly column: Pick<Column<never>, "kind">;
  readonly value: Cell;
  readonly offsetOf: (ms: number) => number;
};

function cellXml(at: string, { column, value, offsetOf }: Filled): string {
  switch (column.kind) {
    case "text":
      return textXml(at, String(value), styleOf.text);
    case "list":
    case "counts":
      return textXml(at, joined(value), styleOf.text);
    case "day":
      return `<c r="${at}" s="${styleOf.day}"><v>${worksheetDay(Number(value))}</v></c>`;
    case "instant": {
      const ms = Number(value);
      return `<c r="${at}" s="${styleOf.instant}"><v>${worksheetDay((ms + offsetOf(ms)) / dayMs)}</v></c>`;
    }
    case "yes-no":
      return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
    case "whole":
    case "decimal":
      return `<c r="${at}"><v>${String(value)}</v></c>`;
  }
}

/** A cell of text, never a formula whatever it begins with. */
export function textXml(at: string, text: string, style: number): string {
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text for XML. What XML cannot hold is dropped; what a spreadsheet would read as its own escape (`_x000D_`) is escaped. */
export function escaped(text: string): string {
  if (!/[&<>"_\r]|[^\t\n\u0020-\ud7ff\ue000-\ufffd]/.test(text)) return text;
  return text
    .replace(/[^\t\n\r\u0020-\ufffd]/g, "")
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(/[&<>"]/g, (character) => entities[character] ?? "")
    .replaceAll("\r", "_x000D_");
}

const named: string[] = [];

/** Letters of a column, counted from 0: A, B, … Z, AA. */
function letters(place: number): string {
  named[place] ??= (place >= 26 ? letters(Math.floor(place / 26) - 1) : "") + String.fromCharCode(65 + (place % 26));
  return named[place] ?? "";
}
