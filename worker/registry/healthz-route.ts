import * as z from "zod/mini";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import type { Route, RouteContext } from "../operations/route.ts";

/** `GET /healthz`: whether storage takes a write and gives it back. */
export const healthzRoute: Route = {
  method: "GET",
  path: "/healthz",
  audience: "public",
  summary: "Ask whether storage answers",
  answer: z.strictObject({ status: z.literal("ok") }),
  handle: healthz,
};

async function healthz(context: RouteContext): Promise<Answer> {
  const headers = { "cache-control": "no-store" };
  try {
    if (await context.registry.ping()) return jsonAnswer({ status: "ok" }, { headers });
  } catch (error) {
    context.log("storage does not answer", error);
  }
  return problemAnswer({ kind: "unavailable" }, headers);
}
