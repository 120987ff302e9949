import { agencyOf } from "../../shared/codes.ts";
import { ticket, ticketLookup } from "../../shared/contract/ticket.ts";
import { type Answer, jsonAnswer } from "../http/answer.ts";
import { problemAnswer } from "../http/problems.ts";
import { readBody } from "../http/read-body.ts";
import type { Route, RouteContext } from "../http/route.ts";

/** `POST /v1/tickets/lookup`: where a comment stands. The code stands in the body, so that no log has it. */
export const lookUpTicketRoute: Route = {
  method: "POST",
  path: "/v1/tickets/lookup",
  audience: "public",
  summary: "Look up where a comment stands, by its ticket",
  body: ticketLookup,
  answer: ticket,
  handle: lookUp,
};

async function lookUp(context: RouteContext): Promise<Answer> {
  const body = await readBody(context.request, ticketLookup);
  if (!body.ok) return problemAnswer(body.failure);
  const { code } = body.value;
  const agency = agencyOf(code);
  if (!(await context.registry.knows(agency))) return problemAnswer({ kind: "unknown-ticket" });
  const found = await context.agency(agency).lookUpTicket(code);
  if (!found.ok) return problemAnswer(found.failure);
  return jsonAnswer(found.value, { headers: { "cache-control": "no-store" } });
}
