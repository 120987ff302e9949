import { listOf } from "../../shared/contract/list.ts";
import { methodDescription } from "../../shared/contract/method-description.ts";
import { describeAllMethods } from "../../shared/methods/describe-all-methods.ts";
import { ok } from "../../shared/result.ts";
import { jsonAnswer, type Operation, operationInWorker } from "../operations/operation.ts";

/** `GET …/methods`: every method with formula, source and version; scorecards come last. */
export const getMethods: Operation<unknown> = operationInWorker({
  method: "GET",
  path: "/v1/agencies/:agency/methods",
  audience: "public",
  summary: "Read how every index and scorecard is computed",
  answer: listOf(methodDescription),
  failures: [],
  handle: async () =>
    ok(jsonAnswer({ data: describeAllMethods(), meta: { next_cursor: null } }, { maxAgeSeconds: 3600 })),
});
