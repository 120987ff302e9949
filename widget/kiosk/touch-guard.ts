/** Second touches within this are a palm's or a trembling hand's, in milliseconds. */
export const bounceMs = 400;
/** More touches than this within a second are drumming. */
export const mostTouchesASecond = 5;
/** Drumming pauses the screen for this long, in milliseconds. */
export const pauseMs = 3000;

/** What is known of the touches so far; times by a monotonic clock, in milliseconds. */
export type TouchGuard = {
  /** Touches of the last second. */
  readonly recent: readonly number[];
  readonly actedAtMs: number;
  readonly pausedUntilMs: number;
  /** How often the screen was paused, and for how long altogether. */
  readonly pauses: number;
  readonly pausedMs: number;
};

/** Before the first touch. */
export const noTouches: TouchGuard = {
  recent: [],
  actedAtMs: Number.NEGATIVE_INFINITY,
  pausedUntilMs: Number.NEGATIVE_INFINITY,
  pauses: 0,
  pausedMs: 0,
};

/** A finger came down: the sixth within a second pauses the screen. */
export function touched(guard: TouchGuard, atMs: number): TouchGuard {
  if (atMs < guard.pausedUntilMs) return guard;
  const recent = [...guard.recent.filter((one) => one > atMs - 1000), atMs];
  if (recent.length <= mostTouchesASecond) return { ...guard, recent };
  return {
    ...guard,
    recent: [],
    pausedUntilMs: atMs + pauseMs,
    pauses: guard.pauses + 1,
    pausedMs: guard.pausedMs + pauseMs,
  };
}

/** Whether a press may act now: the screen is not paused, and the last act is not just over. */
export function mayAct(guard: TouchGuard, atMs: number): boolean {
  return atMs >= guard.pausedUntilMs && atMs - guard.actedAtMs >= bounceMs;
}

/** After a press has acted. */
export function acted(guard: TouchGuard, atMs: number): TouchGuard {
  return { ...guard, actedAtMs: atMs };
}

/**
 * A rating this soon after the one before is drumming, in milliseconds without the screen's own pauses. Another person needs
 * longer: they wait for the thank-you (4 s) and step up.
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
 * Whether a rating's tap is one of a series by the same hand. It then has the sign `drumming`, and counts like every other
 * until somebody sets it aside.
 */
export function isDrumming(earlier: EarlierTap | null, { atMs, pausedMs }: Omit<EarlierTap, "isBare">): boolean {
  return earlier?.isBare === true && atMs - earlier.atMs - (pausedMs - earlier.pausedMs) < drummingWithinMs;
}
