import { listOf, pageQuery } from "../../shared/contract/list.ts";
import { succession, successionKey } from "../../shared/contract/unit.ts";
import { type Answer, emptyAnswer, jsonAnswer } from "../http/answer.ts";
import { problemAnswer } from "../http/problems.ts";
import { readQuery } from "../http/read-query.ts";
import { needPrincipal, type Route, type RouteContext } from "../http/route.ts";

/** `GET …/successions`: whose counts go to whom, and from which day on. */
export const getSuccessionsRoute: Route = {
  method: "GET",
  path: "/v1/agencies/:agency/successions",
  audience: "public",
  summary: "Read all successions of units",
  query: pageQuery,
  answer: listOf(succession),
  handle: getSuccessions,
};

/** `DELETE …/successions`: takes one back that was wrong; a key on the whole agency is needed. */
export const deleteSuccessionRoute: Route = {
  method: "DELETE",
  path: "/v1/agencies/:agency/successions",
  audience: "config:write",
  summary: "Remove a succession",
  query: successionKey,
  status: 204,
  handle: deleteSuccession,
};

async function getSuccessions(context: RouteContext): Promise<Answer> {
  const query = readQuery(context.url, pageQuery);
  if (!query.ok) return problemAnswer(query.failure);
  const page = await context.agency(context.params.agency ?? "").listSuccessions(query.value);
  return page.ok ? jsonAnswer(page.value) : problemAnswer(page.failure);
}

async function deleteSuccession(context: RouteContext): Promise<Answer> {
  const key = readQuery(context.url, successionKey);
  if (!key.ok) return problemAnswer(key.failure);
  const agency = context.agency(context.params.agency ?? "");
  const removed = await agency.removeSuccession(needPrincipal(context), key.value);
  return removed.ok ? emptyAnswer : problemAnswer(removed.failure);
}
