import { type Day, formatDay, parseDay } from "../../shared/calendar/day.ts";
import { fail, ok, type PointedError, type Result } from "../../shared/result.ts";
import { type FailureOf, invalidAt } from "../problems/failure.ts";
import { type Grid, type GridCell, type GridRow, mostColumns } from "./grid.ts";
import { readCsv } from "./read-csv.ts";
import { readXlsx } from "./read-xlsx.ts";

/** A table as it was sent. */
export type Upload = { readonly format: "csv" | "xlsx"; readonly bytes: Uint8Array };

/** A column that a file may have. */
export type ImportColumn = {
  /** Its name. */
  readonly field: string;
  /** What its cells hold. */
  readonly kind: "code" | "text" | "whole" | "day";
  /** Other names that it goes by. */
  readonly also?: readonly string[];
  /** Whether the file must have it, with a value in each row. */
  readonly needed?: boolean;
  /** Where the contract has its value, such as `/counts/0`; `/` and the field if absent. */
  readonly pointer?: string;
};

/** One row of a file as values by field, without empty cells; `line` as a spreadsheet numbers it. */
export type ImportRow = { readonly line: number; readonly values: Readonly<Record<string, string | number>> };

/** The rows of a file that can be read, and what is wrong with cells of the others, as `/rows/12/n1`. */
export type ReadRows = { readonly rows: readonly ImportRow[]; readonly errors: readonly PointedError[] };

/** Most errors in one answer. */
export const mostErrors = 200;

/**
 * Reads the rows of a table by its columns, which may stand in any order. `fields` names them from left to right where the first
 * row does not. A row with a wrong cell is left out.
 * `invalid` points at unknown, missing and doubled columns, as `/rows/1/…`, or says that there are no rows.
 */
export function readTable(
  upload: Upload,
  columns: readonly ImportColumn[],
  fields: string | undefined = undefined,
): Result<ReadRows, FailureOf<"bad-table" | "invalid">> {
  const grid = readGrid(upload);
  if (!grid.ok) return grid;
  const [header, ...rows] = grid.value.rows;
  if (header === undefined) return fail(invalidAt("/rows/1", "is missing: the first row names the columns"));
  const named = fields === undefined ? readHeader(header, columns) : readFields(fields, columns);
  if (!named.ok) return named;
  if (rows.length === 0) return fail(invalidAt("/rows/2", "is missing: there are no rows below the header"));
  const read: ImportRow[] = [];
  const errors: PointedError[] = [];
  for (const row of rows) {
    const wrong: PointedError[] = [];
    const values = readRow(row, { named: named.value, epochDay: grid.value.epochDay, errors: wrong });
    if (wrong.length === 0) read.push(values);
    errors.push(...wrong);
  }
  return ok({ rows: read, errors });
}

/** Reads the cells of a table. */
export function readGrid({ format, bytes }: Upload): Result<Grid, FailureOf<"bad-table">> {
  const grid = format === "csv" ? readCsv(bytes) : readXlsx(bytes);
  return grid.ok ? grid : fail({ kind: "bad-table", errors: [{ pointer: "", detail: grid.failure }] });
}

/** What stands in each column: null where it has no name. */
type Named = readonly (ImportColumn | "left out" | null)[];

/** Reads which fields the sender says that the columns hold. */
function readFields(fields: string, columns: readonly ImportColumn[]): Result<Named, FailureOf<"invalid">> {
  const names = fields.split(",").map((name) => name.trim());
  const unknown = names.find((name) => name !== "" && columns.every(({ field }) => field !== name));
  if (unknown !== undefined) {
    return fail(invalidAt("/columns", `“${unknown.slice(0, 60)}” is no field; known: ${namesOf(columns)}`));
  }
  const found = names.map((name) => columns.find(({ field }) => field === name) ?? "left out");
  const errors = wrongColumns(found, columns).map(([field, detail]) => ({ pointer: `/rows/1/${field}`, detail }));
  // Columns beyond those that are named are left out as well.
  const beyond = Array.from({ length: mostColumns }, () => "left out" as const);
  return errors.length > 0 ? fail({ kind: "invalid", errors }) : ok([...found, ...beyond]);
}

function namesOf(columns: readonly ImportColumn[]): string {
  return columns.map(({ field }) => field).join(", ");
}

/** Fields that stand twice or are missing. */
function wrongColumns(named: Named, columns: readonly ImportColumn[]): [field: string, detail: string][] {
  return columns.flatMap((column): [string, string][] => {
    const count = named.filter((other) => other === column).length;
    if (count > 1) return [[column.field, "stands twice among the columns"]];
    return count === 0 && column.needed ? [[column.field, "is a column that the file must have"]] : [];
  });
}

function readHeader({ line, cells }: GridRow, columns: readonly ImportColumn[]): Result<Named, FailureOf<"invalid">> {
  const errors: PointedError[] = [];
  const point = (name: string, detail: string): number =>
    errors.push({ pointer: `/rows/${line}/${pointerPart(name)}`, detail });
  const named = cells.map((cell) => {
    const name = folded(String(cell));
    if (name === "") return null;
    const column = columns.find(({ field, also = [] }) => [field, ...also.map(folded)].includes(name));
    if (column === undefined) point(String(cell), `is no known column; known: ${namesOf(columns)}`);
    return column ?? null;
  });
  for (const [field, detail] of wrongColumns(named, columns)) point(field, detail);
  return errors.length > 0 ? fail({ kind: "invalid", errors: errors.slice(0, mostErrors) }) : ok(named);
}

type RowReading = { readonly named: Named; readonly epochDay: Day; readonly errors: PointedError[] };

function readRow({ line, cells }: GridRow, { named, epochDay, errors }: RowReading): ImportRow {
  const values: Record<string, string | number> = {};
  const filled = new Set<ImportColumn>();
  const wrong = (name: string, detail: string): number =>
    errors.push({ pointer: `/rows/${line}/${name}`, detail: `row ${line}, column ${name}: ${detail}` });
  for (const [place, cell] of cells.entries()) {
    const column = named[place];
    if (column === "left out" || String(cell).trim() === "") continue;
    if (!column) {
      wrong(pointerPart(String(place + 1)), "stands below no column's name");
      continue;
    }
    filled.add(column);
    const value = readCell(cell, column.kind, epochDay);
    if (value.ok) values[column.field] = value.value;
    else wrong(column.field, `${value.failure}; it is “${String(cell).slice(0, 60)}”`);
  }
  for (const column of named) {
    if (column !== "left out" && column?.needed && !filled.has(column)) wrong(column.field, "is empty");
  }
  return { line, values };
}

function readCell(cell: GridCell, kind: ImportColumn["kind"], epochDay: Day): Result<string | number, string> {
  const text = String(cell).trim();
  if (kind === "code" && typeof cell === "number" && /\.\d{1,5}$/.test(text)) {
    return fail("is a number that may have lost zeros at its end; make the column text in the workbook");
  }
  if (kind === "code" || kind === "text") return ok(text.normalize("NFC"));
  if (kind === "day") return readDay(cell, epochDay);
  const number = typeof cell === "number" ? cell : wholeNumber(text);
  return Number.isSafeInteger(number)
    ? ok(number)
    : fail("must be a whole number, written without marks between digits");
}

/** Spreadsheets may write 5 as 5,00 or 5.00. 5.000 may mean 5 or 5,000, so it is refused. */
function wholeNumber(text: string): number {
  const [, digits] = /^(\d{1,16})(?:[.,]0{1,2})?$/.exec(text) ?? [];
  return digits === undefined ? Number.NaN : Number(digits);
}

/** Reads a worksheet's date, 2026-11-24 or 24/11/2026. */
function readDay(cell: GridCell, epochDay: Day): Result<string, string> {
  const isDate = typeof cell === "number" && Number.isInteger(cell) && cell >= 1 && cell <= 2_958_465;
  if (isDate) return ok(formatDay(cell + epochDay));
  const text = String(cell).trim();
  const [, date, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const iso = year
    ? `${year}-${month?.padStart(2, "0")}-${date?.padStart(2, "0")}`
    : text.replace(/T00:00:00(\.0+)?$/, "");
  return parseDay(iso) === null ? fail("must be a day such as 2026-11-24 or 24/11/2026") : ok(iso);
}

/** A column's name as it is compared: in lower case, single blanks, Unicode NFC. */
function folded(name: string): string {
  return name.normalize("NFC").trim().toLowerCase().replaceAll(/\s+/g, " ");
}

function pointerPart(name: string): string {
  return name.trim().slice(0, 60).replaceAll("~", "~0").replaceAll("/", "~1").toWellFormed();
}
