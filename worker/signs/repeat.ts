import type { Seen } from "./rating-flow.ts";

/** "Within minutes" is 10 minutes, in milliseconds. */
export const repeatMs: number = 10 * 60_000;
/** So many ratings of one browser are usual: two people with one phone, or one at two counters with the same code. */
export const usualRepeats = 2;

/**
 * The ratings of the newest one's browser within the last minutes, all but the first, if they are more than usual. The first is
 * left out: it is somebody's own.
 */
export function repeatsIn(recent: readonly Seen[]): readonly Seen[] {
  const last = recent.at(-1);
  if (!last || last.browser === null) return [];
  const from = recent.findLastIndex(({ atMs }) => last.atMs - atMs > repeatMs) + 1;
  const same = recent.slice(from).filter(({ browser }) => browser === last.browser);
  return same.length > usualRepeats ? same.slice(1) : [];
}
