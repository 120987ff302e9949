import * as z from "zod/mini";
import { ok } from "../../shared/result.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { AllRollups } from "./all-rollups.ts";

/** What the operations on rollups work with. */
export type RollupsDeps = {
  readonly counts: Pick<AllRollups, "verify" | "rebuild">;
};

const rollupCheck = z.strictObject({
  rollup: z.enum(["fine", "day", "month", "reason", "reason_month", "hour", "officer"]),
  rows: z.int(),
  differences: z.int(),
});

const inCommon = {
  method: "POST",
  audience: "config:write",
  answer: z.strictObject({ data: z.array(rollupCheck) }),
  failures: ["outside-subtree"],
  wholeAgency: true,
} as const;

/** `POST …/rollups/verify`: how many rows of each rollup differ from a recount. Changes nothing. */
export const verifyRollups: Operation<RollupsDeps> = operation({
  ...inCommon,
  path: "/v1/agencies/:agency/rollups/verify",
  summary: "Compare every rollup with a recount of the feedback",
  description: "Changes nothing. Needs a key on the whole agency.",
  runs: "reads",
  run: ({ counts }: RollupsDeps) => ok({ data: counts.verify() }),
});

/** `POST …/rollups/rebuild`: counts all feedback anew. */
export const rebuildRollups: Operation<RollupsDeps> = operation({
  ...inCommon,
  path: "/v1/agencies/:agency/rollups/rebuild",
  summary: "Count all feedback anew into the rollups",
  description: "Answers how many rows differed before. Needs a key on the whole agency.",
  runs: "in a transaction",
  run({ counts }: RollupsDeps) {
    const data = counts.verify();
    counts.rebuild();
    return ok({ data });
  },
});
