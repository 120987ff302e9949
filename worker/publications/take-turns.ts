import type { Steps } from "./steps.ts";

/** Milliseconds of work between two rests: a request rests on a few turns of the event loop, and waits as often. */
const turnMs = 8;

/** Does work that others need not wait for: in short turns, with a rest after each in which they have theirs. */
export async function takeTurns<T>(steps: Steps<T>, rest: () => Promise<void>): Promise<T> {
  for (let worked = 0; ; ) {
    const { done, value } = steps.next();
    if (done) return value;
    worked += value;
    if (worked < turnMs) continue;
    worked = 0;
    await rest();
  }
}
