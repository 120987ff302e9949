import { createdKey, newKey } from "../../shared/contract/key.ts";
import { borrow } from "../agency/borrow.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readBody } from "../operations/read-body.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";

/** `POST …/keys`: makes a key; the only answer that shows its secret. */
export const postKeyRoute: Route = {
  method: "POST",
  path: "/v1/agencies/:agency/keys",
  audience: "keys:write",
  summary: "Make a key within the asking key's scopes and subtree",
  body: newKey,
  answer: createdKey,
  status: 201,
  handle: postKey,
};

async function postKey(context: RouteContext): Promise<Answer> {
  const body = await readBody(context.request, newKey);
  if (!body.ok) return problemAnswer(body.failure);
  const keys = context.agency(context.params.agency ?? "").keys();
  const created = await borrow(keys, (port) => port.create(needPrincipal(context), body.value));
  return created.ok ? jsonAnswer(created.value, { status: 201 }) : problemAnswer(created.failure);
}
