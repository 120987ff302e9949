import type { Failure } from "../problems/failure.ts";
import { fail, type Result } from "../../shared/result.ts";
import type { Upload } from "./read-upload.ts";
import { readCsv } from "./read-csv.ts";
import { type ImportColumn, type ReadRows, readRows } from "./read-rows.ts";
import { readXlsx } from "./read-xlsx.ts";

/** Reads the rows of a table by its columns. Failures: `bad-table` (no such file at all), `invalid` with what is wrong with the header. */
export function readTable({ format, bytes }: Upload, columns: readonly ImportColumn[]): Result<ReadRows, Failure> {
  const grid = format === "csv" ? readCsv(bytes) : readXlsx(bytes);
  if (!grid.ok) return fail({ kind: "bad-table", errors: [{ pointer: "", detail: grid.failure }] });
  const rows = readRows(grid.value, columns);
  return rows.ok ? rows : fail({ kind: "invalid", errors: rows.failure });
}
