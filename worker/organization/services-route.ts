import { listOf, pageQuery } from "../../shared/contract/list.ts";
import { putServices as putServicesBody, service } from "../../shared/contract/service.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readBody } from "../operations/read-body.ts";
import { readQuery } from "../operations/read-query.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";

/** `PUT …/services`: services, by id. */
export const putServicesRoute: Route = {
  method: "PUT",
  path: "/v1/agencies/:agency/services",
  audience: "config:write",
  summary: "Write services",
  body: putServicesBody,
  answer: listOf(service),
  handle: putServices,
};

/** `GET …/services`: all services, by id. */
export const getServicesRoute: Route = {
  method: "GET",
  path: "/v1/agencies/:agency/services",
  audience: "any-key",
  summary: "Read all services",
  query: pageQuery,
  answer: listOf(service),
  handle: getServices,
};

async function putServices(context: RouteContext): Promise<Answer> {
  const body = await readBody(context.request, putServicesBody);
  if (!body.ok) return problemAnswer(body.failure);
  const agency = context.agency(context.params.agency ?? "");
  const put = await agency.putServices(needPrincipal(context), body.value.services);
  return put.ok ? jsonAnswer(put.value) : problemAnswer(put.failure);
}

async function getServices(context: RouteContext): Promise<Answer> {
  const query = readQuery(context.url, pageQuery);
  if (!query.ok) return problemAnswer(query.failure);
  const page = await context.agency(context.params.agency ?? "").listServices(query.value);
  return page.ok ? jsonAnswer(page.value) : problemAnswer(page.failure);
}
