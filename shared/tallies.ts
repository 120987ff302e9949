import type { Tally } from "./levels.ts";

/** People per level of several tallies together; empty for none. */
export function sumOfTallies(tallies: readonly Tally[]): number[] {
  const sum: number[] = [];
  for (const tally of tallies) for (const [level, people] of tally.entries()) sum[level] = (sum[level] ?? 0) + people;
  return sum;
}

/** How many more people, or fewer, each level has in the first tally than in the second. */
export function tallyChange(after: Tally, before: Tally): number[] {
  return sumOfTallies([after, before.map((people) => -people)]);
}

/** How many people at least have come, gone or changed their level between two tallies. */
export function peopleBetween(before: Tally, after: Tally): number {
  const changes = tallyChange(after, before);
  const more = changes.reduce((sum, change) => sum + Math.max(0, change), 0);
  return Math.max(more, more - changes.reduce((sum, change) => sum + change, 0));
}
