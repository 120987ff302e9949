import * as z from "zod/mini";
import { ok } from "../../shared/result.ts";
import { jsonAnswer } from "../operations/operation.ts";
import { type Operation, operationInWorker } from "../operations/operation.ts";
import { openapi } from "./openapi.ts";

/** `GET /v1/openapi.json`: the document of these operations and of itself. */
export function getOpenapi(operations: () => Readonly<Record<string, Operation<never>>>): Operation<never> {
  return operationInWorker({
    method: "GET",
    path: "/v1/openapi.json",
    audience: "public",
    summary: "Read this description",
    answer: z.looseObject({}),
    failures: [],
    handle: async ({ environment }) =>
      ok(jsonAnswer(openapi(operations(), environment.VERSION ?? "0"), { maxAgeSeconds: 300 })),
  });
}
