import * as z from "zod/mini";
import { indexQuery } from "./published-index.ts";

/** Formats of exports, as a file's name ends. */
export const exportFormats = ["csv", "xlsx", "parquet", "ndjson"] as const;

/** See {@link exportFormats}. */
export type ExportFormat = (typeof exportFormats)[number];

const locale = z.optional(z.enum(["vi", "en"]));

/** Query of `…/exports/feedback` and `…/exports/comments`: without a period everything; `locale=vi` writes dates as 31/12/2026. */
export const recordExportQuery = z.strictObject({
  period: z.optional(z.string()),
  from: z.optional(z.string()),
  to: z.optional(z.string()),
  unit: z.optional(z.string()),
  locale,
});

/** See {@link recordExportQuery}. */
export type RecordExportQuery = z.infer<typeof recordExportQuery>;

/** Query of `…/exports/indices`: that of `GET …/indices`; a file is the whole, so there are no pages. */
export const indexExportQuery = z.extend(z.omit(indexQuery, { format: true, limit: true, cursor: true }), { locale });

/** See {@link indexExportQuery}. */
export type IndexExportQuery = z.infer<typeof indexExportQuery>;
