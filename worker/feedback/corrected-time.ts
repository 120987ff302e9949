const skewIgnoredMs = 2 * 60 * 1000;
const farthestBackMs = 45 * 24 * 60 * 60 * 1000;
const farthestAheadMs = 5 * 60 * 1000;

/** The browser's clocks and the time of receipt, all in milliseconds. */
export type ClockReading = {
  readonly answeredAtMs: number;
  readonly sentAtMs: number;
  /** Age of the rating by the browser's monotonic clock, if it is known. */
  readonly ageMs: number | undefined;
  readonly receivedAtMs: number;
};

/**
 * When the rating was made by our clock, milliseconds since 1970.
 * `doubtful` where that would lie more than 45 days back or 5 minutes ahead; it is then the time of receipt.
 */
export function correctedTime(reading: ClockReading): { readonly correctedMs: number; readonly doubtful: boolean } {
  const { receivedAtMs } = reading;
  const correctedMs = byItsClocks(reading);
  const ahead = correctedMs - receivedAtMs;
  const doubtful = ahead > farthestAheadMs || ahead < -farthestBackMs;
  return { correctedMs: doubtful ? receivedAtMs : correctedMs, doubtful };
}

function byItsClocks({ answeredAtMs, sentAtMs, ageMs, receivedAtMs }: ClockReading): number {
  if (ageMs !== undefined) return receivedAtMs - ageMs;
  const skewMs = receivedAtMs - sentAtMs;
  return Math.abs(skewMs) < skewIgnoredMs ? answeredAtMs : answeredAtMs + skewMs;
}
