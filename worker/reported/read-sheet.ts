import { fail, ok, type Result } from "../../shared/result.ts";
import { type GridCell, type GridRow, mostColumns, mostRows } from "./grid.ts";
import { readXml } from "./read-xml.ts";

type CellState = { readonly column: number; readonly type: string; text: string };

/**
 * Rows of a worksheet that hold anything, with the numbers that the worksheet gives them. Numbers as numbers, all else as text; an
 * error such as #N/A as its text. `strings` are the workbook's shared texts. Fails with the words of what is wrong.
 */
export function readSheet(source: string, strings: readonly string[]): Result<GridRow[], string> {
  const rows: GridRow[] = [];
  let line = 0;
  let cells: GridCell[] = [];
  let cell: CellState | null = null;
  let [inValue, wrong] = [false, ""];
  const read = readXml(source, {
    open(name, { r, t = "n" }) {
      if (name === "row") {
        line = r === undefined ? line + 1 : Number(r);
        cells = [];
      } else if (name === "c") {
        cell = { column: r === undefined ? cells.length : columnOf(r), type: t, text: "" };
        if (!(cell.column < mostColumns)) wrong ||= `has more than ${mostColumns} columns`;
      }
      inValue = name === "v" || name === "t";
    },
    text(text) {
      if (inValue && cell) cell.text += text;
    },
    close(name) {
      inValue = false;
      if (name === "c" && cell && wrong === "") {
        while (cells.length < cell.column) cells.push("");
        cells[cell.column] = valueOfCell(cell, strings);
        cell = null;
      }
      if (name === "row" && cells.some((value) => typeof value === "number" || value.trim() !== "")) {
        if (rows.length > mostRows) wrong ||= `has more than ${mostRows} rows; split it`;
        else rows.push({ line, cells });
      }
    },
  });
  if (!read.ok) return read;
  return wrong === "" ? ok(rows) : fail(wrong);
}

/** Number of the column in a place such as AB12, from 0; far out of range where there is none. */
function columnOf(place: string): number {
  const letters = /^([A-Z]{1,3})\d+$/.exec(place)?.[1];
  if (letters === undefined) return Number.POSITIVE_INFINITY;
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function valueOfCell({ type, text }: CellState, strings: readonly string[]): GridCell {
  if (type === "s") return unescaped(strings[Number(text)] ?? "");
  if (type === "b") return text === "1" ? "TRUE" : "FALSE";
  if (type !== "n") return unescaped(text);
  const number = Number(text);
  return text === "" || Number.isNaN(number) ? text : number;
}

/** Spreadsheets write characters that XML cannot hold as `_x000D_`. */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
