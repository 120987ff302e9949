import type { Moment } from "../clock/start-clock.ts";

/**
 * A time in which the wall clock ran evenly against the monotonic one. A new one begins with each page load and with each
 * jump: somebody set the clock, or the device slept while its monotonic clock stood still.
 */
export type Epoch = {
  /** Rises from one to the next. */
  readonly id: number;
  /** Page load, within which monotonic times can be compared. */
  readonly session: string;
  /** Wall clock minus monotonic clock at its start, in milliseconds. */
  readonly baseMs: number;
  /** Clock offset: wall clock minus the server's clock, in milliseconds; null if no server was reached. */
  readonly aheadMs: number | null;
};

/** Both clocks, read together, in milliseconds. */
export type Clocks = { readonly wallMs: number; readonly monotonicMs: number };

/** The device's clocks, watched: which epoch it is, and what time it is for the server. */
export type WatchedClock = {
  /** Checks whether the wall clock jumped since the last look. */
  look(): Epoch;
  /** The epoch of a tap of this page load, by the clocks of then. */
  epochOf(tap: Clocks): Epoch;
  /** Learns the clock offset from a server's time. Returns the epoch with it. */
  learn(serverMs: number, askedAtMonotonicMs: number): Epoch;
  /** Now by the server's clock; undefined if no server was heard in this epoch. */
  serverNow(): Moment | undefined;
  /** Now by the server's clock, or by the wall clock if no server was heard. */
  bestNow(): Moment;
};

// The two clocks are not read at the same instant, and a time service corrects a clock by less than this at once.
const jumpMs = 1000;

/**
 * Watches the wall clock against the monotonic one, which nobody sets. It compares with the last look, not with the first,
 * since clocks drift apart slowly as well.
 * @param lastEpoch id of the newest epoch that is known from before
 */
export function watchClock(now: () => Moment, lastEpoch: number): WatchedClock {
  const read = (): Clocks => {
    const { ms: wallMs, monotonicMs } = now();
    return { wallMs, monotonicMs };
  };
  const begin = (id: number, { wallMs, monotonicMs }: Clocks): Epoch => ({
    id,
    session: now().session,
    baseMs: wallMs - monotonicMs,
    aheadMs: null,
  });
  let seen = read();
  let epoch = begin(lastEpoch + 1, seen);
  const lookAt = (clocks: Clocks): Epoch => {
    const turnedMs = clocks.wallMs - clocks.monotonicMs - (seen.wallMs - seen.monotonicMs);
    if (Math.abs(turnedMs) > jumpMs) epoch = begin(epoch.id + 1, clocks);
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
      const { wallMs, monotonicMs } = read();
      // Half of the round trip is taken for the way back.
      epoch = { ...look(), aheadMs: Math.round(wallMs - (monotonicMs - askedAtMonotonicMs) / 2 - serverMs) };
      return epoch;
    },
    serverNow,
    bestNow: () => serverNow() || now(),
  };
}
