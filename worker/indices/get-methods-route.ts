import { listOf } from "../../shared/contract/list.ts";
import { methodDescription } from "../../shared/contract/method-description.ts";
import { describeAllMethods } from "../../shared/methods/describe-all-methods.ts";
import { jsonAnswer } from "../operations/answer.ts";
import type { Route } from "../operations/route.ts";

/** `GET …/methods`: every method with formula, source, version and direction of scale; scorecards last. */
export const getMethodsRoute: Route = {
  method: "GET",
  path: "/v1/agencies/:agency/methods",
  audience: "public",
  summary: "Read how every index and scorecard is computed",
  answer: listOf(methodDescription),
  handle: async () => jsonAnswer({ data: describeAllMethods(), meta: { next_cursor: null } }, { maxAgeSeconds: 3600 }),
};
