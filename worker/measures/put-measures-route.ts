import { listOf } from "../../shared/contract/list.ts";
import { measure, putMeasures as putMeasuresBody } from "../../shared/contract/measure.ts";
import { type Answer, jsonAnswer } from "../http/answer.ts";
import { problemAnswer } from "../http/problems.ts";
import { readBody } from "../http/read-body.ts";
import { needPrincipal, type Route, type RouteContext } from "../http/route.ts";

/** `PUT …/measures`: what units report from the agency's own systems, by unit and span. */
export const putMeasuresRoute: Route = {
  method: "PUT",
  path: "/v1/agencies/:agency/measures",
  audience: "tallies:write",
  summary: "Put the inputs of scorecards, by unit and span; all or none",
  body: putMeasuresBody,
  answer: listOf(measure),
  handle: putMeasures,
};

async function putMeasures(context: RouteContext): Promise<Answer> {
  const body = await readBody(context.request, putMeasuresBody);
  if (!body.ok) return problemAnswer(body.failure);
  const agency = context.agency(context.params.agency ?? "");
  const put = await agency.putMeasures(needPrincipal(context), body.value);
  return put.ok ? jsonAnswer(put.value) : problemAnswer(put.failure);
}
