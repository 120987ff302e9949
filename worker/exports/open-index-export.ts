import type { Failure } from "../../shared/contract/failure.ts";
import type { IndexQuery, PublishedIndex } from "../../shared/contract/published-index.ts";
import { ok, type Result } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { parseIndexQuestion } from "../indices/index-question.ts";
import { type IndexReading, readIndices } from "../indices/read-indices.ts";

/** Indices counted at one moment, to be read portion by portion while others write. */
export type IndexExport = {
  readonly rows: number;
  readonly agency: { readonly code: string; readonly name: string; readonly time_zone: string };
  readonly root: string;
  readonly madeMs: number;
  /** The rows from one place up to, without, another. */
  readonly read: (start: number, end: number) => Promise<PublishedIndex[]>;
};

/** Answers a question as {@link readIndices} does; rows are made only when they are read. Failures: those of the question. */
export function openIndexExport(
  reading: IndexReading & { readonly nowMs: number },
  principal: Principal,
  query: IndexQuery,
): Result<IndexExport, Failure> {
  const { organization, today, nowMs } = reading;
  const { code, name, time_zone } = organization.agency;
  const root = subtreeRoot(principal, code);
  const question = parseIndexQuestion(query, { organization, root, today });
  if (!question.ok) return question;
  const rows = readIndices(question.value, reading);
  if (!rows.ok) return rows;
  return ok({
    rows: rows.value.length,
    agency: { code, name, time_zone },
    root,
    madeMs: nowMs,
    read: async (start, end) => rows.value.slice(start, end),
  });
}
