import { keyInfo } from "../../shared/contract/key.ts";
import { listOf, pageQuery } from "../../shared/contract/list.ts";
import { borrow } from "../agency/borrow.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readQuery } from "../operations/read-query.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";

/** `GET …/keys`: keys in force within the asking key's subtree, without their secrets. */
export const listKeysRoute: Route = {
  method: "GET",
  path: "/v1/agencies/:agency/keys",
  audience: "keys:write",
  summary: "Read the keys within the asking key's subtree",
  query: pageQuery,
  answer: listOf(keyInfo),
  handle: getKeys,
};

async function getKeys(context: RouteContext): Promise<Answer> {
  const query = readQuery(context.url, pageQuery);
  if (!query.ok) return problemAnswer(query.failure);
  const keys = context.agency(context.params.agency ?? "").keys();
  const page = await borrow(keys, (port) => port.list(needPrincipal(context), query.value));
  return page.ok ? jsonAnswer(page.value) : problemAnswer(page.failure);
}
