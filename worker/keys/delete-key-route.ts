import { borrow } from "../agency/borrow.ts";
import { type Answer, emptyAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";

/** `DELETE …/keys/{id}`: revokes a key at once and for ever. */
export const deleteKeyRoute: Route = {
  method: "DELETE",
  path: "/v1/agencies/:agency/keys/:id",
  audience: "keys:write",
  summary: "Revoke a key within the asking key's subtree",
  status: 204,
  handle: removeKey,
};

async function removeKey(context: RouteContext): Promise<Answer> {
  const { agency = "", id = "" } = context.params;
  const deleted = await borrow(context.agency(agency).keys(), (keys) => keys.remove(needPrincipal(context), id));
  return deleted.ok ? emptyAnswer : problemAnswer(deleted.failure);
}
