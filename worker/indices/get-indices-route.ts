import { listOf } from "../../shared/contract/list.ts";
import {
  type IndexQuery,
  indexQuery,
  type PublishedIndex,
  publishedIndex,
} from "../../shared/contract/published-index.ts";
import { fileAnswer } from "../exports/file-answer.ts";
import { indexPortions, type OpenedExport } from "../exports/index-portions.ts";
import { indexTableColumns } from "../exports/index-table.ts";
import { jsonAnswer, type Answer } from "../http/answer.ts";
import { problemAnswer } from "../http/problems.ts";
import { readQuery } from "../http/read-query.ts";
import { needPrincipal, type Route, type RouteContext } from "../http/route.ts";
import { indicesCsv } from "./indices-csv.ts";

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
  const { format, limit, cursor } = query.value;
  if (format === "csv" && limit === undefined && cursor === undefined) return wholeCsv(context, query.value);
  const page = await context.agency(codeOf(context)).readIndices(needPrincipal(context), query.value);
  if (!page.ok) return problemAnswer(page.failure);
  if (format !== "csv") return jsonAnswer(page.value);
  const { data, meta } = page.value;
  return csvAnswer(indicesCsv(data, query.value), context, linkToNext(context.url, meta.next_cursor));
}

/** Rows up to which a whole file is one text, with an ETag; a longer one is sent as it is read. */
const textRows = 10_000;

/** A file without a limit is the whole. */
async function wholeCsv(context: RouteContext, query: IndexQuery): Promise<Answer> {
  const opened = await context.agency(codeOf(context)).openIndexExport(needPrincipal(context), query);
  if (!opened.ok) return problemAnswer(opened.failure);
  const { rows } = opened.value;
  if (rows <= textRows) return csvAnswer(indicesCsv(await allRows(opened), query), context);
  const columns = indexTableColumns(query);
  const table = {
    name: `indices-${codeOf(context)}`,
    columns,
    facts: [],
    rows,
    dates: "iso",
    offsetOf: () => 0,
  } as const;
  return fileAnswer("csv", { table, portions: indexPortions(opened), letOthersIn: context.letOthersIn });
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
