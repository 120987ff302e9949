import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import type { FeedbackReceipt } from "../../shared/contract/receipt.ts";
import type { Failure } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { receiptProblem } from "../problems/problems.ts";
import { acceptFeedback, type AcceptContext, type Decision } from "./accept-feedback.ts";
import type { DeviceGate, OpenGate, Signer } from "./device-gate.ts";
import type { FeedbackRow } from "./feedback-row.ts";
import { noteArrival, refusedAtGate, takeTrial } from "./refused-at-gate.ts";
import type { FeedbackStore } from "./feedback-store.ts";
import { tallyChange, type TallyChange } from "./tally-change.ts";

/**
 * What one request brought: items that passed the contract, when the sender sent them by its clock, and the device that
 * signed for them; null without one.
 */
export type Delivery = {
  readonly sentAtMs: number;
  readonly items: readonly FeedbackItem[];
  readonly signer: Signer | null;
};

/** What a batch works with. `nextChange` reserves numbers that rise with every write, and gives the first. */
export type BatchContext = Omit<AcceptContext, "sentAtMs" | "isFile"> & {
  readonly store: FeedbackStore;
  readonly gate: DeviceGate;
  readonly applyChanges: (changes: readonly TallyChange[]) => void;
  readonly nextChange: (count: number) => number;
  /** Takes what rows bring of comments, or take back; only those are handed over. */
  readonly receiveComments: (rows: readonly FeedbackRow[]) => void;
  /** Last day on which a feedback's comment is to be answered, such as `2026-12-08`; null where none is awaited. */
  readonly dueOn: (feedback: string) => string | null;
};

/** The receipts of one delivery in its order, or why it was refused whole. */
export type Taken = Result<FeedbackReceipt[], Failure>;

/**
 * Takes what several requests brought, in order, inside one transaction: rows and rollups change together.
 * One bad item never spoils the others. A delivery as a whole fails only where a device signed it; see {@link DeviceGate}.
 */
export function takeBatch(deliveries: readonly Delivery[], context: BatchContext): Taken[] {
  const items = deliveries.flatMap((delivery) => delivery.items);
  const before = context.store.read(items.map((item) => item.id));
  const now = new Map(before);
  const tickets = ticketHolders(items, context.store);
  const taken = deliveries.map((delivery) => takeDelivery(delivery, { now, tickets, context }));
  const changed = [...now.values()].filter((row) => before.get(row.id) !== row);
  context.store.write(changed, context.nextChange(changed.length));
  const commented = changed.filter((row) => hasComment(row) || hasComment(before.get(row.id)));
  if (commented.length > 0) context.receiveComments(commented);
  context.applyChanges(changed.flatMap((row) => tallyChange(before.get(row.id), row)));
  return taken.map((receipts, place) => withDays(receipts, deliveries[place]?.items ?? [], context));
}

/** Receipts of comments with the day that their clocks end: known only once they are received. */
function withDays(taken: Taken, items: readonly FeedbackItem[], { dueOn }: BatchContext): Taken {
  if (!taken.ok || items.every(({ comment }) => comment === undefined)) return taken;
  return ok(
    taken.value.map((receipt, place) => {
      const item = items[place];
      const day = item?.comment === undefined || receipt.outcome === "refused" ? null : dueOn(item.id);
      return day === null ? receipt : { ...receipt, due_on: day };
    }),
  );
}

function hasComment(row: FeedbackRow | undefined): boolean {
  return row !== undefined && row.snapshot.comment !== null;
}

type Taking = {
  readonly now: Map<string, FeedbackRow>;
  readonly tickets: Map<string, string>;
  readonly context: BatchContext;
};

function takeDelivery({ signer, sentAtMs, items }: Delivery, taking: Taking): Taken {
  const { context } = taking;
  const numbers = signer ? items.flatMap(({ sequence }) => sequence ?? []) : [];
  const opened = signer && context.gate.open(signer, numbers);
  if (opened && !opened.ok) return opened;
  const gate = opened?.value ?? null;
  const accept = { ...context, sentAtMs, isFile: gate?.isFile ?? false };
  const receipts = items.map((item) =>
    receiptOf(item, takeItem(item, { ...taking, accept, gate }), item.comment === undefined ? undefined : taking.now),
  );
  gate?.close();
  return ok(receipts);
}

type TakingItem = Taking & { readonly accept: AcceptContext; readonly gate: OpenGate | null };

function takeItem(item: FeedbackItem, taking: TakingItem): Result<Pick<FeedbackReceipt, "outcome">, Failure> {
  const { now, gate } = taking;
  if (item.test) return takeTrial(item, { gate, nowMs: taking.accept.receivedAtMs });
  const decision = decide(item, taking);
  if (!decision.ok) return decision;
  const decided = decision.value.outcome === "accepted" ? decision.value.row : now.get(item.id);
  const row = decided && gate ? noteArrival(item, decided, gate) : decided;
  if (row) now.set(item.id, row);
  return decision;
}

function decide(item: FeedbackItem, { now, tickets, accept, gate, context }: TakingItem): Result<Decision, Failure> {
  const decision = acceptFeedback(item, now.get(item.id), accept);
  if (!decision.ok || decision.value.outcome === "duplicate") return decision;
  const refused = refusedAtGate(item, gate ?? context.gate);
  if (refused) return fail(refused);
  if (item.ticket === undefined) return decision;
  const holder = tickets.get(item.ticket);
  if (holder !== undefined && holder !== item.id) return fail({ kind: "ticket-taken" });
  tickets.set(item.ticket, item.id);
  return decision;
}

function ticketHolders(items: readonly FeedbackItem[], store: FeedbackStore): Map<string, string> {
  const tickets = items.flatMap((item) => item.ticket ?? []);
  return tickets.length === 0 ? new Map() : store.holdersOf(tickets);
}

function receiptOf(
  { id, revision }: FeedbackItem,
  decision: Result<Pick<FeedbackReceipt, "outcome">, Failure>,
  now: ReadonlyMap<string, FeedbackRow> | undefined,
): FeedbackReceipt {
  if (decision.ok) {
    const masked = now?.get(id)?.snapshot.masked ?? [];
    return { id, revision, outcome: decision.value.outcome, ...(masked.length > 0 ? { masked: [...masked] } : {}) };
  }
  return { id, revision, outcome: "refused", problem: receiptProblem(decision.failure) };
}

/** A delivery as the Worker wrote it, of items that it has checked. */
export function readDelivery(json: string, signer: Signer | null): Delivery {
  const { sentAt, items } = JSON.parse(json) as { sentAt: string; items: Delivery["items"] };
  return { sentAtMs: Date.parse(sentAt), items, signer };
}
