import { sampleProvince, type SampleProvince } from "../../shared/contract/agency.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { Organization } from "../organization/organization.ts";
import type { FailureOf } from "../problems/failure.ts";
import type { SampleStore } from "./sample-store.ts";

/** What the sample is made with. */
export type SampleDeps = {
  readonly organization: Organization;
  readonly sample: SampleStore;
  /** Simulates the agency up to yesterday. Other requests wait until it is done. */
  readonly simulate: () => Promise<SampleProvince>;
};

/** `POST …/sample`: fills an empty sample agency with simulated figures. */
export const postSample: Operation<SampleDeps> = operation({
  method: "POST",
  path: "/v1/agencies/:agency/sample",
  audience: "root",
  summary: "Fill an empty sample agency with simulated figures of 13 months",
  description:
    "Only for an agency that was made with `sample: true` and has nothing but its keys. Other requests for the agency wait until it is done, which takes some seconds. If it is interrupted, the agency is empty again. Repeated, it changes nothing and answers 200.",
  answer: sampleProvince,
  statuses: [201, 200],
  failures: ["no-sample", "agency-not-empty"],
  changesDoors: true,
  runs: "reads",
  run: async (deps: SampleDeps): Promise<Result<Made, FailureOf<"no-sample" | "agency-not-empty">>> => {
    const { agency } = deps.organization;
    if (agency.sample !== true) return fail({ kind: "no-sample", given: agency.code });
    const state = deps.sample.state();
    if (typeof state === "object") return ok({ ...state, isNew: false });
    if (!deps.sample.isEmpty()) return fail({ kind: "agency-not-empty", given: agency.code });
    return ok({ ...(await deps.simulate()), isNew: true });
  },
  shape: ({ isNew, ...value }) => ({ value, status: isNew ? 201 : 200 }),
});

type Made = SampleProvince & { readonly isNew: boolean };
