import type { Failure } from "../../shared/contract/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";

/** Wrong codes that one agency takes in a minute: with 40 random bits and 15 minutes, far from enough to find one. */
export const wrongCodesPerMinute = 60;
const minuteMs = 60_000;

/** Holds up whoever guesses codes; in memory alone. */
export interface GuessLimit {
  /** Failure: `rate-limited` with the wait. */
  mayTry(nowMs: number): Result<null, Failure>;
  wasWrong(nowMs: number): void;
}

/** A limit that starts empty. */
export function guessLimit(): GuessLimit {
  let wrong: number[] = [];
  return {
    mayTry(nowMs) {
      wrong = wrong.filter((ms) => ms > nowMs - minuteMs);
      const [oldest = nowMs] = wrong;
      if (wrong.length < wrongCodesPerMinute) return ok(null);
      return fail({ kind: "rate-limited", retryAfterSeconds: Math.ceil((oldest + minuteMs - nowMs) / 1000) });
    },
    wasWrong: (nowMs) => void wrong.push(nowMs),
  };
}
