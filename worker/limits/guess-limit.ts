import type { Failure, FailureKind, FailureOf } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";

const minuteMs = 60_000;

/** A limit on wrong codes, in memory alone. */
export interface GuessLimit {
  /** Whether another code may be tried now; if not, how long to wait. */
  mayTry(nowMs: number): Result<null, FailureOf<"rate-limited">>;
  wasWrong(nowMs: number): void;
}

/** The failures of a code that is not known, and of a signature that is not right. */
export const wrongCodes: ReadonlySet<FailureKind> = new Set(["unknown-code", "unknown-ticket", "signature"]);

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

/** Most wrong codes of one client in a minute. A whole office that shares an address does not reach it by typing errors. */
export const wrongCodesOfClient = 60;
const mostClients = 10_000;

/** Slows down whoever guesses codes or makes up signatures, without slowing others. */
export interface CodeGuesses {
  /**
   * Lets somebody try a code. Failures: `rate-limited` after too many wrong ones, and those of the call.
   * @param guesser name of the client, and of what is guessed
   */
  attempt<T, F extends Failure>(
    guesser: string,
    call: () => Promise<Result<T, F>>,
  ): Promise<Result<T, F | Extract<Failure, { kind: "rate-limited" }>>>;
}

/** Wrong codes are counted in memory alone; nothing of it is written down. */
export function codeGuesses(nowMs: () => number): CodeGuesses {
  const limits = new Map<string, GuessLimit>();
  return {
    async attempt(guesser, call) {
      const limit = limitOf(limits, guesser);
      const allowed = limit.mayTry(nowMs());
      if (!allowed.ok) return allowed;
      const done = await call();
      if (done.ok || !wrongCodes.has(done.failure.kind)) return done;
      // Checked again: wrong codes sent at once must not get more answers than codes sent one by one.
      const told = limit.mayTry(nowMs());
      if (!told.ok) return told;
      limit.wasWrong(nowMs());
      return done;
    },
  };
}

function limitOf(limits: Map<string, GuessLimit>, name: string): GuessLimit {
  const limit = limits.get(name) ?? guessLimit(wrongCodesOfClient);
  // Put last again: so the first entry is the least recently used, and is removed when the map is full.
  limits.delete(name);
  limits.set(name, limit);
  const [oldest] = limits.keys();
  if (limits.size > mostClients && oldest !== undefined) limits.delete(oldest);
  return limit;
}
