import { fail, ok, type Result } from "../../shared/result.ts";
import { type Grid, type GridRow, mostColumns, mostRows } from "./grid.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/**
 * Reads CSV as spreadsheets write it: with or without a byte order mark, quotes by RFC 4180, any line ends. Commas, semicolons or
 * tabs separate: whichever the first line has most of outside quotes. A failure is a phrase that says what is wrong.
 */
export function readCsv(bytes: ArrayBuffer | Uint8Array): Result<Grid, string> {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return fail("is not UTF-8; save it as “CSV UTF-8”");
  }
  const records = splitRecords(text, separatorOf(text));
  if (!records.ok) return records;
  const rows = records.value.flatMap((cells, place): GridRow[] => {
    const isEmpty = cells.every((cell) => cell.trim() === "");
    return isEmpty ? [] : [{ line: place + 1, cells }];
  });
  if (rows.length > mostRows + 1) return fail(tooMany);
  return ok({ rows, epochDay: 0 });
}

const tooMany = `has more than ${mostRows} rows; split it`;

/** The separator is guessed from the header, of which this much is read. */
const headerCharacters = 10_000;

function separatorOf(text: string): string {
  const start = text.slice(0, headerCharacters).replace(/"[^"]*"/g, "");
  const [header = ""] = start.split(/[\r\n]/, 1);
  const counted = [",", ";", "\t"].map((separator) => ({ separator, count: header.split(separator).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).separator;
}

/** What stands behind the last cell of a row; nothing at the end of the file. */
const lineEnds: ReadonlySet<string> = new Set(["\r", "\n", ""]);

type CellEnd = { readonly cell: string; readonly end: number };

function splitRecords(text: string, separator: string): Result<string[][], string> {
  const records: string[][] = [];
  let record: string[] = [];
  // A table may have a million cells: looking at each character by itself takes ten times as long.
  const plain = new RegExp(`[^${separator}\r\n]*`, "y");
  const here = (): string => `in row ${records.length + 1}`;
  let at = 0;
  while (at < text.length || record.length > 0) {
    const cell = text.charAt(at) === '"' ? quotedCell(text, at) : plainCell(text, at, plain);
    if (cell === null) return fail(`has a quote that is never closed, ${here()}`);
    record.push(cell.cell);
    if (record.length > mostColumns) return fail(`has more than ${mostColumns} columns ${here()}`);
    at = cell.end + 1;
    const mark = text.charAt(cell.end);
    if (mark === separator) continue;
    if (!lineEnds.has(mark)) return fail(`has a quote out of place ${here()}`);
    if (mark === "\r" && text.charAt(at) === "\n") at += 1;
    records.push(record);
    record = [];
    if (records.length > 2 * mostRows) return fail(tooMany);
  }
  return ok(records);
}

/** Null where the quote is never closed. */
function quotedCell(text: string, start: number): CellEnd | null {
  let cell = "";
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return null;
    cell += text.slice(from, quote);
    if (text.charAt(quote + 1) !== '"') return { cell, end: quote + 1 };
    cell += '"';
    from = quote + 2;
  }
}

/** `plain` matches from its `lastIndex` to the end of a cell. */
function plainCell(text: string, start: number, plain: RegExp): CellEnd {
  plain.lastIndex = start;
  // It matches an empty cell, too. `exec` would make an array for each.
  plain.test(text);
  return { cell: text.slice(start, plain.lastIndex), end: plain.lastIndex };
}
