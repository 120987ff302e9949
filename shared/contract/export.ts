import * as z from "zod/mini";
import { indexQuery, localeParameter, periodParameters } from "./published-index.ts";

/** Formats of exports, by file extension. */
export const exportFormats = ["csv", "xlsx", "parquet", "ndjson"] as const;

/** See {@link exportFormats}. */
export type ExportFormat = (typeof exportFormats)[number];

/** Formats of the file of a publication's figures. */
export const figureFormats = ["csv", "parquet"] as const satisfies readonly ExportFormat[];

/** Query of `…/exports/feedback` and `…/exports/comments`. Without a period they contain everything. */
export const recordExportQuery = z.strictObject({
  ...periodParameters,
  unit: z
    .optional(z.string())
    .check(z.describe("Code of a unit; its whole subtree is in the file. Without it the unit of the key.")),
  locale: localeParameter,
});

/** See {@link recordExportQuery}. */
export type RecordExportQuery = z.infer<typeof recordExportQuery>;

/** Query of `…/exports/indices`: that of `GET …/indices` without pages, because a file contains all rows. */
export const indexExportQuery = z.omit(indexQuery, { format: true, limit: true, cursor: true });
