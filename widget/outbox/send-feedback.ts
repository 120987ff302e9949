import type { FeedbackReceipt } from "../../shared/contract/receipt.ts";
import type { Result } from "../../shared/result.ts";
import { fail, ok } from "../../shared/result.ts";

/** Receipts as the server gave them, and the version that it says it has. */
export type Sent = { readonly receipts: readonly FeedbackReceipt[]; readonly serverVersion: string | null };

/**
 * Why a batch has no receipts: nobody answered; the server is busy and may say for how long; the batch is too large;
 * or an answer that is none of ours, such as a login page of the network.
 */
export type SendFailure = {
  readonly kind: "unreachable" | "busy" | "too-large" | "unexpected";
  /** Not to come back before; 0 where the server did not say. */
  readonly retryAfterMs: number;
};

/** One attempt to hand over a body. */
export type SendFeedback = (server: string, body: string) => Promise<Result<Sent, SendFailure>>;

/** What an attempt needs: the page's `fetch`, and its options (a signal that ends it, whether it outlives the page). */
export type SendPorts = { readonly fetch: typeof fetch; readonly options: RequestInit };

/**
 * One attempt, without retry. The body goes as `text/plain`, as a text does by itself, which no browser asks leave for beforehand: one round trip
 * less on a slow network, and the same request still works while the page is being left.
 */
export async function sendFeedback(server: string, body: string, ports: SendPorts): Promise<Result<Sent, SendFailure>> {
  let kind: SendFailure["kind"] = "unreachable";
  let retryAfterMs = 0;
  try {
    const answer = await ports.fetch(`${server}/v1/feedback`, {
      method: "POST",
      body,
      credentials: "omit",
      referrerPolicy: "no-referrer",
      ...ports.options,
    });
    const { status, headers } = answer;
    kind = status === 413 ? "too-large" : status === 429 || status > 499 ? "busy" : "unexpected";
    retryAfterMs = Number(headers.get("retry-after")) * 1000 || 0;
    const { receipts } = (await answer.json()) as { receipts?: FeedbackReceipt[] };
    if (answer.ok && Array.isArray(receipts)) return ok({ receipts, serverVersion: headers.get("api-version") });
  } catch {
    // Nobody answered, or not in JSON: the failure is as far as it got.
  }
  return fail({ kind, retryAfterMs });
}
