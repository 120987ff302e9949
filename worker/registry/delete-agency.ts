import * as z from "zod/mini";
import { agencyCode } from "../../shared/codes.ts";
import { fail, ok } from "../../shared/result.ts";
import { emptyAnswer, type Operation, operationInWorker } from "../operations/operation.ts";
import { invalidAt } from "../problems/failure.ts";

const query = z.strictObject({
  code: z.optional(agencyCode.check(z.describe("The agency's code once more, so that no slip deletes an agency."))),
});

/** `DELETE /v1/agencies/{agency}`: removes an agency that was made by mistake. */
export const deleteAgency: Operation<unknown> = operationInWorker({
  method: "DELETE",
  path: "/v1/agencies/:agency",
  audience: "root",
  summary: "Delete an agency that never had feedback",
  description:
    "Only if it never had feedback, comments, sealed reports, tallies, volumes or measures. All that it has set up goes, with its keys, members and audit log; nothing brings it back. The same code can be made again.",
  query,
  statuses: [204],
  failures: ["invalid", "agency-in-use"],
  async handle(worker, _, { params: { agency }, query: { code } }) {
    if (code !== agency) return fail(invalidAt("/code", "must repeat the agency's code"));
    // The object first: what is still known can be asked to be deleted again, after a crash in between.
    const removed = await worker.agency(agency).remove();
    if (!removed.ok) return removed;
    await worker.registry.remove(agency);
    worker.doors.forget(agency);
    worker.log(`agency ${agency} is deleted`, "by the root key");
    return ok(emptyAnswer);
  },
});
