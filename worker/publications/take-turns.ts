/**
 * Work that is done in steps, so that others have their turn in between. Each step yields about how many milliseconds it
 * took, because the clock of a Durable Object stands still while it works.
 */
export type Steps<T> = Generator<number, T>;

/** Milliseconds of work between two rests. */
const turnMs = 8;

/** Does the work in short turns and rests after each of them. */
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
