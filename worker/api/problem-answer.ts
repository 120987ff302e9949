import type { Answer } from "../operations/operation.ts";
import type { Failure } from "../problems/failure.ts";
import { problemOf } from "../problems/problems.ts";

/** The answer for a request that failed as a whole. */
export function problemAnswer(failure: Failure, headers: Record<string, string> = {}): Answer {
  const problem = problemOf(failure);
  const retry = "retryAfterSeconds" in failure ? failure.retryAfterSeconds : problem.status === 503 ? 5 : undefined;
  return {
    status: problem.status,
    type: "application/problem+json; charset=utf-8",
    body: JSON.stringify(problem),
    headers: {
      ...(retry === undefined ? {} : { "retry-after": String(retry) }),
      ...(problem.status === 401 ? { "www-authenticate": failure.kind === "signature" ? "Signature" : "Bearer" } : {}),
      ...headers,
    },
  };
}
