import { Agent, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { makeFeedback } from "../server/make-feedback.ts";

/** What became of one honest rating: milliseconds from the tap to its receipt; null if there is none. */
export type Honest = { readonly waitMs: number | null };

/** Where honest people rate, and for how long. */
export type HonestPlan = { readonly port: number; readonly touchpoint: string; readonly forMs: number };

const everyMs = 50;
const firstRetryMs = 500;
const longestRetryMs = 4000;
/** Aim of the table: an outbox has its receipt after this time. */
export const receiptWithinMs = 15_000;

type Answer = { readonly status: number; readonly retryAfterMs: number; readonly body: string };

let people = 0;

function addressOfNext(): string {
  people += 1;
  return `10.${(people >> 16) & 255}.${(people >> 8) & 255}.${people & 255}`;
}

/** People who rate one after the other, each from an address of its own and with an outbox that tries again until it has a receipt. */
export async function rateHonestly({ port, touchpoint, forMs }: HonestPlan): Promise<Honest[]> {
  const agent = new Agent({ keepAlive: true });
  const started: Promise<Honest>[] = [];
  for (const end = performance.now() + forMs; performance.now() < end; await pause(everyMs)) {
    started.push(drain({ agent, port, touchpoint }));
  }
  const all = await Promise.all(started);
  agent.destroy();
  return all;
}

type Outbox = { readonly agent: Agent; readonly port: number; readonly touchpoint: string };

async function drain({ agent, port, touchpoint }: Outbox): Promise<Honest> {
  const tappedMs = performance.now();
  const item = { ...makeFeedback(touchpoint, 1 + (people % 5), Date.now()), reasons: [] };
  const body = JSON.stringify({ sent_at: item.answered_at, feedback: [item] });
  const address = addressOfNext();
  for (let retryMs = firstRetryMs; ; retryMs = Math.min(longestRetryMs, retryMs * 2)) {
    const answer = await post({ agent, port, address }, body);
    const waitMs = performance.now() - tappedMs;
    if (answer?.status === 200 && /"(accepted|duplicate)"/.test(answer.body)) return { waitMs };
    // Those who wait are told when to come back; not all come at once then.
    const nextMs = Math.max(answer?.retryAfterMs ?? 0, retryMs) * (0.75 + Math.random() / 2);
    if (waitMs + nextMs > receiptWithinMs) return { waitMs: null };
    await pause(nextMs);
  }
}

type From = { readonly agent: Agent; readonly port: number; readonly address: string };

/** Null where nobody answers. */
function post({ agent, port, address }: From, body: string): Promise<Answer | null> {
  const headers = { "content-type": "text/plain", "x-forwarded-for": address };
  const options = { agent, port, host: "127.0.0.1", path: "/v1/feedback", method: "POST", headers };
  return new Promise((resolve) => {
    const sent = request({ ...options, timeout: receiptWithinMs }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("error", () => resolve(null));
      response.on("close", () =>
        resolve({
          status: response.statusCode ?? 0,
          retryAfterMs: Number(response.headers["retry-after"] ?? 0) * 1000,
          body: text,
        }),
      );
    });
    sent.on("timeout", () => sent.destroy());
    sent.on("error", () => resolve(null));
    sent.end(body);
  });
}
