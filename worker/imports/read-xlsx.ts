import { unzipSync } from "fflate";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type Grid, type GridCell, type GridRow, mostColumns, mostRows } from "./grid.ts";
import { readXml } from "./read-xml.ts";

/** Worksheets count days from 1899-12-30, or from 1904-01-01 where the workbook says so. */
const epochs = { usual: -25_569, since1904: -24_107 };

/**
 * Reads the first worksheet of an Excel workbook: values as they were last computed. A failure is a phrase that says what is
 * wrong.
 */
export function readXlsx(bytes: Uint8Array): Result<Grid, string> {
  const parts = unpackWorkbook(bytes);
  if (!parts.ok) return parts;
  const workbook = readWorkbook(parts.value);
  if (!workbook.ok) return workbook;
  const sheet = parts.value.get(workbook.value.path);
  if (sheet === undefined) return fail("holds no worksheet");
  const strings = readStrings(parts.value.get("xl/sharedStrings.xml"));
  if (!strings.ok) return strings;
  const rows = readSheet(sheet, strings.value);
  return rows.ok ? ok({ rows: rows.value, epochDay: workbook.value.epochDay }) : rows;
}

function readWorkbook(parts: WorkbookParts): Result<{ readonly path: string; readonly epochDay: number }, string> {
  let first: string | undefined;
  let epochDay = epochs.usual;
  const listed = readXml(parts.get("xl/workbook.xml") ?? "", {
    open(name, attributes) {
      if (name === "sheet") first ??= attributes["r:id"] ?? "";
      if (name === "workbookPr" && /^(1|true)$/.test(attributes.date1904 ?? "")) epochDay = epochs.since1904;
    },
  });
  if (!listed.ok) return listed;
  let path = "";
  const related = readXml(parts.get("xl/_rels/workbook.xml.rels") ?? "", {
    open(name, { Id, Target = "" }) {
      if (name === "Relationship" && Id === first) path = Target.startsWith("/") ? Target.slice(1) : `xl/${Target}`;
    },
  });
  return related.ok ? ok({ path, epochDay }) : related;
}

/** Reads the texts that cells name by number, without their reading aids (`rPh`). */
function readStrings(part: string | undefined): Result<string[], string> {
  const strings: string[] = [];
  if (part === undefined) return ok(strings);
  let [inText, inAid] = [false, false];
  const read = readXml(part, {
    open(name) {
      if (name === "si") strings.push("");
      if (name === "rPh") inAid = true;
      inText = name === "t";
    },
    text(text) {
      if (inText && !inAid) strings.push((strings.pop() ?? "") + text);
    },
    close(name) {
      if (name === "rPh") inAid = false;
      inText = false;
    },
  });
  return read.ok ? ok(strings) : read;
}

/** Parts of the archive as text, by their path. */
type WorkbookParts = ReadonlyMap<string, string>;

const wanted = /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/;
const mostEntries = 2000;
/** Most bytes of all wanted parts together, unpacked: a small archive can hold gigabytes of blanks. */
const mostBytes = 48 * 1024 * 1024;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/**
 * Unpacks the parts that cells are read from. The sizes that the archive states are checked before anything is unpacked, and no part
 * is unpacked beyond its size.
 */
function unpackWorkbook(bytes: Uint8Array): Result<WorkbookParts, string> {
  let [entries, total] = [0, 0];
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        entries += 1;
        if (wanted.test(name)) total += originalSize;
        return false;
      },
    });
    if (entries > mostEntries || total > mostBytes)
      return fail("holds more than an import takes; keep the rows alone in a new workbook");
    const parts = Object.entries(unzipSync(bytes, { filter: ({ name }) => wanted.test(name) }));
    return ok(new Map(parts.map(([path, part]) => [path, utf8.decode(part)])));
  } catch {
    return fail("is no Excel workbook (.xlsx), is protected by a password, or is damaged");
  }
}

type CellState = { readonly column: number; readonly type: string; text: string };

/**
 * Reads the rows of a worksheet that hold anything, with the worksheet's own row numbers. Numbers stay numbers; everything else is
 * text, also an error such as #N/A. `strings` are the workbook's shared texts.
 */
function readSheet(source: string, strings: readonly string[]): Result<GridRow[], string> {
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

/** The number of the column in a cell's name such as AB12, from 0; infinite if there is none. */
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
