import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import type { FeedbackReceipt } from "../../shared/contract/receipt.ts";
import type { Failure } from "../../shared/contract/failure.ts";
import { fail, type Result } from "../../shared/result.ts";
import { receiptProblem } from "../http/problems.ts";
import { acceptFeedback, type AcceptContext, type Decision } from "./accept-feedback.ts";
import type { FeedbackRow } from "./feedback-row.ts";
import type { FeedbackStore } from "./feedback-store.ts";
import { tallyChange, type TallyChange } from "./tally-change.ts";

/** What one request brought: items that passed the contract, and when the browser sent them by its clock. */
export type Delivery = { readonly sentAtMs: number; readonly items: readonly FeedbackItem[] };

/** What a batch works with. `nextChange` reserves numbers that rise with every write, and gives the first. */
export type BatchContext = Omit<AcceptContext, "sentAtMs"> & {
  readonly store: FeedbackStore;
  readonly applyChanges: (changes: readonly TallyChange[]) => void;
  readonly nextChange: (count: number) => number;
};

/**
 * Takes what several requests brought, in order, inside one transaction: rows and rollups change together.
 * Answers the receipts of each delivery, in its order. One bad item never spoils the others.
 */
export function takeBatch(deliveries: readonly Delivery[], context: BatchContext): FeedbackReceipt[][] {
  const items = deliveries.flatMap((delivery) => delivery.items);
  const before = context.store.read(items.map((item) => item.id));
  const now = new Map(before);
  const tickets = ticketHolders(items, context.store);
  const receipts = deliveries.map(({ sentAtMs, items }) =>
    items.map((item) => {
      const decision = decide(item, { now, tickets, accept: { ...context, sentAtMs } });
      if (decision.ok && decision.value.outcome === "accepted") now.set(item.id, decision.value.row);
      return receiptOf(item, decision);
    }),
  );
  const changed = [...now.values()].filter((row) => before.get(row.id) !== row);
  context.store.write(changed, context.nextChange(changed.length));
  context.applyChanges(changed.flatMap((row) => tallyChange(before.get(row.id), row)));
  return receipts;
}

type Deciding = {
  readonly now: ReadonlyMap<string, FeedbackRow>;
  readonly tickets: Map<string, string>;
  readonly accept: AcceptContext;
};

function decide(item: FeedbackItem, { now, tickets, accept }: Deciding): Result<Decision, Failure> {
  const decision = acceptFeedback(item, now.get(item.id), accept);
  if (!decision.ok || decision.value.outcome === "duplicate" || item.ticket === undefined) return decision;
  const holder = tickets.get(item.ticket);
  if (holder !== undefined && holder !== item.id) return fail({ kind: "ticket-taken" });
  tickets.set(item.ticket, item.id);
  return decision;
}

function ticketHolders(items: readonly FeedbackItem[], store: FeedbackStore): Map<string, string> {
  const tickets = items.flatMap((item) => item.ticket ?? []);
  return tickets.length === 0 ? new Map() : store.holdersOf(tickets);
}

function receiptOf({ id, revision }: FeedbackItem, decision: Result<Decision, Failure>): FeedbackReceipt {
  if (decision.ok) return { id, revision, outcome: decision.value.outcome };
  return { id, revision, outcome: "refused", problem: receiptProblem(decision.failure) };
}

/** A delivery as the Worker wrote it, of items that it has checked. */
export function readDelivery(json: string): Delivery {
  const { sentAt, items } = JSON.parse(json) as { sentAt: string; items: Delivery["items"] };
  return { sentAtMs: Date.parse(sentAt), items };
}
