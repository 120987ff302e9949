import { listOf, pageQuery } from "../../shared/contract/list.ts";
import { putUnits as putUnitsBody, unitVersion } from "../../shared/contract/unit.ts";
import { type Answer, jsonAnswer } from "../http/answer.ts";
import { problemAnswer } from "../http/problems.ts";
import { readBody } from "../http/read-body.ts";
import { readQuery } from "../http/read-query.ts";
import { needPrincipal, type Route, type RouteContext } from "../http/route.ts";

/** `PUT …/units`: dated versions of units and successions, by code and first day. */
export const putUnitsRoute: Route = {
  method: "PUT",
  path: "/v1/agencies/:agency/units",
  audience: "config:write",
  summary: "Write units and successions",
  body: putUnitsBody,
  answer: listOf(unitVersion),
  handle: putUnits,
};

/** `GET …/units`: every version of every unit, by code and first day. */
export const getUnitsRoute: Route = {
  method: "GET",
  path: "/v1/agencies/:agency/units",
  audience: "public",
  summary: "Read all versions of all units",
  query: pageQuery,
  answer: listOf(unitVersion),
  handle: getUnits,
};

async function putUnits(context: RouteContext): Promise<Answer> {
  const body = await readBody(context.request, putUnitsBody);
  if (!body.ok) return problemAnswer(body.failure);
  const agency = context.agency(context.params.agency ?? "");
  const put = await agency.putUnits(needPrincipal(context), body.value);
  return put.ok ? jsonAnswer(put.value) : problemAnswer(put.failure);
}

async function getUnits(context: RouteContext): Promise<Answer> {
  const query = readQuery(context.url, pageQuery);
  if (!query.ok) return problemAnswer(query.failure);
  const page = await context.agency(context.params.agency ?? "").listUnits(query.value);
  return page.ok ? jsonAnswer(page.value) : problemAnswer(page.failure);
}
