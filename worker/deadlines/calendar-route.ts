import { agencyCalendar, putCalendar as putCalendarBody } from "../../shared/contract/deadline.ts";
import { borrow } from "../agency/borrow.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readBody } from "../operations/read-body.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";

const calendar = "/v1/agencies/:agency/calendar";

/** `PUT …/calendar`: the agency's own days off and working days, as a whole. */
export const putCalendarRoute: Route = {
  method: "PUT",
  path: calendar,
  audience: "config:write",
  summary: "Write the agency's own days off and working days, in place of those before",
  body: putCalendarBody,
  answer: agencyCalendar,
  handle: putCalendar,
};

/** `GET …/calendar`: the agency's own days, and the state's with their decisions. */
export const getCalendarRoute: Route = {
  method: "GET",
  path: calendar,
  audience: "any-key",
  summary: "Read days off and working days: the agency's own, and the state's with their decisions",
  answer: agencyCalendar,
  handle: getCalendar,
};

async function putCalendar(context: RouteContext): Promise<Answer> {
  const body = await readBody(context.request, putCalendarBody);
  if (!body.ok) return problemAnswer(body.failure);
  const deadlines = context.agency(context.params.agency ?? "").deadlines();
  const put = await borrow(deadlines, (port) => port.putCalendar(needPrincipal(context), body.value));
  return put.ok ? jsonAnswer(put.value) : problemAnswer(put.failure);
}

async function getCalendar(context: RouteContext): Promise<Answer> {
  const deadlines = context.agency(context.params.agency ?? "").deadlines();
  const read = await borrow(deadlines, (port) => port.readCalendar());
  return read.ok ? jsonAnswer(read.value) : problemAnswer(read.failure);
}
