import { listOf, pageQuery } from "../../shared/contract/list.ts";
import { putTouchpoints as putTouchpointsBody, touchpoint } from "../../shared/contract/touchpoint.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readBody } from "../operations/read-body.ts";
import { readQuery } from "../operations/read-query.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";

/** `PUT …/touchpoints`: bindings of touchpoints, by id and first day; without an id a new touchpoint. */
export const putTouchpointsRoute: Route = {
  method: "PUT",
  path: "/v1/agencies/:agency/touchpoints",
  audience: "config:write",
  summary: "Write touchpoints",
  body: putTouchpointsBody,
  answer: listOf(touchpoint),
  handle: putTouchpoints,
};

/** `GET …/touchpoints`: touchpoints within the key's subtree with their binding of today, by id. */
export const getTouchpointsRoute: Route = {
  method: "GET",
  path: "/v1/agencies/:agency/touchpoints",
  audience: "any-key",
  summary: "Read the touchpoints within the key's subtree",
  query: pageQuery,
  answer: listOf(touchpoint),
  handle: getTouchpoints,
};

async function putTouchpoints(context: RouteContext): Promise<Answer> {
  const body = await readBody(context.request, putTouchpointsBody);
  if (!body.ok) return problemAnswer(body.failure);
  const agency = context.agency(context.params.agency ?? "");
  const put = await agency.putTouchpoints(needPrincipal(context), body.value.touchpoints);
  return put.ok ? jsonAnswer(put.value) : problemAnswer(put.failure);
}

async function getTouchpoints(context: RouteContext): Promise<Answer> {
  const query = readQuery(context.url, pageQuery);
  if (!query.ok) return problemAnswer(query.failure);
  const page = await context.agency(context.params.agency ?? "").listTouchpoints(needPrincipal(context), query.value);
  return page.ok ? jsonAnswer(page.value) : problemAnswer(page.failure);
}
