import type { FeedbackBatch, FeedbackItem } from "../../shared/contract/feedback.ts";
import type { FeedbackReceipt } from "../../shared/contract/receipt.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { localInstant } from "../clock/local-instant.ts";
import type { Moment } from "../clock/start-clock.ts";
import type { KeptFeedback } from "./outbox-store.ts";

/** Receipts as the server gave them, and the server's version if it told it. */
export type Sent = { readonly receipts: readonly FeedbackReceipt[]; readonly serverVersion: string | null };

/**
 * Why a batch has no receipts: nobody answered; the server is busy and may say for how long; the batch is too large;
 * or the answer is not ours, such as a login page of the network.
 */
export type SendFailure = {
  readonly kind: "unreachable" | "busy" | "too-large" | "unexpected";
  /** Earliest time for the next attempt; 0 if the server did not say. */
  readonly retryAfterMs: number;
  /** Status of an unexpected refusal, such as a gateway's 403. */
  readonly status?: number;
};

/** One attempt to send a body. */
export type SendFeedback = (server: string, body: string) => Promise<Result<Sent, SendFailure>>;

/** The page's `fetch`, and its options: a signal that ends it, and whether it outlives the page. */
export type SendDeps = { readonly fetch: typeof fetch; readonly options: RequestInit };

// Nobody waits for more than a day. A browser's timer runs at once beyond 24 days, and would go on sending without a pause.
const longestWaitMs = 24 * 60 * 60 * 1000;

/**
 * One attempt, without retry. The body goes as `text/plain`, so that browsers send no preflight request: one round trip
 * less on a slow network, and the same request works while the page is being left.
 */
export async function sendFeedback(server: string, body: string, deps: SendDeps): Promise<Result<Sent, SendFailure>> {
  let kind: SendFailure["kind"] = "unreachable";
  let retryAfterMs = 0;
  let status = 0;
  try {
    const answer = await deps.fetch(`${server}/v1/feedback`, {
      method: "POST",
      body,
      credentials: "omit",
      referrerPolicy: "no-referrer",
      ...deps.options,
    });
    const { headers } = answer;
    status = answer.status;
    kind = status === 413 ? "too-large" : status === 429 || status > 499 ? "busy" : "unexpected";
    retryAfterMs = Math.min(Number(headers.get("retry-after")) * 1000, longestWaitMs) || 0;
    const { receipts } = (await answer.json()) as { receipts?: FeedbackReceipt[] };
    if (answer.ok && Array.isArray(receipts)) {
      return ok({ receipts: receipts.filter(Boolean), serverVersion: headers.get("api-version") });
    }
  } catch {
    // Nobody answered, or not in JSON: `kind` says how far it got.
  }
  return fail({ kind, retryAfterMs, ...(kind === "unexpected" && status > 399 && { status }) });
}

/** Most items, and most bytes of the body. */
export type BatchLimits = { readonly items: number; readonly bytes: number };

/** Limits of a batch that is sent while the page stays. */
export const stayingLimits: BatchLimits = { items: 100, bytes: 200_000 };
/** Limits of a batch that must outlive the page: browsers allow 64 KiB. */
export const leavingLimits: BatchLimits = { items: 100, bytes: 60_000 };

/** A body ready to send, and the rows in it. */
export type Batch = { readonly body: string; readonly rows: readonly KeptFeedback[] };

/** Returns a batch of the first rows that fit the limits: at least one, if there is one. */
export function prepareBatch(rows: readonly KeptFeedback[], now: Moment, limits: BatchLimits): Batch {
  const encoder = new TextEncoder();
  const envelope: FeedbackBatch = { sent_at: localInstant(now), feedback: [] };
  let bytes = JSON.stringify(envelope).length;
  let count = 0;
  for (const row of rows.slice(0, limits.items)) {
    const item = withAge(row, now);
    bytes += encoder.encode(JSON.stringify(item)).length + 1;
    if (bytes > limits.bytes && count > 0) break;
    envelope.feedback.push(item);
    count += 1;
  }
  return { body: JSON.stringify(envelope), rows: rows.slice(0, count) };
}

// A monotonic clock stops while a phone sleeps. An age that is this much shorter than by the wall clock is not sent.
const sleptMs = 2 * 60 * 1000;

function withAge({ session, tappedAtMs, item }: KeptFeedback, now: Moment): FeedbackItem {
  const age_ms = Math.round(now.monotonicMs - tappedAtMs);
  const wallAgeMs = now.ms - Date.parse(item.answered_at);
  return session === now.session && age_ms >= 0 && wallAgeMs - age_ms < sleptMs ? { ...item, age_ms } : item;
}
