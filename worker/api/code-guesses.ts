import type { Failure, FailureKind } from "../problems/failure.ts";
import type { Result } from "../../shared/result.ts";
import { hashOf } from "../crypto/hash.ts";
import { type GuessLimit, guessLimit } from "../access/guess-limit.ts";

/** Wrong codes that one client gives in a minute: more than a whole office behind one address mistypes. */
export const wrongCodesOfClient = 60;
const mostClients = 10_000;
const dayMs = 86_400_000;

const wrongKinds: ReadonlySet<FailureKind> = new Set(["unknown-ticket", "unknown-code"]);

/** Holds up whoever guesses codes, and nobody else with them. */
export interface CodeGuesses {
  /**
   * Lets somebody try a code. Failures: `rate-limited` after too many wrong ones, and those of the call.
   * @param client where they come from; where nobody tells, all who give codes of one kind to one agency are one client.
   */
  attempt<T>(client: string, call: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>>;
}

/** What the composition root hands in. */
export type GuessesDeps = { readonly nowMs: () => number; readonly randomId: () => string };

/** Clients are known by a hash under a salt of the day, in memory alone; nothing of it is written down. */
export function codeGuesses({ nowMs, randomId }: GuessesDeps): CodeGuesses {
  const limits = new Map<string, GuessLimit>();
  let salt = { day: -1, text: "" };
  const nameOf = (client: string): Promise<string> => {
    const day = Math.floor(nowMs() / dayMs);
    if (day !== salt.day) salt = { day, text: `${randomId()}${randomId()}` };
    return hashOf(`${salt.text} ${client}`);
  };
  return {
    async attempt(client, call) {
      const limit = limitOf(limits, await nameOf(client));
      const allowed = limit.mayTry(nowMs());
      if (!allowed.ok) return allowed;
      const done = await call();
      if (done.ok || !wrongKinds.has(done.failure.kind)) return done;
      // Asked again: of many wrong ones at once no more are told so than of as many one after the other.
      const told = limit.mayTry(nowMs());
      if (!told.ok) return told;
      limit.wasWrong(nowMs());
      return done;
    },
  };
}

function limitOf(limits: Map<string, GuessLimit>, name: string): GuessLimit {
  const limit = limits.get(name) ?? guessLimit(wrongCodesOfClient);
  // Put last, so that the first is the one that tried longest ago and goes when there are too many.
  limits.delete(name);
  limits.set(name, limit);
  const [oldest] = limits.keys();
  if (limits.size > mostClients && oldest !== undefined) limits.delete(oldest);
  return limit;
}
