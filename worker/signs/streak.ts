import type { Seen } from "./rating-flow.ts";

/**
 * So unlikely must a run be by chance. A kiosk takes about 25,000 ratings a year, so that about one run in forty years of one
 * kiosk is flagged by chance.
 */
export const unlikely = 1e-6;
/** Shortest run. */
export const shortestRun = 15;
/** The share of a level where nothing is known. Runs of a level are common in good offices. */
export const assumedShare = 0.9;

/** How many ratings of a level in a row are a streak, if this share of people usually chooses it. */
export function streakLength(share: number): number {
  return Math.max(shortestRun, Math.ceil(Math.log(unlikely) / Math.log(share)));
}

/**
 * The ratings at the end of a touchpoint's newest ones that are a streak: the same level without reasons or words, more often in
 * a row than chance gives where that level is as common. None if they are no streak.
 */
export function streakIn(recent: readonly Seen[]): readonly Seen[] {
  const last = recent.at(-1);
  if (!last?.isBare) return [];
  let from = recent.length - 1;
  let before = recent[from - 1];
  while (before?.isBare && before.level === last.level) before = recent[--from - 1];
  const run = recent.slice(from);
  // By what was known before the run began: within it the level becomes more and more common.
  const share = run[0]?.expected?.[last.level - 1] ?? assumedShare;
  return run.length >= streakLength(share) ? run : [];
}
