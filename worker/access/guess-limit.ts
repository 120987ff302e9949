import type { Failure, FailureKind, FailureOf } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";

const minuteMs = 60_000;

/** A limit on wrong codes, in memory alone. */
export interface GuessLimit {
  /** Whether another code may be tried now; if not, how long to wait. */
  mayTry(nowMs: number): Result<null, FailureOf<"rate-limited">>;
  wasWrong(nowMs: number): void;
}

/** The failures of a code that is not known. */
export const wrongCodes: ReadonlySet<FailureKind> = new Set(["unknown-code", "unknown-ticket"]);

/** Tries a code if the limit allows it, and counts it if it is wrong. */
export function guess<T, F extends Failure>(
  limit: GuessLimit,
  nowMs: number,
  act: () => Result<T, F>,
): Result<T, F | FailureOf<"rate-limited">> {
  const allowed = limit.mayTry(nowMs);
  if (!allowed.ok) return allowed;
  const done = act();
  if (!done.ok && wrongCodes.has(done.failure.kind)) limit.wasWrong(nowMs);
  return done;
}

/**
 * A limit that starts empty.
 * @param wrongPerMinute wrong codes that are allowed in a minute
 */
export function guessLimit(wrongPerMinute: number): GuessLimit {
  let wrong: number[] = [];
  return {
    mayTry(nowMs) {
      wrong = wrong.filter((ms) => ms > nowMs - minuteMs);
      const [oldest = nowMs] = wrong;
      if (wrong.length < wrongPerMinute) return ok(null);
      return fail({ kind: "rate-limited", retryAfterSeconds: Math.ceil((oldest + minuteMs - nowMs) / 1000) });
    },
    wasWrong: (nowMs) => void wrong.push(nowMs),
  };
}
