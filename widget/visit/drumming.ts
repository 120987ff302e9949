/**
 * A rating this soon after the one before is drumming, in milliseconds without the screen's own pauses. A person needs longer:
 * whoever comes next has to wait for the thank-you of the one before (4 s) and to step up.
 */
export const drummingWithinMs = 6000;

/** The tap of the rating before: when, and how long the screen had been paused by then. Nothing else is remembered. */
export type EarlierTap = {
  readonly atMs: number;
  readonly pausedMs: number;
  /** Whether nothing but the tap was said: no reason, comment, answer or change. */
  readonly isBare: boolean;
};

/**
 * Whether a rating's tap belongs to a series of taps rather than to a person of its own: it then carries the sign `drumming`
 * (methods §6), and counts as every other until a person decides otherwise.
 */
export function isDrumming(earlier: EarlierTap | null, { atMs, pausedMs }: Omit<EarlierTap, "isBare">): boolean {
  return earlier?.isBare === true && atMs - earlier.atMs - (pausedMs - earlier.pausedMs) < drummingWithinMs;
}
