import { listOf } from "../../shared/contract/list.ts";
import { newSealedRecipient, sealedDoor, sealedRecipient } from "../../shared/contract/sealed.ts";
import { borrow } from "../agency/borrow.ts";
import { emptyAnswer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readBody } from "../operations/read-body.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";
import type { SealedPort } from "./sealed-port.ts";

const path = "/v1/agencies/:agency/sealed-recipient";

/** `GET …/sealed-recipient`: to whom a sealed report of the agency goes, and every key that was ever set. */
export const getSealedRecipientRoute: Route = {
  method: "GET",
  path,
  audience: "public",
  summary: "Read who alone can read sealed reports, with the key that they are sealed to and all keys before",
  answer: sealedDoor,
  handle: async (context) => jsonAnswer(await ask(context, (port) => port.door())),
};

/** `PUT …/sealed-recipient`: sets whose key reports are sealed to. The private key never comes here. */
export const putSealedRecipientRoute: Route = {
  method: "PUT",
  path,
  audience: "config:write",
  summary: "Set who alone can read sealed reports, by a public key; those before stay in the list",
  body: newSealedRecipient,
  answer: listOf(sealedRecipient),
  handle: async (context) => {
    const body = await readBody(context.request, newSealedRecipient);
    if (!body.ok) return problemAnswer(body.failure);
    const set = await ask(context, (port) => port.setRecipient(needPrincipal(context), body.value));
    return set.ok ? jsonAnswer(set.value) : problemAnswer(set.failure);
  },
};

/** `DELETE …/sealed-recipient`: takes no sealed reports from now on. */
export const deleteSealedRecipientRoute: Route = {
  method: "DELETE",
  path,
  audience: "config:write",
  summary: "Take no sealed reports from now on; what has been sealed stays",
  status: 204,
  handle: async (context) => {
    const ended = await ask(context, (port) => port.endRecipient(needPrincipal(context)));
    return ended.ok ? emptyAnswer : problemAnswer(ended.failure);
  },
};

function ask<T>(context: RouteContext, question: (port: SealedPort) => Promise<T>): Promise<T> {
  return borrow(context.agency(context.params.agency ?? "").sealed(), question);
}
