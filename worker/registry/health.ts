import * as z from "zod/mini";
import { fail, ok } from "../../shared/result.ts";
import { jsonAnswer, type Operation, operationInWorker } from "../operations/operation.ts";

/** `GET /healthz`: whether storage takes a write and returns it. */
export const getHealth: Operation<unknown> = operationInWorker({
  method: "GET",
  path: "/healthz",
  audience: "public",
  summary: "Ask whether storage answers",
  answer: z.strictObject({ status: z.literal("ok") }),
  failures: ["unavailable"],
  async handle({ registry, log }) {
    try {
      if (await registry.ping()) return ok(jsonAnswer({ status: "ok" }, { headers: { "cache-control": "no-store" } }));
    } catch (error) {
      log("storage does not answer", error);
    }
    return fail({ kind: "unavailable" });
  },
});
