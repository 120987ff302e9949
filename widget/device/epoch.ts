/**
 * A stretch in which the wall clock ran evenly against the monotonic one. A new one begins with each page load and with each
 * jump: somebody set the clock, or the device slept while its monotonic clock stood still.
 */
export type Epoch = {
  /** Rises from one to the next. */
  readonly id: number;
  /** Page load, within which monotonic times can be compared. */
  readonly session: string;
  /** Wall clock minus monotonic clock at its start, in milliseconds. */
  readonly baseMs: number;
  /** How far the wall clock is ahead of the server's, in milliseconds; null where no server was reached. */
  readonly aheadMs: number | null;
};

/** Both clocks, read together, in milliseconds. */
export type Clocks = { readonly wallMs: number; readonly monotonicMs: number };

// Clocks are read one after the other and a network's time service turns them by less than this at once.
const jumpMs = 1000;

/** Whether the wall clock was set, or the device slept, between two readings. */
export function hasJumped(earlier: Clocks, later: Clocks): boolean {
  return Math.abs(later.wallMs - later.monotonicMs - (earlier.wallMs - earlier.monotonicMs)) > jumpMs;
}

/**
 * How far the wall clock is ahead of the server's, in whole milliseconds; half of the round trip is taken for the way back.
 * @param serverMs the server's time when it answered
 * @param now clocks when the answer was here
 */
export function aheadOf(serverMs: number, now: Clocks, askedAtMonotonicMs: number): number {
  return Math.round(now.wallMs - (now.monotonicMs - askedAtMonotonicMs) / 2 - serverMs);
}
