import * as z from "zod/mini";
import { readTable as answer, tableQuery as query } from "../../shared/contract/import-query.ts";
import type { Scope } from "../../shared/contract/key.ts";
import { fail, ok } from "../../shared/result.ts";
import { hasScope } from "../access/principal.ts";
import { jsonAnswer, type Operation, operationInWorker } from "../operations/operation.ts";
import { mediaTypeOf, officeMaxBytes, readRequestBody } from "../operations/read-request.ts";
import { readGrid } from "./read-table.ts";
import { formats } from "./take-import.ts";

/** Rows that are shown of a table, its header among them. */
const shownRows = 21;
const mostCharacters = 200;
/** Most cells of a table that is shown whole: 40 columns by the most rows. */
const mostCells = 200_000;
/** Scopes of which one is needed. All rows are read to make units of them; the other imports read a file by themselves. */
const scopesFor = (all: string | undefined): readonly Scope[] =>
  all === undefined ? ["config:write", "tallies:write"] : ["config:write"];
const mediaTypes = [...formats.keys()];

/** `POST …/tables`: the first rows of a file, so that somebody can say what its columns are before it is imported. */
export const postTable: Operation<unknown> = operationInWorker({
  method: "POST",
  path: "/v1/agencies/:agency/tables",
  audience: "any-key",
  summary: "Read the first rows of a table, and keep nothing",
  description: `The body is a file (CSV or XLSX, up to ${officeMaxBytes} bytes). Shows the first ${shownRows} rows, or with all=1 every one of up to ${mostCells} cells, each cell cut to ${mostCharacters} characters. Needs the scope \`config:write\` or \`tallies:write\`, with all=1 \`config:write\`. Dates of a workbook are the numbers that it counts them by.`,
  query,
  mediaTypes,
  bodyInDocument: z.string(),
  answer,
  failures: ["bad-json", "bad-table", "media-type", "too-large", "scope-missing"],
  async handle({ request, inTime }, principal, { query: { all } }) {
    // Checked before the body is read, because reading a large table takes a tenth of a second.
    const lacks = scopesFor(all).every((scope) => !hasScope(principal, scope));
    if (lacks) return fail({ kind: "scope-missing", given: scopesFor(all).join(" or ") });
    const body = await readRequestBody(request, { maxBytes: officeMaxBytes, inTime, mediaTypes });
    if (!body.ok) return body;
    const format = formats.get(mediaTypeOf(request)) ?? "csv";
    const grid = readGrid({ format, bytes: new Uint8Array(body.value) });
    if (!grid.ok) return grid;
    const { rows } = grid.value;
    const most = Math.floor(mostCells / Math.max(1, rows.length));
    if (all !== undefined && rows.some(({ cells }) => cells.length > most)) {
      const detail = `has more than ${most} columns in ${rows.length} rows; leave some out`;
      return fail({ kind: "bad-table", errors: [{ pointer: "", detail }] });
    }
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
