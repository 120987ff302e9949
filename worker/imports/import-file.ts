import type { Problem } from "../../shared/contract/problem.ts";
import type { Reply } from "../agency/reply.ts";
import { type Answer, jsonAnswer } from "../http/answer.ts";
import { problemAnswer } from "../http/problems.ts";
import type { Upload } from "../http/read-upload.ts";
import type { Keep } from "./keep.ts";
import type { ImportColumn, ImportRow } from "./read-rows.ts";
import { readTable } from "./read-table.ts";
import { type ItemProblem, refusedRows } from "./refused-rows.ts";

/** How the rows of a file become items, and who takes them. */
export type FileImport<T> = {
  readonly columns: readonly ImportColumn[];
  readonly itemOf: (row: ImportRow) => unknown | Promise<unknown>;
  readonly take: (items: unknown[]) => Reply<{ receipts: T[] }>;
};

/**
 * Takes a file of which each row is an item: all of it, or nothing and every row that is wrong. Answers the receipts in the order
 * of the rows. Failures: those of {@link readTable}, `invalid` with the rows that were refused.
 */
export async function importFile<T extends { outcome: string; problem?: Problem | undefined }>(
  upload: Upload,
  { columns, itemOf, take }: FileImport<T>,
): Promise<Answer> {
  const rows = readTable(upload, columns);
  if (!rows.ok) return problemAnswer(rows.failure);
  const taken = await take(await Promise.all(rows.value.map(itemOf)));
  if (!taken.ok) return problemAnswer(taken.failure);
  const refused = taken.value.receipts.flatMap(({ problem }, index): ItemProblem[] =>
    problem ? [{ index, problem }] : [],
  );
  return refused.length > 0 ? problemAnswer(refusedRows(rows.value, refused)) : jsonAnswer(taken.value);
}

/** What of a file is kept: all of it, or nothing on a trial. */
export function keepOfFile(url: URL): Keep {
  return isDryRun(url) ? "nothing" : "whole";
}

/** Whether the request asks for a trial. */
export function isDryRun(url: URL): boolean {
  return url.searchParams.get("dry_run") === "1";
}
