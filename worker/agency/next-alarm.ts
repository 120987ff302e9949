const dayMs = 24 * 60 * 60 * 1000;
const retryMs = 15 * 60 * 1000;

/** When the object last woke up; `offsetOf` is how far the agency's zone is ahead of UTC, all in milliseconds. */
export type Waking = {
  readonly nowMs: number;
  readonly offsetOf: (ms: number) => number;
  /** Whether what was due has failed, so that it is tried again soon. */
  readonly hasFailed?: boolean;
  /** When devices are to be looked at next; null where none is. */
  readonly deviceCheckMs?: number | null;
};

/**
 * An object has one alarm: the instant at which it is to wake up next, at the close of the agency's day or before, where
 * devices are to be looked at.
 */
export function nextAlarm({ nowMs, offsetOf, hasFailed = false, deviceCheckMs }: Waking): number {
  const close = nextClose(nowMs, offsetOf);
  return Math.min(close, hasFailed ? nowMs + retryMs : close, deviceCheckMs ?? close);
}

/** The offset in force at the close may be another than now. */
function nextClose(nowMs: number, offsetOf: Waking["offsetOf"]): number {
  const localClose = (Math.floor((nowMs + offsetOf(nowMs)) / dayMs) + 1) * dayMs;
  const close = localClose - offsetOf(localClose - offsetOf(nowMs));
  return close > nowMs ? close : nowMs + retryMs;
}
