import * as z from "zod/mini";
import { readTable as answer, tableQuery as query } from "../../shared/contract/import-query.ts";
import { ok } from "../../shared/result.ts";
import { jsonAnswer, type Operation, operationInWorker } from "../operations/operation.ts";
import { mediaTypeOf, officeMaxBytes, readRequestBody } from "../operations/read-request.ts";
import { readGrid } from "./read-table.ts";
import { formats } from "./take-import.ts";

/** Rows that are shown of a table, its header among them. */
const shownRows = 21;
const mostCharacters = 200;
const mediaTypes = [...formats.keys()];

/** `POST …/tables`: the first rows of a file, so that somebody can say what its columns are before it is imported. */
export const postTable: Operation<unknown> = operationInWorker({
  method: "POST",
  path: "/v1/agencies/:agency/tables",
  audience: "any-key",
  summary: "Read the first rows of a table, and keep nothing",
  description: `The body is a file (CSV or XLSX, up to ${officeMaxBytes} bytes). Shows the first ${shownRows} rows, or with all=1 every one, each cell cut to ${mostCharacters} characters. Dates of a workbook are the numbers that it counts them by.`,
  query,
  mediaTypes,
  bodyInDocument: z.string(),
  answer,
  failures: ["bad-json", "bad-table", "media-type", "too-large"],
  async handle({ request, inTime }, _, { query: { all } }) {
    const body = await readRequestBody(request, { maxBytes: officeMaxBytes, inTime, mediaTypes });
    if (!body.ok) return body;
    const format = formats.get(mediaTypeOf(request)) ?? "csv";
    const grid = readGrid({ format, bytes: new Uint8Array(body.value) });
    if (!grid.ok) return grid;
    const { rows } = grid.value;
    const first = rows.slice(0, all === undefined ? shownRows : rows.length).map(({ line, cells }) => ({
      line,
      cells: [...cells].map((cell) =>
        String(cell ?? "")
          .slice(0, mostCharacters)
          .toWellFormed(),
      ),
    }));
    return ok(jsonAnswer({ first, rows: rows.length }));
  },
});
