import type { ExportFormat } from "../../shared/contract/export.ts";
import { csvFile } from "./csv-file.ts";
import { ndjsonFile } from "./ndjson-file.ts";
import { parquetFile } from "./parquet-file.ts";
import type { FileWriter } from "./table.ts";
import { xlsxFile } from "./xlsx-file.ts";

/** Every format that a table can be had in: its media type and who writes it. */
export const fileFormats: Readonly<Record<ExportFormat, { readonly type: string; readonly write: FileWriter }>> = {
  csv: { type: "text/csv; charset=utf-8", write: csvFile },
  xlsx: { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write: xlsxFile },
  parquet: { type: "application/vnd.apache.parquet", write: parquetFile },
  ndjson: { type: "application/x-ndjson", write: ndjsonFile },
};
