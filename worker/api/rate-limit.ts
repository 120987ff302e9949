import type { FailureOf } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";

/** Feedback per touchpoint and minute where nothing else is set. A kiosk that was offline for days must still drain. */
export const defaultPerMinute: number = 6000;
/** A bucket holds this many minutes of what flows in. */
const burstMinutes = 4;
const mostBuckets = 50_000;

/** Takes one token for each name; nothing is taken where one bucket is empty. Failure: `rate-limited` with the wait. */
export type RateLimit = (names: readonly string[], nowMs: number) => Result<null, FailureOf<"rate-limited">>;

type Bucket = { tokens: number; atMs: number };

/**
 * Token buckets in memory, by touchpoint and not by address: a whole one-stop shop stands behind one address.
 * Nothing of it is written down.
 * @param perMinute what flows into each bucket; Infinity for no limit.
 */
export function rateLimit(perMinute: number): RateLimit {
  const buckets = new Map<string, Bucket>();
  if (perMinute === Number.POSITIVE_INFINITY) return () => ok(null);
  return (names, nowMs) => {
    const wanted = new Map<string, number>();
    for (const name of names) wanted.set(name, (wanted.get(name) ?? 0) + 1);
    const filled = [...wanted].map(([name, count]) => ({ count, bucket: fill(buckets, name, { perMinute, nowMs }) }));
    const missing = Math.max(0, ...filled.map(({ count, bucket }) => count - bucket.tokens));
    if (missing > 0) {
      return fail({ kind: "rate-limited", retryAfterSeconds: Math.ceil((missing * 60) / perMinute) });
    }
    for (const { count, bucket } of filled) bucket.tokens -= count;
    return ok(null);
  };
}

type Flow = { readonly perMinute: number; readonly nowMs: number };

function fill(buckets: Map<string, Bucket>, name: string, { perMinute, nowMs }: Flow): Bucket {
  const most = Math.max(100, perMinute * burstMinutes);
  const bucket = buckets.get(name) ?? { tokens: most, atMs: nowMs };
  // Put last again: so the first entry is the least recently used, and is removed when the map is full.
  buckets.delete(name);
  buckets.set(name, bucket);
  const [oldest] = buckets.keys();
  if (buckets.size > mostBuckets && oldest !== undefined) buckets.delete(oldest);
  const gained = (Math.max(0, nowMs - bucket.atMs) * perMinute) / 60_000;
  bucket.tokens = Math.min(most, bucket.tokens + gained);
  bucket.atMs = nowMs;
  return bucket;
}

/** Reads `RATE_LIMIT`: `off`, or a number of feedback per touchpoint and minute; anything else is the default. */
export function perMinuteOf(setting: string | undefined): number {
  if (setting === "off") return Number.POSITIVE_INFINITY;
  const number = Number(setting ?? "");
  return Number.isFinite(number) && number > 0 ? number : defaultPerMinute;
}
