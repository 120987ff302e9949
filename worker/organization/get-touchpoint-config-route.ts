import { agencyOf, touchpointId } from "../../shared/codes.ts";
import { touchpointConfig } from "../../shared/contract/touchpoint.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import type { Route, RouteContext } from "../operations/route.ts";

/** `GET /v1/touchpoints/{id}`: what the element needs to draw itself. */
export const getTouchpointConfigRoute: Route = {
  method: "GET",
  path: "/v1/touchpoints/:id",
  audience: "public",
  summary: "Read what the element needs to draw a touchpoint",
  answer: touchpointConfig,
  handle: getTouchpointConfig,
};

/** A page that was seen yesterday still draws at once, and looks for what is new meanwhile. */
const forAnybody = { headers: { "cache-control": "public, max-age=60, stale-while-revalidate=86400" } };

async function getTouchpointConfig(context: RouteContext): Promise<Answer> {
  const { id = "" } = context.params;
  const agency = agencyOf(id);
  if (!touchpointId.safeParse(id).success || !(await context.registry.knows(agency))) {
    return problemAnswer({ kind: "unknown-touchpoint", given: id });
  }
  const config = await context.agency(agency).touchpointConfig(id);
  if (!config.ok) return problemAnswer(config.failure);
  return jsonAnswer(config.value, context.principal === null ? forAnybody : {});
}
