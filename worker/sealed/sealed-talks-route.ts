import type { Failure } from "../problems/failure.ts";
import { listOf } from "../../shared/contract/list.ts";
import {
  markedTalk,
  newSealedAnswer,
  recipientsTalk,
  sealedReceipt,
  talkMark,
  talkQuery,
} from "../../shared/contract/sealed.ts";
import type { Result } from "../../shared/result.ts";
import { borrow } from "../agency/borrow.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readBody } from "../operations/read-body.ts";
import { readQuery } from "../operations/read-query.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";
import type { SealedPort } from "./sealed-port.ts";

const talks = "/v1/agencies/:agency/sealed-talks";

/** `GET …/sealed-talks`: what has been sealed, by day, as it can be opened by its recipient alone. */
export const listSealedTalksRoute: Route = {
  method: "GET",
  path: talks,
  audience: "sealed:read",
  summary: "Read sealed reports and their talks by day, as ciphertext",
  query: talkQuery,
  answer: listOf(recipientsTalk),
  handle: async (context) => {
    const query = readQuery(context.url, talkQuery);
    if (!query.ok) return problemAnswer(query.failure);
    return answerOf(await ask(context, (port) => port.list(needPrincipal(context), query.value)));
  },
};

/** `POST …/sealed-talks/{id}/messages`: the recipient's answer, sealed to the person's key. */
export const answerTalkRoute: Route = {
  method: "POST",
  path: `${talks}/:id/messages`,
  audience: "sealed:read",
  summary: "Answer a sealed report, sealed to its person's key",
  body: newSealedAnswer,
  answer: sealedReceipt,
  status: 201,
  handle: async (context) => {
    const body = await readBody(context.request, newSealedAnswer);
    if (!body.ok) return problemAnswer(body.failure);
    return answerOf(await ask(context, (port) => port.answer(needPrincipal(context), idOf(context), body.value)), 201);
  },
};

/** `PATCH …/sealed-talks/{id}`: marks a talk as read or closed. */
export const markTalkRoute: Route = {
  method: "PATCH",
  path: `${talks}/:id`,
  audience: "sealed:read",
  summary: "Mark a sealed report as read, or its talk as closed",
  body: talkMark,
  answer: markedTalk,
  handle: async (context) => {
    const body = await readBody(context.request, talkMark);
    if (!body.ok) return problemAnswer(body.failure);
    return answerOf(await ask(context, (port) => port.mark(needPrincipal(context), idOf(context), body.value)));
  },
};

function ask<T>(context: RouteContext, question: (port: SealedPort) => Promise<T>): Promise<T> {
  return borrow(context.agency(context.params.agency ?? "").sealed(), question);
}

function idOf({ params }: RouteContext): string {
  return params.id ?? "";
}

function answerOf(result: Result<unknown, Failure>, status = 200): Answer {
  return result.ok ? jsonAnswer(result.value, { status }) : problemAnswer(result.failure);
}
