import { listOf } from "../../shared/contract/list.ts";
import {
  type IndexQuery,
  indexQuery,
  type PublishedIndex,
  publishedIndex,
} from "../../shared/contract/published-index.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { wholeCsv } from "../files/csv-file.ts";
import { fileAnswer } from "../files/file-answer.ts";
import { fileName, sampleFacts, type Table } from "../files/table.ts";
import { badCursor, type CursorScope, decodeCursor, encodeCursor, type Position, queryName } from "../lists/cursor.ts";
import { readLimit } from "../lists/page-of.ts";
import {
  type Answer,
  jsonAnswer,
  type Operation,
  operationInWorker,
  part,
  type WorkerDeps,
} from "../operations/operation.ts";
import type { FailureOf } from "../problems/failure.ts";
import { type IndexExportDeps, indexPortions, openIndexExport } from "./export-indices.ts";
import { indexTable } from "./index-columns.ts";
import { parseIndexQuestion, type QuestionFailure, questionFailures } from "./index-question.ts";
import { type ReadFailure, readFailures, readIndices } from "./read-indices.ts";
import { type AskedIndexDeps, countsSeenBy } from "./counts-seen-by.ts";

type PageFailure = QuestionFailure | "bad-cursor" | ReadFailure;
const pageFailures: readonly PageFailure[] = [...questionFailures, "bad-cursor", ...readFailures];

/** One page of indices within the asker's subtree. */
const readIndexPage = part({
  name: "readIndexPage",
  failures: pageFailures,
  runs: "reads",
  async run(deps: AskedIndexDeps, principal, query: IndexQuery) {
    const { organization, today } = deps;
    const root = subtreeRoot(principal, organization.agency.code);
    const question = parseIndexQuestion(query, { organization, root, today });
    if (!question.ok) return question;
    const limit = readLimit(query.limit);
    if (!limit.ok) return limit;
    // A cursor is good for the same question and subtree, whatever the limit and the format.
    const { cursor, limit: _limit, format: _format, locale: _locale, ...asked } = query;
    const scope = { secret: organization.agency.cursor_secret, query: queryName("indices", { ...asked, root }) };
    const after = await positionIn(cursor, scope);
    if (!after.ok) return after;
    const read = readIndices(question.value, countsSeenBy(principal, question.value, deps));
    if (!read.ok) return read;
    const rows = read.value;
    const start = after.value === null ? 0 : rows.placeAfter(after.value);
    const end = start + limit.value;
    const next_cursor = end < rows.length ? await encodeCursor(rows.positionOf(end - 1), scope) : null;
    return ok({ data: rows.slice(start, end), meta: { next_cursor }, facts: sampleFacts(organization.agency) });
  },
});

/** `GET …/indices`: rows with value, n, interval, coverage and method, within the key's subtree. */
export const getIndices: Operation<IndexExportDeps> = operationInWorker({
  method: "GET",
  path: "/v1/agencies/:agency/indices",
  audience: "indices:read",
  summary: "Read indices of a period, grouped as asked",
  description:
    "Rows are within the subtree of the key's unit. A key below the whole agency reads closed days, and only counts that have settled: people of a touchpoint, of as many days as it takes to hold the minimum group size. What settled together counts in a period that holds all its days, and in `spanning` of one that only touches them. A page of CSV has the address of the next in its header `Link`.",
  query: indexQuery,
  answer: listOf(publishedIndex),
  files: ["text/csv"],
  failures: pageFailures,
  parts: [readIndexPage, openIndexExport],
  async handle(worker, principal, { params: { agency }, query }) {
    const { format, limit, cursor, locale } = query;
    if (format !== "csv" && locale !== undefined) {
      return fail({ kind: "invalid", errors: [{ pointer: "/locale", detail: "is for format=csv alone" }] });
    }
    if (format === "csv" && limit === undefined && cursor === undefined) {
      return wholeFile(worker, principal, { agency, query });
    }
    const page = await worker.ask(readIndexPage, { agency, principal, input: query });
    if (!page.ok) return page;
    const { data, meta, facts } = page.value;
    if (format !== "csv") return ok(jsonAnswer({ data, meta }));
    const table = indexTable(`indices-${agency}`, query, { rows: data.length, facts });
    return ok(csvAnswer(table, data, linkToNext(worker.url, meta.next_cursor)));
  },
});

/**
 * The last row that was given, so that rows which come or go meanwhile shift no page; null without a cursor. Cursors of older
 * servers counted rows and are refused.
 */
async function positionIn(
  cursor: string | undefined,
  scope: CursorScope,
): Promise<Result<Position | null, FailureOf<"bad-cursor">>> {
  if (cursor === undefined) return ok(null);
  const position = await decodeCursor(cursor, scope);
  return position.ok && typeof position.value[0] === "number" ? fail(badCursor) : position;
}

/** Most rows of a file that is made as one text, with an ETag. A longer one is sent as it is read. */
const textRows = 10_000;

async function wholeFile(
  worker: WorkerDeps,
  principal: Principal,
  { agency, query }: { readonly agency: string; readonly query: IndexQuery },
): Promise<Result<Answer, FailureOf<PageFailure>>> {
  const opened = await worker.ask(openIndexExport, { agency, principal, input: query });
  if (!opened.ok) return opened;
  const table = indexTable(`indices-${agency}`, query, opened.value);
  const portions = indexPortions(opened);
  if (opened.value.rows > textRows) return fileAnswer("csv", { table, portions, letOthersIn: worker.letOthersIn });
  const all: PublishedIndex[] = [];
  for await (const portion of portions) all.push(...portion);
  return ok(csvAnswer(table, all));
}

function csvAnswer(
  table: Table<PublishedIndex>,
  rows: readonly PublishedIndex[],
  more: Record<string, string> = {},
): Answer {
  const headers = { "content-disposition": `attachment; filename="${fileName(table)}.csv"`, ...more };
  return { status: 200, type: "text/csv; charset=utf-8", body: wholeCsv(table, rows), headers };
}

/** Where the next page is (RFC 8288), since a CSV has no place for its cursor. */
function linkToNext(url: URL, cursor: string | null): Record<string, string> {
  if (cursor === null) return {};
  const next = new URL(url);
  next.searchParams.set("cursor", cursor);
  return { link: `<${next.pathname}${next.search}>; rel="next"` };
}
