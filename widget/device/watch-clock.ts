import type { Moment } from "../clock/start-clock.ts";
import type { Clocks, Epoch } from "./epoch.ts";
import { aheadOf, hasJumped } from "./epoch.ts";

/** The device's clocks, watched: which epoch it is, and what time it is for the server. */
export type WatchedClock = {
  /** Looks whether the wall clock jumped since the last look. */
  look(): Epoch;
  /** The epoch of a tap of this page load, by the clocks of then. */
  epochOf(tap: Clocks): Epoch;
  /** A server told its time. Answers the epoch, with what was learnt of it. */
  learn(serverMs: number, askedAtMonotonicMs: number): Epoch;
  /** Now by the server's clock; undefined where no server was heard in this epoch. */
  serverNow(): Moment | undefined;
  /** Now by the server's clock as well as anything tells: by the wall clock where no server was heard. */
  bestNow(): Moment;
};

/**
 * Watches the wall clock against the monotonic one, which nobody sets. The two are compared with the last look, not with the first,
 * since clocks drift apart slowly as well.
 * @param lastEpoch number of the newest epoch that is known from before
 */
export function watchClock(now: () => Moment, lastEpoch: number): WatchedClock {
  const read = (): Clocks => clocksOf(now());
  const begin = (id: number, { wallMs, monotonicMs }: Clocks): Epoch => ({
    id,
    session: now().session,
    baseMs: wallMs - monotonicMs,
    aheadMs: null,
  });
  let seen = read();
  let epoch = begin(lastEpoch + 1, seen);
  const lookAt = (clocks: Clocks): Epoch => {
    if (hasJumped(seen, clocks)) epoch = begin(epoch.id + 1, clocks);
    seen = clocks;
    return epoch;
  };
  const look = (): Epoch => lookAt(read());
  const serverNow = (): Moment | undefined => {
    const { aheadMs } = look();
    const moment = now();
    return aheadMs === null ? undefined : { ...moment, ms: moment.ms - aheadMs };
  };
  return {
    look,
    epochOf: lookAt,
    learn(serverMs, askedAtMonotonicMs) {
      const aheadMs = aheadOf(serverMs, read(), askedAtMonotonicMs);
      epoch = { ...look(), aheadMs };
      return epoch;
    },
    serverNow,
    bestNow: () => serverNow() || now(),
  };
}

function clocksOf({ ms, monotonicMs }: Moment): Clocks {
  return { wallMs: ms, monotonicMs };
}
