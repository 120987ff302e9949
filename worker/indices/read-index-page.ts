import type { Failure } from "../../shared/contract/failure.ts";
import type { Page } from "../../shared/contract/list.ts";
import type { IndexQuery, PublishedIndex } from "../../shared/contract/published-index.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { badCursor, type CursorScope, decodeCursor, encodeCursor, queryName } from "../http/cursor.ts";
import { readLimit } from "../http/page-of.ts";
import { parseIndexQuestion } from "./index-question.ts";
import { type IndexReading, readIndices } from "./read-indices.ts";

/**
 * One page of indices within the asker's subtree.
 * Failures: those of the question, `invalid` for the limit, `bad-cursor`, `sum-too-large`.
 */
export async function readIndexPage(
  reading: IndexReading,
  principal: Principal,
  query: IndexQuery,
): Promise<Result<Page<PublishedIndex>, Failure>> {
  const { organization, today } = reading;
  const root = subtreeRoot(principal, organization.agency.code);
  const question = parseIndexQuestion(query, { organization, root, today });
  if (!question.ok) return question;
  const limit = readLimit(query.limit);
  if (!limit.ok) return limit;
  const scope = scopeOf(query, { root, secret: organization.agency.cursor_secret });
  const start = await startOf(query.cursor, scope);
  if (!start.ok) return start;
  const rows = readIndices(question.value, reading);
  if (!rows.ok) return rows;
  const end = start.value + limit.value;
  const next = end < rows.value.length ? await encodeCursor([end], scope) : null;
  return ok({ data: rows.value.slice(start.value, end), meta: { next_cursor: next } });
}

/** A cursor holds for the same question and the same subtree; how many rows and which format does not matter. */
function scopeOf(query: IndexQuery, { root, secret }: { root: string; secret: string }): CursorScope {
  const { cursor: _cursor, limit: _limit, format: _format, locale: _locale, ...question } = query;
  return { secret, query: queryName("indices", { ...question, root }) };
}

async function startOf(cursor: string | undefined, scope: CursorScope): Promise<Result<number, Failure>> {
  if (cursor === undefined) return ok(0);
  const position = await decodeCursor(cursor, scope);
  if (!position.ok) return position;
  const [start] = position.value;
  return typeof start === "number" ? ok(start) : fail(badCursor);
}
