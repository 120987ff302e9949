import { listOf, pageQuery } from "../../shared/contract/list.ts";
import { putShifts as putShiftsBody, shift } from "../../shared/contract/shift.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readBody } from "../operations/read-body.ts";
import { readQuery } from "../operations/read-query.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";

/** `PUT …/shifts`: who served at counters, by touchpoint and beginning; for the office alone. */
export const putShiftsRoute: Route = {
  method: "PUT",
  path: "/v1/agencies/:agency/shifts",
  audience: "config:write",
  summary: "Write officers' shifts at counters",
  body: putShiftsBody,
  answer: listOf(shift),
  handle: putShifts,
};

/** `GET …/shifts`: all shifts, by touchpoint and beginning; a key on the whole agency is needed. */
export const getShiftsRoute: Route = {
  method: "GET",
  path: "/v1/agencies/:agency/shifts",
  audience: "config:write",
  summary: "Read officers' shifts at counters",
  query: pageQuery,
  answer: listOf(shift),
  handle: getShifts,
};

async function putShifts(context: RouteContext): Promise<Answer> {
  const body = await readBody(context.request, putShiftsBody);
  if (!body.ok) return problemAnswer(body.failure);
  const agency = context.agency(context.params.agency ?? "");
  const put = await agency.putShifts(needPrincipal(context), body.value.shifts);
  return put.ok ? jsonAnswer(put.value) : problemAnswer(put.failure);
}

async function getShifts(context: RouteContext): Promise<Answer> {
  const query = readQuery(context.url, pageQuery);
  if (!query.ok) return problemAnswer(query.failure);
  const page = await context.agency(context.params.agency ?? "").listShifts(needPrincipal(context), query.value);
  return page.ok ? jsonAnswer(page.value) : problemAnswer(page.failure);
}
