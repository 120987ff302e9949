import { fail, ok, type Result } from "../../shared/result.ts";
import type { FailureOf } from "../problems/failure.ts";

/** How much a bucket holds, and how much flows into it in a minute. */
export type Flow = { readonly atOnce: number; readonly perMinute: number };

/**
 * What is taken from a bucket. Buckets of clients are forgotten if there are too many of them. Buckets of places, such as
 * touchpoints that exist, are never forgotten: invented names must not empty them.
 */
export type Draw = {
  readonly of: "client" | "place";
  readonly bucket: string;
  readonly cost: number;
  readonly flow: Flow;
};

/** Token buckets in memory. Nothing of them is written down. */
export interface RateLimit {
  /** Whether {@link RateLimit.take} would pass; takes nothing. */
  check(draws: readonly Draw[]): Result<null, FailureOf<"rate-limited">>;
  /** Takes all that is asked for, or nothing if one bucket holds too little; the failure says how long to wait. */
  take(draws: readonly Draw[]): Result<null, FailureOf<"rate-limited">>;
  /** Takes what was used already, however little a bucket holds. */
  charge(draws: readonly Draw[]): void;
}

const mostClients = 50_000;

type Bucket = { tokens: number; atMs: number };
type Wanted = { readonly bucket: Bucket; readonly flow: Flow; cost: number };

/**
 * Buckets that start full. More than a bucket ever holds is taken when it is full, and leaves a debt: so everything passes
 * at some time.
 */
export function rateLimit(nowMs: () => number): RateLimit {
  const buckets = { client: new Map<string, Bucket>(), place: new Map<string, Bucket>() };
  const wanted = (draws: readonly Draw[]): Wanted[] => {
    const all = new Map<Bucket, Wanted>();
    for (const { of, bucket: name, cost, flow } of draws) {
      const bucket = fill(buckets[of], name, { flow, nowMs: nowMs() });
      const known = all.get(bucket);
      if (known) known.cost += cost;
      else all.set(bucket, { bucket, flow, cost });
    }
    forgetOldest(buckets.client);
    return [...all.values()];
  };
  return {
    check: (draws) => allowed(wanted(draws)),
    take(draws) {
      const all = wanted(draws);
      const checked = allowed(all);
      if (checked.ok) for (const { bucket, cost } of all) bucket.tokens -= cost;
      return checked;
    },
    charge(draws) {
      for (const { bucket, cost } of wanted(draws)) bucket.tokens -= cost;
    },
  };
}

/** Lets everything through. */
export const noLimit: RateLimit = { check: () => ok(null), take: () => ok(null), charge: () => undefined };

function allowed(all: readonly Wanted[]): Result<null, FailureOf<"rate-limited">> {
  const waits = all.map(({ bucket, cost, flow }) => {
    const missing = Math.min(cost, flow.atOnce) - bucket.tokens;
    return missing > 0 ? (missing * 60) / flow.perMinute : 0;
  });
  const seconds = Math.max(0, ...waits);
  return seconds > 0 ? fail({ kind: "rate-limited", retryAfterSeconds: Math.ceil(seconds) }) : ok(null);
}

function fill(
  buckets: Map<string, Bucket>,
  name: string,
  { flow, nowMs }: { readonly flow: Flow; readonly nowMs: number },
): Bucket {
  const bucket = buckets.get(name) ?? { tokens: flow.atOnce, atMs: nowMs };
  // Put last again: so the first entry is the least recently used.
  buckets.delete(name);
  buckets.set(name, bucket);
  const gained = (Math.max(0, nowMs - bucket.atMs) * flow.perMinute) / 60_000;
  bucket.tokens = Math.min(flow.atOnce, bucket.tokens + gained);
  bucket.atMs = nowMs;
  return bucket;
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  for (const name of buckets.keys()) {
    if (buckets.size <= mostClients) return;
    buckets.delete(name);
  }
}

/** Feedback a minute of a device that signs, where nothing else is set. A kiosk that was offline for days must still drain. */
export const defaultPerMinute: number = 6000;

/** Reads `RATE_LIMIT`: `off` is Infinity; else feedback a minute of a device that signs; anything else is the default. */
export function perMinuteOf(setting: string | undefined): number {
  if (setting === "off") return Number.POSITIVE_INFINITY;
  const number = Number(setting ?? "");
  return Number.isFinite(number) && number > 0 ? number : defaultPerMinute;
}

/** Names that came lately, so that whoever comes again is known. */
export interface RecentNames {
  has(name: string): boolean;
  add(name: string): void;
}

/** Remembers that many names; the one that was added longest ago goes first. */
export function recentNames(most: number): RecentNames {
  const names = new Set<string>();
  return {
    has: (name) => names.has(name),
    add(name) {
      names.delete(name);
      names.add(name);
      const [oldest] = names;
      if (names.size > most && oldest !== undefined) names.delete(oldest);
    },
  };
}
