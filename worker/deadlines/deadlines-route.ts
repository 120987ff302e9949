import { deadlineClock, putDeadlines as putDeadlinesBody } from "../../shared/contract/deadline.ts";
import { listOf, pageQuery } from "../../shared/contract/list.ts";
import { borrow } from "../agency/borrow.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readBody } from "../operations/read-body.ts";
import { readQuery } from "../operations/read-query.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";
import type { DeadlinesPort } from "./deadlines-port.ts";

const deadlines = "/v1/agencies/:agency/deadlines";

/** `PUT …/deadlines`: how long units have for answers, all clocks at once. */
export const putDeadlinesRoute: Route = {
  method: "PUT",
  path: deadlines,
  audience: "config:write",
  summary: "Write how many working days units have for answers, in place of what was set before",
  body: putDeadlinesBody,
  answer: listOf(deadlineClock),
  handle: putDeadlines,
};

/** `GET …/deadlines`: all clocks, by unit and category. */
export const getDeadlinesRoute: Route = {
  method: "GET",
  path: deadlines,
  audience: "any-key",
  summary: "Read how many working days units have for answers",
  query: pageQuery,
  answer: listOf(deadlineClock),
  handle: getDeadlines,
};

async function putDeadlines(context: RouteContext): Promise<Answer> {
  const body = await readBody(context.request, putDeadlinesBody);
  if (!body.ok) return problemAnswer(body.failure);
  const put = await ask(context, (port) => port.put(needPrincipal(context), body.value.deadlines));
  return put.ok ? jsonAnswer(put.value) : problemAnswer(put.failure);
}

async function getDeadlines(context: RouteContext): Promise<Answer> {
  const query = readQuery(context.url, pageQuery);
  if (!query.ok) return problemAnswer(query.failure);
  const page = await ask(context, (port) => port.list(query.value));
  return page.ok ? jsonAnswer(page.value) : problemAnswer(page.failure);
}

function ask<T>(context: RouteContext, call: (port: DeadlinesPort) => Promise<T>): Promise<T> {
  return borrow(context.agency(context.params.agency ?? "").deadlines(), call);
}
