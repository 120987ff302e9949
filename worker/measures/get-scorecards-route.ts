import { listOf } from "../../shared/contract/list.ts";
import { scorecard, scorecardQuery } from "../../shared/contract/scorecard.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readQuery } from "../operations/read-query.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";

/** `GET …/scorecards/{method}`: points per part, their total and the inputs used, within the key's subtree. */
export const getScorecardsRoute: Route = {
  method: "GET",
  path: "/v1/agencies/:agency/scorecards/:method",
  audience: "indices:read",
  summary: "Read the scorecard of a unit's subtree, or of each unit below it",
  query: scorecardQuery,
  answer: listOf(scorecard),
  handle: getScorecards,
};

async function getScorecards(context: RouteContext): Promise<Answer> {
  const query = readQuery(context.url, scorecardQuery);
  if (!query.ok) return problemAnswer(query.failure);
  const { agency = "", method = "" } = context.params;
  const page = await context.agency(agency).readScorecards(needPrincipal(context), { method, query: query.value });
  return page.ok ? jsonAnswer(page.value) : problemAnswer(page.failure);
}
