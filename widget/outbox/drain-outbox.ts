import type { FeedbackReceipt } from "../../shared/contract/receipt.ts";
import type { KeptFeedback, Outbox } from "./outbox.ts";
import type { Moment } from "../clock/start-clock.ts";
import type { BatchLimits } from "./prepare-batch.ts";
import { prepareBatch, stayingLimits } from "./prepare-batch.ts";
import type { SendFailure, SendFeedback, Sent } from "./send-feedback.ts";

/** What the network made of one feedback. */
export type Settlement = { readonly kept: KeptFeedback; readonly receipt: FeedbackReceipt };

/** How a drain ended: nothing waits any more, or why it stopped. */
export type DrainEnd = Pick<SendFailure, "retryAfterMs"> & { readonly kind: SendFailure["kind"] | "empty" };

/** What a drain works with. */
export type DrainPorts = {
  readonly outbox: Pick<Outbox, "oldest" | "settle" | "park">;
  readonly send: SendFeedback;
  /** Runs one send while no other tab does. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  readonly now: () => Moment;
  readonly widgetVersion: string;
  readonly settled: (settlement: Settlement) => void;
};

/**
 * Sends what waits for a server until nothing does. Peek, send, settle: an item is looked at, sent, and let go of only on
 * its receipt; a lost answer costs a repeat, which the server answers with `duplicate`. Refused items are put apart, so
 * that they never block the others. The lock is held for one send at a time. Each call is one drain; waiting between
 * drains is the caller's.
 */
export async function drainOutbox(server: string, ports: DrainPorts): Promise<DrainEnd> {
  let limits = stayingLimits;
  for (;;) {
    const round = await ports.alone(() => sendOnce(server, ports, limits));
    if (round.kind === "sent") continue;
    if (round.kind !== "too-large" || round.items <= 1) return round;
    limits = { ...limits, items: Math.ceil(round.items / 2) };
  }
}

/** How one send ended, and how many items it held. */
type Round = (DrainEnd | { readonly kind: "sent" }) & { readonly items: number };

async function sendOnce(server: string, ports: DrainPorts, limits: BatchLimits): Promise<Round> {
  const { body, rows } = prepareBatch(await ports.outbox.oldest(server, limits.items), ports.now(), limits);
  const items = rows.length;
  if (items === 0) return { kind: "empty", retryAfterMs: 0, items };
  const sent = await ports.send(server, body);
  if (!sent.ok) return { ...sent.failure, items };
  const isMoved = await settle(rows, sent.value, ports);
  // Where nothing left the outbox, another round would only repeat this one: let the caller wait.
  return { kind: isMoved ? "sent" : "unexpected", retryAfterMs: 0, items };
}

/** Applies receipts to what was sent, and tells of them. False: nothing left the outbox. */
async function settle(
  rows: readonly KeptFeedback[],
  { receipts, serverVersion }: Sent,
  ports: DrainPorts,
): Promise<boolean> {
  const settlements = rows.flatMap((kept) => {
    const receipt = receipts.find(({ id, revision }) => id === kept.id && revision === kept.item.revision);
    return receipt && isKnown(receipt) ? [{ kept, receipt }] : [];
  });
  const versions = { widget: ports.widgetVersion, server: serverVersion };
  const refused = settlements.flatMap(({ kept, receipt: { problem } }) =>
    problem ? [{ ...kept, problem, versions }] : [],
  );
  const receipted = settlements.filter(({ receipt }) => !receipt.problem).map(({ kept }) => kept);
  const isDone = [await ports.outbox.settle(receipted), await ports.outbox.park(refused)];
  settlements.forEach(ports.settled);
  return settlements.length > 0 && isDone.every(Boolean);
}

// A newer server may say more than this widget understands: that is no receipt. Nor is it one that the item must wait.
function isKnown({ outcome, problem }: FeedbackReceipt): boolean {
  return problem ? outcome === "refused" && problem.status !== 429 : /^(accepted|duplicate)$/.test(outcome);
}
