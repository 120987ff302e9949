import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import type { IndexExport } from "./open-index-export.ts";

const portionRows = 500;

/** All rows of an export in their order, portion by portion: a call to an object carries 32 MiB and no more. */
export async function* indexPortions({ rows, read }: IndexExport): AsyncGenerator<PublishedIndex[]> {
  for (let start = 0; start < rows; start += portionRows) yield await read(start, Math.min(start + portionRows, rows));
}
