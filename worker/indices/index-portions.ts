/// <reference lib="esnext.disposable" />
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import type { IndexExport } from "./open-index-export.ts";

const portionRows = 500;

/** An export as the agency's object answered it: the answer must be let go for the object to drop the counts it holds. */
export type OpenedExport = { readonly value: IndexExport } & Partial<Disposable>;

/** All rows of an export in their order, portion by portion: a call to an object carries 32 MiB and no more. Then lets it go. */
export async function* indexPortions(opened: OpenedExport): AsyncGenerator<PublishedIndex[]> {
  const { rows, read } = opened.value;
  try {
    for (let start = 0; start < rows; start += portionRows)
      yield await read(start, Math.min(start + portionRows, rows));
  } finally {
    opened[Symbol.dispose]?.();
  }
}
