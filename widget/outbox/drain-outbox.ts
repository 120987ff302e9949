import type { FeedbackReceipt } from "../../shared/contract/receipt.ts";
import type { Moment, Timers } from "../clock/start-clock.ts";
import type { KeptFeedback, Outbox } from "./outbox-store.ts";
import type { BatchLimits, SendFailure, SendFeedback, Sent } from "./send-feedback.ts";
import { prepareBatch, stayingLimits } from "./send-feedback.ts";

/** What the server answered to one feedback. */
export type Settlement = { readonly kept: KeptFeedback; readonly receipt: FeedbackReceipt };

/** How a drain ended: nothing waits any more, or why it stopped. */
export type DrainEnd = Pick<SendFailure, "retryAfterMs" | "status"> & { readonly kind: SendFailure["kind"] | "empty" };

/** What a drain works with. */
export type DrainDeps = {
  readonly outbox: Pick<Outbox<KeptFeedback>, "oldest" | "settle">;
  readonly send: SendFeedback;
  /** Runs one send while no other tab does. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  readonly now: () => Moment;
  readonly widgetVersion: string;
  readonly settled: (settlement: Settlement) => void;
};

/**
 * Sends what waits for a server until nothing does. Peek, send, settle: an item is read, sent, and deleted only on its
 * receipt. A lost answer costs a repeat, which the server answers with `duplicate`. Refused items are parked, so that
 * they never block the others. The lock is held for one send at a time. The caller waits between drains.
 */
export async function drainOutbox(server: string, deps: DrainDeps): Promise<DrainEnd> {
  let limits = stayingLimits;
  for (;;) {
    const round = await deps.alone(() => sendOnce(server, deps, limits));
    if (round.kind === "sent") continue;
    if (round.kind !== "too-large" || round.items <= 1) return round;
    limits = { ...limits, items: Math.ceil(round.items / 2) };
  }
}

/** How one send ended, and how many items it held. */
type Round = (DrainEnd | { readonly kind: "sent" }) & { readonly items: number };

async function sendOnce(server: string, deps: DrainDeps, limits: BatchLimits): Promise<Round> {
  const { body, rows } = prepareBatch(await deps.outbox.oldest(server, limits.items), deps.now(), limits);
  const items = rows.length;
  if (items === 0) return { kind: "empty", retryAfterMs: 0, items };
  const sent = await deps.send(server, body);
  if (!sent.ok) return { ...sent.failure, items };
  const isMoved = await settle(rows, sent.value, deps);
  // If nothing left the outbox, another round would only repeat this one: let the caller wait.
  const isBusy = sent.value.receipts.some(({ problem }) => problem?.status === 429);
  return { kind: isMoved ? "sent" : isBusy ? "busy" : "unexpected", retryAfterMs: 0, items };
}

/** Applies receipts to what was sent, and tells of them. False: nothing left the outbox. */
async function settle(
  rows: readonly KeptFeedback[],
  { receipts, serverVersion }: Sent,
  deps: DrainDeps,
): Promise<boolean> {
  const settlements = rows.flatMap((kept) => {
    const receipt = receipts.find(({ id, revision }) => id === kept.id && revision === kept.item.revision);
    return receipt && isKnown(receipt) ? [{ kept, receipt }] : [];
  });
  const versions = { widget: deps.widgetVersion, server: serverVersion };
  const refused = settlements.flatMap(({ kept, receipt: { problem } }) =>
    problem ? [{ ...kept, problem, versions }] : [],
  );
  const receipted = settlements.filter(({ receipt }) => !receipt.problem).map(({ kept }) => kept);
  const isStored = await deps.outbox.settle(receipted, refused).then(
    () => true,
    () => false,
  );
  settlements.forEach(deps.settled);
  return settlements.length > 0 && isStored;
}

// A newer server may say more than this widget understands: that is no receipt. Nor is "too many requests".
function isKnown({ outcome, problem }: FeedbackReceipt): boolean {
  return problem ? outcome === "refused" && problem.status !== 429 : /^(accepted|duplicate)$/.test(outcome);
}

/** What a page hears of its queue: an item's receipt, or that the server cannot be reached now. */
export type OutboxNews =
  | { readonly kind: "settled"; readonly server: string; readonly settlement: Settlement }
  | { readonly kind: "delayed"; readonly server: string; readonly isBusy: boolean; readonly status?: number };

/** Drains a server's queue after that many milliseconds, or as soon as the server has allowed. */
export type DrainLoop = (delayMs: number) => void;

/** What a drain loop works with. */
export type DrainLoopDeps = Omit<DrainDeps, "settled"> & { readonly timers: Timers; readonly chance: () => number };

/** Drains one server's queue: never twice at once, with back-off after a failure, and never before `Retry-After`. */
export function startDrainLoop(server: string, deps: DrainLoopDeps, tell: (news: OutboxNews) => void): DrainLoop {
  const settled = (settlement: Settlement): void => tell({ kind: "settled", server, settlement });
  let cancel = (): void => {};
  let isRunning = false;
  let isWanted = false;
  let attempts = 0;
  let notBeforeMs = 0;
  const wake = (delayMs: number): void => {
    cancel();
    cancel = deps.timers.after(Math.max(delayMs, notBeforeMs - deps.now().monotonicMs), () => void run());
  };
  const after = (end: DrainEnd): void => {
    if (end.kind === "empty") {
      attempts = 0;
      if (isWanted) wake(0);
      return;
    }
    attempts += 1;
    notBeforeMs = deps.now().monotonicMs + end.retryAfterMs;
    wake(retryDelay(attempts, deps.chance()));
    tell({ kind: "delayed", server, isBusy: end.kind === "busy", ...(end.status && { status: end.status }) });
  };
  const run = async (): Promise<void> => {
    isWanted = isRunning;
    if (isRunning) return;
    isRunning = true;
    const end = await drainOutbox(server, { ...deps, settled });
    isRunning = false;
    after(end);
  };
  return wake;
}

const firstMs = 2000;
const longestMs = 5 * 60 * 1000;

/**
 * Returns the milliseconds until the next attempt: doubles from 2 s to at most 5 min. Half of it is random, so that a
 * thousand pages do not come back at once.
 * @param attempts failed attempts so far, 1 or more
 * @param chance 0 to 1
 */
export function retryDelay(attempts: number, chance: number): number {
  const full = Math.min(longestMs, firstMs * 2 ** (attempts - 1));
  return Math.round((full * (1 + chance)) / 2);
}
