import * as z from "zod/mini";
import { ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { needWholeAgency } from "../access/reach.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { Organization } from "../organization/organization.ts";
import type { FailureOf } from "../problems/failure.ts";
import type { AllRollups } from "./all-rollups.ts";
import type { RollupCheck } from "./rollup-source.ts";

/** What the operations on rollups work with. */
export type RollupsDeps = {
  readonly counts: Pick<AllRollups, "verify" | "rebuild">;
  readonly organization: Organization;
};

const rollupCheck = z.strictObject({
  rollup: z.enum(["fine", "day", "month", "reason", "reason_month", "officer"]),
  rows: z.int(),
  differences: z.int(),
});

const inCommon = {
  method: "POST",
  audience: "config:write",
  answer: z.strictObject({ data: z.array(rollupCheck) }),
  failures: ["outside-subtree"],
} as const;

/** `POST …/rollups/verify`: how many rows of each rollup differ from a recount. Changes nothing. */
export const verifyRollups: Operation<RollupsDeps> = operation({
  ...inCommon,
  path: "/v1/agencies/:agency/rollups/verify",
  summary: "Compare every rollup with a recount of the feedback",
  description: "Changes nothing. Needs a key on the whole agency.",
  runs: "reads",
  run: checkRollups,
});

/** `POST …/rollups/rebuild`: counts all feedback anew. */
export const rebuildRollups: Operation<RollupsDeps> = operation({
  ...inCommon,
  path: "/v1/agencies/:agency/rollups/rebuild",
  summary: "Count all feedback anew into the rollups",
  description: "Answers how many rows differed before. Needs a key on the whole agency.",
  runs: "in a transaction",
  run(deps, principal) {
    const checked = checkRollups(deps, principal);
    if (checked.ok) deps.counts.rebuild();
    return checked;
  },
});

function checkRollups(
  { counts, organization }: RollupsDeps,
  principal: Principal,
): Result<{ data: RollupCheck[] }, FailureOf<"outside-subtree">> {
  const allowed = needWholeAgency(principal, organization);
  return allowed.ok ? ok({ data: counts.verify() }) : allowed;
}
