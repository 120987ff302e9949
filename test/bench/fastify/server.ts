/**
 * A usual server to compare with: Fastify on better-sqlite3, WAL, synchronous FULL, one transaction per request.
 * It does the same work: the same check of every item, the same decision, the same row and the same three rollups.
 * Run as `node server.ts <database file> <setup file>`; prints its port.
 */
import { readFileSync } from "node:fs";
import Database from "better-sqlite3";
import Fastify from "fastify";
import { feedbackBatch } from "../../../shared/contract/feedback.ts";
import type { FeedbackReceipt } from "../../../shared/contract/receipt.ts";
import { acceptFeedback } from "../../../worker/feedback/accept-feedback.ts";
import { checkItem } from "../../../worker/feedback/checked-batch.ts";
import type { FeedbackRow } from "../../../worker/feedback/feedback-row.ts";
import { tallyChange } from "../../../worker/feedback/tally-change.ts";
import { zoneDay } from "../../../shared/calendar/zone-day.ts";
import { receiptProblem } from "../../../worker/problems/problems.ts";
import { checkContract } from "../../../worker/operations/check-contract.ts";
import { organizationOf, type Setup } from "./organization-of.ts";
import { openStore } from "./open-store.ts";

const [, , file = "", setupFile = ""] = process.argv;
const store = openStore(new Database(file));
const organization = organizationOf(JSON.parse(readFileSync(setupFile, "utf8")) as Setup);
const dayOf = zoneDay("Asia/Ho_Chi_Minh");

function take(given: unknown, sentAtMs: number): FeedbackReceipt {
  const item = checkItem(given);
  if (!item.ok) return { id: null, revision: null, outcome: "refused", problem: receiptProblem(item.failure) };
  const { id, revision } = item.value;
  const before = store.read(id) as FeedbackRow | undefined;
  const receivedAtMs = Date.now();
  const decision = acceptFeedback(item.value, before, { organization, sentAtMs, receivedAtMs, dayOf });
  if (!decision.ok) return { id, revision, outcome: "refused", problem: receiptProblem(decision.failure) };
  if (decision.value.outcome === "accepted") store.write(decision.value.row, tallyChange(before, decision.value.row));
  return { id, revision, outcome: decision.value.outcome };
}

const server = Fastify({ bodyLimit: 256 * 1024 });
server.post("/v1/feedback", (request, reply) => {
  const batch = checkContract(feedbackBatch, request.body);
  if (!batch.ok) return reply.code(400).send(batch.failure);
  const sentAtMs = Date.parse(batch.value.sent_at);
  return reply.send({ receipts: store.transaction(() => batch.value.feedback.map((given) => take(given, sentAtMs))) });
});

const address = await server.listen({ port: 0, host: "127.0.0.1" });
console.log(new URL(address).port);
