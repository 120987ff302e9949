const firstMs = 2000;
const longestMs = 5 * 60 * 1000;

/**
 * Waiting time before the next attempt: doubles from 2 s to at most 5 min, half of it by chance so that a thousand pages
 * do not come back at once.
 * @param attempts failed attempts so far, 1 or more
 * @param chance 0 to 1
 * @returns milliseconds
 */
export function retryDelay(attempts: number, chance: number): number {
  const full = Math.min(longestMs, firstMs * 2 ** (attempts - 1));
  return Math.round((full * (1 + chance)) / 2);
}
