import type { Problem } from "../../shared/contract/problem.ts";
import type { Reply } from "../agency/reply.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import type { Upload } from "./read-upload.ts";
import type { Keep } from "./keep.ts";
import type { ImportColumn, ImportRow } from "./read-rows.ts";
import { readTable } from "./read-table.ts";
import { type ItemProblem, refusedRows, wrongFile } from "./refused-rows.ts";

/** How the rows of a file become items, and who takes them. */
export type FileImport<T> = {
  readonly columns: readonly ImportColumn[];
  readonly itemOf: (row: ImportRow) => unknown | Promise<unknown>;
  readonly take: (items: unknown[], keep: Keep) => Reply<{ receipts: T[] }>;
};

/**
 * Takes a file of which each row is an item: all of it, or nothing and every row that is wrong, whether in itself or to the agency.
 * Answers the receipts in the order of the rows. Failures: those of {@link readTable}, `invalid` with all that is wrong.
 */
export async function importFile<T extends { outcome: string; problem?: Problem | undefined }>(
  upload: Upload,
  { columns, itemOf, take }: FileImport<T>,
  keep: Keep,
): Promise<Answer> {
  const table = readTable(upload, columns);
  if (!table.ok) return problemAnswer(table.failure);
  const { rows, errors } = table.value;
  const taken = await take(await Promise.all(rows.map(itemOf)), errors.length > 0 ? "nothing" : keep);
  if (!taken.ok) return problemAnswer(taken.failure);
  const refused = taken.value.receipts.flatMap(({ problem }, index): ItemProblem[] =>
    problem ? [{ index, problem }] : [],
  );
  const wrong = [...errors, ...refusedRows(rows, refused)];
  return wrong.length > 0 ? problemAnswer(wrongFile(wrong)) : jsonAnswer(taken.value);
}

/** What of a file is kept: all of it, or nothing on a trial. */
export function keepOfFile(url: URL): Keep {
  return isDryRun(url) ? "nothing" : "whole";
}

/** Whether the request asks for a trial. */
export function isDryRun(url: URL): boolean {
  return url.searchParams.get("dry_run") === "1";
}
