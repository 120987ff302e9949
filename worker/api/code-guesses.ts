import type { Failure } from "../problems/failure.ts";
import type { Result } from "../../shared/result.ts";
import { hashOf } from "../crypto/hash.ts";
import { type GuessLimit, guessLimit, wrongCodes } from "../access/guess-limit.ts";

/** Most wrong codes of one client in a minute. A whole office that shares an address does not reach it by typing errors. */
export const wrongCodesOfClient = 60;
const mostClients = 10_000;
const dayMs = 86_400_000;

/** Slows down whoever guesses codes, without slowing others. */
export interface CodeGuesses {
  /**
   * Lets somebody try a code. Failures: `rate-limited` after too many wrong ones, and those of the call.
   * @param client the sender's address. If it is unknown, all who send codes of one kind to one agency are one client.
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
