/** How many people at least must have come, gone or changed their level between two tallies of the same scale. */
export function peopleBetween(before: readonly number[], after: readonly number[]): number {
  let [more, fewer] = [0, 0];
  for (let level = 0; level < Math.max(before.length, after.length); level += 1) {
    const change = (after[level] ?? 0) - (before[level] ?? 0);
    if (change > 0) more += change;
    else fewer -= change;
  }
  return Math.max(more, fewer);
}
