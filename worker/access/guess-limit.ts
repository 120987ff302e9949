import type { FailureOf } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";

const minuteMs = 60_000;

/** A limit on wrong codes, in memory alone. */
export interface GuessLimit {
  /** Whether another code may be tried now; if not, how long to wait. */
  mayTry(nowMs: number): Result<null, FailureOf<"rate-limited">>;
  wasWrong(nowMs: number): void;
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
