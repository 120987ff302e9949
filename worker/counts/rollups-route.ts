import * as z from "zod/mini";
import { jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";
import type { AgencyPort } from "../agency/agency-port.ts";

const rollupChecks = z.strictObject({
  data: z.array(
    z.strictObject({
      rollup: z.enum(["fine", "day", "month", "reason", "reason_month", "officer"]),
      rows: z.int(),
      differences: z.int(),
    }),
  ),
});

type Call = "verifyRollups" | "rebuildRollups";

function rollupsRoute(call: Call, path: string, summary: string): Route {
  return {
    method: "POST",
    path: `/v1/agencies/:agency/rollups/${path}`,
    audience: "config:write",
    summary,
    answer: rollupChecks,
    async handle(context: RouteContext) {
      const agency: AgencyPort = context.agency(context.params.agency ?? "");
      const checks = await agency[call](needPrincipal(context));
      return checks.ok ? jsonAnswer(checks.value) : problemAnswer(checks.failure);
    },
  };
}

/** `POST …/rollups/verify`: recounts all feedback and says how many rows of each rollup differ. Changes nothing. */
export const verifyRollupsRoute: Route = rollupsRoute(
  "verifyRollups",
  "verify",
  "Compare every rollup with a recount of the feedback",
);

/** `POST …/rollups/rebuild`: counts all feedback anew; says how many rows differed before. */
export const rebuildRollupsRoute: Route = rollupsRoute(
  "rebuildRollups",
  "rebuild",
  "Count all feedback anew into the rollups",
);
