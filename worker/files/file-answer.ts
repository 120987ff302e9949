import { type ExportFormat, exportFormats } from "../../shared/contract/export.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Answer } from "../operations/operation.ts";
import type { FailureOf } from "../problems/failure.ts";
import { csvFile } from "./csv-file.ts";
import { ndjsonFile } from "./ndjson-file.ts";
import { parquetFile } from "./parquet-file.ts";
import { fileName, type FileWriter, type Portions, type Table } from "./table.ts";
import { xlsxFile } from "./xlsx-file.ts";

/** Most rows of a workbook: its archive holds 4 GB at most. */
const workbookRows = 20 * 1_048_575;

/** The table, its rows, and how to let other requests in between. */
export type FileParts<T> = {
  readonly table: Table<T>;
  readonly portions: Portions<T>;
  readonly letOthersIn: () => Promise<void>;
};

const formats: Readonly<Record<ExportFormat, { readonly type: string; readonly write: FileWriter }>> = {
  csv: { type: "text/csv", write: csvFile },
  xlsx: { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write: xlsxFile },
  parquet: { type: "application/vnd.apache.parquet", write: parquetFile },
  ndjson: { type: "application/x-ndjson", write: ndjsonFile },
};

/** Media types of all formats. */
export const fileTypes: readonly string[] = Object.values(formats).map(({ type }) => type);

/** Media type of a format. */
export function fileType(format: ExportFormat): string {
  return formats[format].type;
}

/** The format that a path names; `path` is what was asked for. */
export function readFormat(format: string, path: string): Result<ExportFormat, FailureOf<"not-found">> {
  const known = exportFormats.find((one) => one === format);
  return known ? ok(known) : fail({ kind: "not-found", given: path });
}

/** An answer whose rows are sent as they are read. Its header `row-count` tells how many they are, if that is known. */
export function fileAnswer<T>(
  format: ExportFormat,
  { table, portions, letOthersIn }: FileParts<T>,
): Result<Answer, FailureOf<"invalid">> {
  if (format === "xlsx" && (table.rows ?? 0) > workbookRows) {
    const detail = `gives ${table.rows} rows, more than a workbook takes: ask for a shorter period, or for csv or parquet`;
    return fail({ kind: "invalid", errors: [{ pointer: "/period", detail }] });
  }
  const { type, write } = formats[format];
  return ok({
    status: 200,
    type: format === "csv" ? `${type}; charset=utf-8` : type,
    body: streamOf(write(table, complete(table.rows, portions, letOthersIn)), letOthersIn),
    headers: {
      "content-disposition": `attachment; filename="${fileName(table)}.${format}"`,
      ...(table.rows === null ? {} : { "row-count": String(table.rows) }),
    },
  });
}

/** Passes rows on and lets other requests in after each portion. Throws at the end if they are not as many as expected. */
async function* complete<T>(
  expected: number | null,
  portions: Portions<T>,
  letOthersIn: () => Promise<void>,
): AsyncGenerator<readonly T[]> {
  let rows = 0;
  for await (const portion of portions) {
    rows += portion.length;
    yield portion;
    await letOthersIn();
  }
  if (expected !== null && rows !== expected) throw new Error(`the export has ${rows} rows instead of ${expected}`);
}

/** Asks for a piece only when the reader takes it, so that nothing piles up in memory for a slow reader. */
function streamOf(pieces: AsyncGenerator<Uint8Array>, letOthersIn: () => Promise<void>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (;;) {
          // All pieces may fit into the socket's buffer. Then nothing else would make the runtime look at other requests.
          await letOthersIn();
          const { done, value } = await pieces.next();
          if (done) return controller.close();
          // An empty chunk would end the answer; an empty piece only lets other requests in.
          if (value.length > 0) return controller.enqueue(value);
        }
      },
      cancel: async () => void (await pieces.return(undefined)),
    },
    { highWaterMark: 0 },
  );
}
