import type { FeedbackBatch, FeedbackItem } from "../../shared/contract/feedback.ts";
import { localInstant } from "../clock/local-instant.ts";
import type { Moment } from "../clock/start-clock.ts";
import type { KeptFeedback } from "./outbox.ts";

/** Most items, and most bytes of the body. */
export type BatchLimits = { readonly items: number; readonly bytes: number };

/** Limits of a batch that is sent while the page stays. */
export const stayingLimits: BatchLimits = { items: 100, bytes: 200_000 };
/** Limits of a batch that must outlive the page: browsers let 64 KiB do so. */
export const leavingLimits: BatchLimits = { items: 100, bytes: 60_000 };

/** A body ready to send, and what is in it. */
export type Batch = { readonly body: string; readonly rows: readonly KeptFeedback[] };

// A monotonic clock stands still while a phone sleeps; an age that is this much shorter than the wall clock's is not told.
const sleptMs = 2 * 60 * 1000;

function asSent({ session, tappedAtMs, item }: KeptFeedback, now: Moment): FeedbackItem {
  const age_ms = Math.round(now.monotonicMs - tappedAtMs);
  const wallAgeMs = now.ms - Date.parse(item.answered_at);
  return session === now.session && age_ms >= 0 && wallAgeMs - age_ms < sleptMs ? { ...item, age_ms } : item;
}

/** The longest head of the rows that fits the limits, at least one row where there is any. */
export function prepareBatch(rows: readonly KeptFeedback[], now: Moment, limits: BatchLimits): Batch {
  const encoder = new TextEncoder();
  const envelope: FeedbackBatch = { sent_at: localInstant(now), feedback: [] };
  let bytes = JSON.stringify(envelope).length;
  let count = 0;
  for (const row of rows.slice(0, limits.items)) {
    const item = asSent(row, now);
    bytes += encoder.encode(JSON.stringify(item)).length + 1;
    if (bytes > limits.bytes && count > 0) break;
    envelope.feedback.push(item);
    count += 1;
  }
  return { body: JSON.stringify(envelope), rows: rows.slice(0, count) };
}
