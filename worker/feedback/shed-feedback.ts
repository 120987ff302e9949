import { fail, ok, type Result } from "../../shared/result.ts";
import type { WorkerDeps } from "../operations/operation.ts";
import { saysSigned } from "../operations/read-request.ts";
import type { FailureOf } from "../problems/failure.ts";

/**
 * Most requests with feedback under way in one isolate. An object commits 2,000 to 3,500 ratings in a second, so the last of
 * these waits a quarter of a second; more would only wait longer, and their bodies would fill the isolate's memory.
 */
export const mostUnderWay = 512;
/** By then it has committed what is under way. */
const retryAfterSeconds = 2;
/** As many more may come from kiosks, so that a flood from elsewhere does not close the door to them. */
export const keptForKiosks = 64;

/**
 * Fails if too many requests are under way, this one included. To be asked before the body is read: so a request that says
 * it is signed counts as a kiosk's, although its signature is not checked yet.
 */
export function shedFeedback({
  request,
  underWay,
}: Pick<WorkerDeps, "request" | "underWay">): Result<null, FailureOf<"overloaded">> {
  const most = mostUnderWay + (saysSigned(request) ? keptForKiosks : 0);
  return underWay.count > most ? fail({ kind: "overloaded", retryAfterSeconds }) : ok(null);
}
