import type { Failure } from "../problems/failure.ts";
import type { Page } from "../../shared/contract/list.ts";
import type { IndexQuery, PublishedIndex } from "../../shared/contract/published-index.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { badCursor, type CursorScope, decodeCursor, encodeCursor, type Position, queryName } from "../lists/cursor.ts";
import { readLimit } from "../lists/page-of.ts";
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
  const after = await positionIn(query.cursor, scope);
  if (!after.ok) return after;
  const read = readIndices(question.value, reading);
  if (!read.ok) return read;
  const rows = read.value;
  const start = after.value === null ? 0 : rows.placeAfter(after.value);
  const end = start + limit.value;
  const next = end < rows.length ? await encodeCursor(rows.positionOf(end - 1), scope) : null;
  return ok({ data: rows.slice(start, end), meta: { next_cursor: next } });
}

/** A cursor holds for the same question and the same subtree; how many rows and which format does not matter. */
function scopeOf(query: IndexQuery, { root, secret }: { root: string; secret: string }): CursorScope {
  const { cursor: _cursor, limit: _limit, format: _format, locale: _locale, ...question } = query;
  return { secret, query: queryName("indices", { ...question, root }) };
}

/**
 * The last row that was given, so that rows which come or go meanwhile shift no page; null without a cursor. Failure:
 * `bad-cursor`, also for one of an older server, which counted rows.
 */
async function positionIn(cursor: string | undefined, scope: CursorScope): Promise<Result<Position | null, Failure>> {
  if (cursor === undefined) return ok(null);
  const position = await decodeCursor(cursor, scope);
  return position.ok && typeof position.value[0] === "number" ? fail(badCursor) : position;
}
