import type * as z from "zod/mini";
import type { ImportQuery } from "../../shared/contract/import-query.ts";
import { fail, ok, type PointedError, type Result } from "../../shared/result.ts";
import { checkContract } from "../operations/check-contract.ts";
import { type Answer, jsonAnswer, type WorkerDeps } from "../operations/operation.ts";
import { mediaTypeOf, officeMaxBytes, parseJson, readRequestBody } from "../operations/read-request.ts";
import { type ContractFailure, errorsOf, type Failure, type FailureOf } from "../problems/failure.ts";
import { type ImportColumn, type ImportRow, mostErrors, readTable, type Upload } from "./read-table.ts";

/** Formats of files by their media type. */
export const formats: ReadonlyMap<string, Upload["format"]> = new Map([
  ["text/csv", "csv"],
  ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"],
]);

/** Media types that an import may come as. */
export const importTypes: readonly string[] = ["application/json", ...formats.keys()];

/** What is kept of a list: each item that is not refused, all items or none, or nothing (a dry run). */
export type Keep = "each" | "whole" | "nothing";

/** Kinds of failure that reading an import can have. */
export const importFailures = ["bad-json", "bad-table", "media-type", "too-large", "invalid", "unknown-field"] as const;

type ReadingFailure = FailureOf<(typeof importFailures)[number]>;

/** A list that may come as JSON or as a file with an item in each row. */
export type Import<Body extends z.ZodMiniType, Item, V, F extends Failure> = {
  /** What a JSON body is checked by, and the items in it. */
  readonly body: Body;
  readonly itemsIn: (body: z.output<Body>) => readonly Item[];
  /** What is kept of a JSON body. A file is kept whole or not at all. */
  readonly keep: "each" | "whole";
  /** Columns of a file, and the item that a row makes. */
  readonly columns: readonly ImportColumn[];
  readonly itemOf: (row: ImportRow) => Result<Item, ContractFailure> | Promise<Result<Item, ContractFailure>>;
  /** Takes items; a failure points at them as `/items/3/unit`, under any name for `items`. */
  readonly take: (items: readonly Item[], keep: Keep) => Promise<Result<V, F>>;
  /** What was refused although the rest was taken, likewise pointed at. */
  readonly refusedIn?: (value: V) => readonly PointedError[];
};

/** Reads a list from a request and hands it to `take`; answers the value of `take` as JSON. */
export async function takeImport<Body extends z.ZodMiniType, Item, V, F extends Failure>(
  { request, inTime }: Pick<WorkerDeps, "request" | "inTime">,
  query: ImportQuery,
  list: Import<Body, Item, V, F>,
): Promise<Result<Answer, F | ReadingFailure>> {
  const body = await readRequestBody(request, { maxBytes: officeMaxBytes, inTime, mediaTypes: importTypes });
  if (!body.ok) return body;
  const isDryRun = query.dry_run !== undefined;
  const format = formats.get(mediaTypeOf(request));
  if (format) {
    const file = { upload: { format, bytes: new Uint8Array(body.value) }, fields: query.columns, isDryRun };
    const taken = await takeFile(file, list);
    return taken.ok ? ok(jsonAnswer(taken.value)) : taken;
  }
  const json = parseJson(body.value);
  if (!json.ok) return json;
  const checked = checkContract(list.body, json.value);
  if (!checked.ok) return checked;
  const taken = await list.take(list.itemsIn(checked.value), isDryRun ? "nothing" : list.keep);
  return taken.ok ? ok(jsonAnswer(taken.value)) : taken;
}

/** A file, the fields of its columns if the sender names them, and whether nothing is to be kept. */
type SentFile = { readonly upload: Upload; readonly fields: string | undefined; readonly isDryRun: boolean };

/** Takes all rows of a file, or none; then it fails with every row that is wrong, in itself or to the agency. */
async function takeFile<Body extends z.ZodMiniType, Item, V, F extends Failure>(
  { upload, fields, isDryRun }: SentFile,
  { columns, itemOf, take, refusedIn = () => [] }: Import<Body, Item, V, F>,
): Promise<Result<V, F | ReadingFailure>> {
  const table = readTable(upload, columns, fields);
  if (!table.ok) return table;
  const errors = [...table.value.errors];
  const good: { readonly row: ImportRow; readonly item: Item }[] = [];
  const read = await Promise.all(table.value.rows.map(async (row) => ({ row, item: await itemOf(row) })));
  for (const { row, item } of read) {
    if (item.ok) good.push({ row, item: item.value });
    else errors.push(...errorsOf(item.failure).map((error) => atCell(error, row, columns)));
  }
  const items = good.map(({ item }) => item);
  const taken = await take(items, errors.length > 0 || isDryRun ? "nothing" : "whole");
  const refused = taken.ok ? refusedIn(taken.value) : errorsOf(taken.failure);
  const rows = good.map(({ row }) => row);
  errors.push(...refused.map((error) => atRow(error, rows, columns)));
  if (errors.length === 0) return taken;
  const fromFirstRow = errors.sort((one, other) => lineOf(one) - lineOf(other));
  return fail({ kind: "invalid", errors: fromFirstRow.slice(0, mostErrors) });
}

function lineOf({ pointer }: PointedError): number {
  return Number(pointer.split("/")[2] ?? 0);
}

/** Points an error at `/items/3/…` at the row that the item was made of. */
function atRow(error: PointedError, rows: readonly ImportRow[], columns: readonly ImportColumn[]): PointedError {
  const [, index, rest = ""] = /^\/\w+\/(\d+)(.*)$/.exec(error.pointer) ?? [];
  const row = index === undefined ? undefined : rows[Number(index)];
  return row === undefined ? error : atCell({ ...error, pointer: rest }, row, columns);
}

/** Points an error at a field of an item at the cell of its row. */
function atCell(
  { pointer, detail }: PointedError,
  { line, values }: ImportRow,
  columns: readonly ImportColumn[],
): PointedError {
  if (pointer === "") return { pointer: `/rows/${line}`, detail: `row ${line}: ${detail}` };
  const column = columnOf(pointer, columns);
  const isGap = /\/\d+$/.test(pointer) && values[column] === undefined;
  return {
    pointer: `/rows/${line}/${column}`,
    detail: `row ${line}, column ${column}: ${isGap ? "is empty" : detail}`,
  };
}

/** The column that a pointer into an item means; of a list as a whole, its first column. */
function columnOf(pointer: string, columns: readonly ImportColumn[]): string {
  const column =
    columns.find((one) => one.pointer === pointer) ?? columns.find((one) => one.pointer?.startsWith(`${pointer}/`));
  return column?.field ?? pointer.slice(1).replaceAll("/", "_");
}
