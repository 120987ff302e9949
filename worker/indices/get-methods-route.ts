import { listOf } from "../../shared/contract/list.ts";
import { methodDescription } from "../../shared/contract/method-description.ts";
import { allMethods } from "../../shared/methods/all-methods.ts";
import { describeMethod } from "../../shared/methods/describe-method.ts";
import { jsonAnswer } from "../http/answer.ts";
import type { Route } from "../http/route.ts";

/** `GET …/methods`: every method with formula, source, version and direction of scale. */
export const getMethodsRoute: Route = {
  method: "GET",
  path: "/v1/agencies/:agency/methods",
  audience: "public",
  summary: "Read how every index is computed",
  answer: listOf(methodDescription),
  handle: async () =>
    jsonAnswer({ data: allMethods.map(describeMethod), meta: { next_cursor: null } }, { maxAgeSeconds: 3600 }),
};
