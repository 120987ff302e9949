import { listOf } from "../../shared/contract/list.ts";
import {
  type IndexQuery,
  indexQuery,
  type PublishedIndex,
  publishedIndex,
} from "../../shared/contract/published-index.ts";
import { fileAnswer } from "../files/file-answer.ts";
import { wholeCsv } from "../files/csv-file.ts";
import { indexPortions, type OpenedExport } from "./index-portions.ts";
import { indexTableColumns } from "./index-table.ts";
import type { Table } from "../files/table.ts";
import { jsonAnswer, type Answer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readQuery } from "../operations/read-query.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";

/** `GET …/indices`: rows with value, n, interval, coverage and method, within the key's subtree. */
export const getIndicesRoute: Route = {
  method: "GET",
  path: "/v1/agencies/:agency/indices",
  audience: "indices:read",
  summary: "Read indices of a period, grouped as asked",
  query: indexQuery,
  answer: listOf(publishedIndex),
  handle: getIndices,
};

async function getIndices(context: RouteContext): Promise<Answer> {
  const query = readQuery(context.url, indexQuery);
  if (!query.ok) return problemAnswer(query.failure);
  const { format, limit, cursor, locale } = query.value;
  if (format !== "csv" && locale !== undefined) {
    return problemAnswer({ kind: "invalid", errors: [{ pointer: "/locale", detail: "is for format=csv alone" }] });
  }
  if (format === "csv" && limit === undefined && cursor === undefined) return wholeFile(context, query.value);
  const page = await context.agency(codeOf(context)).readIndices(needPrincipal(context), query.value);
  if (!page.ok) return problemAnswer(page.failure);
  if (format !== "csv") return jsonAnswer(page.value);
  const { data, meta } = page.value;
  const table = tableOf(context, query.value, data.length);
  return csvAnswer(wholeCsv(table, data), context, linkToNext(context.url, meta.next_cursor));
}

/** Rows up to which a whole file is one text, with an ETag; a longer one is sent as it is read. */
const textRows = 10_000;

/** A file without a limit is the whole. */
async function wholeFile(context: RouteContext, query: IndexQuery): Promise<Answer> {
  const opened = await context.agency(codeOf(context)).openIndexExport(needPrincipal(context), query);
  if (!opened.ok) return problemAnswer(opened.failure);
  const { rows } = opened.value;
  const table = tableOf(context, query, rows);
  if (rows <= textRows) return csvAnswer(wholeCsv(table, await allRows(opened)), context);
  return fileAnswer("csv", { table, portions: indexPortions(opened), letOthersIn: context.letOthersIn });
}

function tableOf(context: RouteContext, query: IndexQuery, rows: number): Table<PublishedIndex> {
  const locale = query.locale === "vi" ? "vi" : null;
  const columns = indexTableColumns(query);
  return { name: `indices-${codeOf(context)}`, columns, facts: [], rows, locale, offsetOf: () => 0 };
}

async function allRows(opened: OpenedExport): Promise<PublishedIndex[]> {
  const rows: PublishedIndex[] = [];
  for await (const portion of indexPortions(opened)) rows.push(...portion);
  return rows;
}

function csvAnswer(body: string, context: RouteContext, headers: Record<string, string> = {}): Answer {
  const disposition = `attachment; filename="indices-${codeOf(context)}.csv"`;
  return {
    status: 200,
    type: "text/csv; charset=utf-8",
    body,
    headers: { "content-disposition": disposition, ...headers },
  };
}

/** Where the next page is (RFC 8288), since a CSV has no place for its cursor. */
function linkToNext(url: URL, cursor: string | null): Record<string, string> {
  if (cursor === null) return {};
  const next = new URL(url);
  next.searchParams.set("cursor", cursor);
  return { link: `<${next.pathname}${next.search}>; rel="next"` };
}

function codeOf({ params }: RouteContext): string {
  return params.agency ?? "";
}
