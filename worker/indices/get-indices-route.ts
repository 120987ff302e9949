import { listOf } from "../../shared/contract/list.ts";
import { indexQuery, publishedIndex } from "../../shared/contract/published-index.ts";
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
  const code = context.params.agency ?? "";
  const page = await context.agency(code).readIndices(needPrincipal(context), query.value);
  if (!page.ok) return problemAnswer(page.failure);
  if (query.value.format !== "csv") return jsonAnswer(page.value);
  return {
    status: 200,
    type: "text/csv; charset=utf-8",
    body: indicesCsv(page.value.data, query.value),
    headers: { "content-disposition": `attachment; filename="indices-${code}.csv"` },
  };
}
