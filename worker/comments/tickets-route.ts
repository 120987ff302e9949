import * as z from "zod/mini";
import { agencyOf, ticketCode } from "../../shared/codes.ts";
import type { Failure } from "../problems/failure.ts";
import { type Ticket, ticket, ticketLookup, ticketRating, ticketReopen } from "../../shared/contract/ticket.ts";
import { fail, type Result } from "../../shared/result.ts";
import { borrow } from "../agency/borrow.ts";
import type { TicketAsked } from "./comments-port.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { clientAddress } from "../api/client-address.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readBody } from "../operations/read-body.ts";
import type { Route, RouteContext } from "../operations/route.ts";

/** A code of any shape: one that is none is unknown, like any other. */
const anyCode = { code: z.string() };

const publicPost = { method: "POST", audience: "public", answer: ticket } as const;

/** `POST /v1/tickets/lookup`: where a comment stands. The code stands in the body, so that no log has it. */
export const lookUpTicketRoute: Route = {
  ...publicPost,
  path: "/v1/tickets/lookup",
  summary: "Look up where a comment stands, by its ticket",
  body: ticketLookup,
  handle: async (context) => {
    const body = await readBody(context.request, z.strictObject(anyCode));
    return act(context, body.ok ? { ok: true, value: { act: "look-up", code: body.value.code } } : body);
  },
};

/** `POST /v1/tickets/withdraw`: deletes the words; the rating stays. */
export const withdrawTicketRoute: Route = {
  ...publicPost,
  path: "/v1/tickets/withdraw",
  summary: "Delete a comment's words for good, by its ticket; the rating stays",
  body: ticketLookup,
  handle: async (context) => {
    const body = await readBody(context.request, z.strictObject(anyCode));
    return act(context, body.ok ? { ok: true, value: { act: "withdraw", code: body.value.code } } : body);
  },
};

/** `POST /v1/tickets/reopen`: once, after an answer. */
export const reopenTicketRoute: Route = {
  ...publicPost,
  path: "/v1/tickets/reopen",
  summary: "Open an answered comment again, once, by its ticket",
  body: ticketReopen,
  handle: async (context) => {
    const body = await readBody(context.request, z.extend(ticketReopen, anyCode));
    return act(context, body.ok ? { ok: true, value: { act: "reopen", ...body.value } } : body);
  },
};

/** `POST /v1/tickets/rate`: did the answer help. */
export const rateTicketRoute: Route = {
  ...publicPost,
  path: "/v1/tickets/rate",
  summary: "Rate an answer from 1 to 5, by the comment's ticket",
  body: ticketRating,
  handle: async (context) => {
    const body = await readBody(context.request, z.extend(ticketRating, anyCode));
    return act(context, body.ok ? { ok: true, value: { act: "rate", ...body.value } } : body);
  },
};

async function act(context: RouteContext, asked: Result<TicketAsked, Failure>): Promise<Answer> {
  if (!asked.ok) return problemAnswer(asked.failure);
  const client = clientAddress(context.request) ?? `tickets ${agencyOf(asked.value.code)}`;
  const done = await context.guesses.attempt(client, () => askAgency(context, asked.value));
  if (!done.ok) return problemAnswer(done.failure);
  return jsonAnswer(done.value, { headers: { "cache-control": "no-store" } });
}

async function askAgency(context: RouteContext, asked: TicketAsked): Promise<Result<Ticket, Failure>> {
  const limited = context.limit(["tickets"]);
  if (!limited.ok) return limited;
  const agency = agencyOf(asked.code);
  const isKnown = ticketCode.safeParse(asked.code).success && (await context.registry.knows(agency));
  if (!isKnown) return fail({ kind: "unknown-ticket" });
  return borrow(context.agency(agency).comments(), (port) => port.ticket(asked));
}
