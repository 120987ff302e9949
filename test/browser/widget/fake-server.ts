import * as z from "zod/mini";
import type { FeedbackItem } from "../../../shared/contract/feedback.ts";
import { feedbackBatch, feedbackItem } from "../../../shared/contract/feedback.ts";
import type { Problem } from "../../../shared/contract/problem.ts";
import type { FeedbackReceipt } from "../../../shared/contract/receipt.ts";
import { fail, ok } from "../../../shared/result.ts";
import type { SendFeedback } from "../../../widget/outbox/send-feedback.ts";

/** A server in a few lines, behind the port `SendFeedback`: it checks by the contract and keeps the highest revision. */
export type FakeServer = {
  readonly send: SendFeedback;
  readonly stored: Map<string, FeedbackItem>;
  /** Every item of every batch that arrived. */
  readonly arrived: FeedbackItem[];
  isUp: boolean;
  version: string;
  refuse: (item: FeedbackItem) => Problem | undefined;
};

function problemOf(detail: string, permanent: boolean): Problem {
  return { type: "about:blank", title: detail, status: 400, detail, permanent };
}

/** A server that is up and takes everything that the contract lets through. */
export function fakeServer(): FakeServer {
  const server: FakeServer = {
    stored: new Map(),
    arrived: [],
    isUp: true,
    version: "1",
    refuse: () => undefined,
    async send(_address, body) {
      if (!server.isUp) return fail({ kind: "unreachable", retryAfterMs: 0 });
      const batch = z.parse(feedbackBatch, JSON.parse(body));
      const receipts = batch.feedback.map((item) => answer(server, item));
      return ok({ receipts, serverVersion: server.version });
    },
  };
  return server;
}

function answer(server: FakeServer, given: unknown): FeedbackReceipt {
  const checked = z.safeParse(feedbackItem, given);
  if (!checked.success) {
    const { id, revision } = given as FeedbackItem;
    return { id, revision, outcome: "refused", problem: problemOf(z.prettifyError(checked.error), true) };
  }
  const item = checked.data;
  const { id, revision } = item;
  server.arrived.push(item);
  const problem = server.refuse(item);
  if (problem) return { id, revision, outcome: "refused", problem };
  const stored = server.stored.get(id);
  if (stored && stored.revision >= revision) return { id, revision, outcome: "duplicate" };
  server.stored.set(id, item);
  return { id, revision, outcome: "accepted" };
}
