import type { ExportFormat } from "../../shared/contract/export.ts";
import type { Answer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { fileFormats } from "./file-formats.ts";
import type { Portions, Table } from "./table.ts";

/** Rows of a workbook at the most: its archive holds 4 GB and no more. */
const workbookRows = 20 * 1_048_575;

/** What a file is made of, and how to rest between its pieces. */
export type FileParts<T> = {
  readonly table: Table<T>;
  readonly portions: Portions<T>;
  readonly letOthersIn: () => Promise<void>;
};

/** What an export answers with: its rows come as they are read, and `row-count` tells how many, where that is known. */
export function fileAnswer<T>(format: ExportFormat, { table, portions, letOthersIn }: FileParts<T>): Answer {
  if (format === "xlsx" && (table.rows ?? 0) > workbookRows) {
    const detail = `gives ${table.rows} rows, more than a workbook takes: ask for a shorter period, or for csv or parquet`;
    return problemAnswer({ kind: "invalid", errors: [{ pointer: "/period", detail }] });
  }
  const { type, write } = fileFormats[format];
  return {
    status: 200,
    type,
    body: streamOf(write(table, complete(table.rows, portions, letOthersIn)), letOthersIn),
    headers: {
      "content-disposition": `attachment; filename="${table.name}.${format}"`,
      ...(table.rows === null ? {} : { "row-count": String(table.rows) }),
    },
  };
}

/** Passes rows on, resting after each portion, and throws at the end where they are not as many as was said. */
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

/** Asks for a piece only when the reader takes it, so that a slow reader holds nothing up in memory. */
function streamOf(pieces: AsyncGenerator<Uint8Array>, letOthersIn: () => Promise<void>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (;;) {
          // The bytes of a piece may all fit into the socket's buffer: then nothing else would make the runtime look at others.
          await letOthersIn();
          const { done, value } = await pieces.next();
          if (done) return controller.close();
          // An empty chunk would end the answer; an empty piece is a rest.
          if (value.length > 0) return controller.enqueue(value);
        }
      },
      cancel: async () => void (await pieces.return(undefined)),
    },
    { highWaterMark: 0 },
  );
}
