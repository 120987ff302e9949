import type { PageClock, Timers } from "../clock/start-clock.ts";
import { type DrainDeps, type DrainLoop, type OutboxNews, startDrainLoop } from "./drain-outbox.ts";
import { type AddressedFeedback, isNewer, type KeptFeedback, type Outbox } from "./outbox-store.ts";
import { leavingLimits, prepareBatch, sendFeedback } from "./send-feedback.ts";

/** Where a feedback lies now: on the device for good, or only in this page's memory. */
export type KeptWhere = "device" | "memory";

/** The outbox as the element knows it. */
export type OutboxDoor = {
  /** Keeps a revision and soon sends it. Returns where it is kept, once it is. */
  keep(kept: AddressedFeedback): Promise<KeptWhere>;
  /** Tries at once, since a person asked. */
  sendNow(server: string): void;
  /** Tells a listener of every piece of news; returns how to stop. */
  watch(listener: (news: OutboxNews) => void): () => void;
  /** A server's version became known: refused items may be worth another try. */
  serverSeen(server: string, version: string | null): void;
};

/** What the running outbox needs of the page. */
export type OutboxDeps = Pick<DrainDeps, "send" | "now" | "widgetVersion"> & {
  readonly outbox: Outbox;
  readonly alone: (server: string) => DrainDeps["alone"];
  /** Sends a body that must outlive the page; nobody waits for the answer. */
  readonly sendLeaving: (server: string, body: string) => unknown;
  readonly timers: Timers;
  readonly chance: () => number;
  /** Calls back when the page is shown again or online again, and when it is left. */
  readonly watchPage: (back: () => unknown, left: () => void) => void;
};

// Several quick acts of one person, such as arrow keys over the faces, go as one revision.
const gatherMs = 300;

/** A version that no server has. After it is seen, what was refused for now waits again. */
export const anotherVersion = "";

/** Starts the one running outbox of a page: drains on load, on return, after each act, and when the page is left. */
export function startOutbox(deps: OutboxDeps): OutboxDoor {
  const listeners = new Set<(news: OutboxNews) => void>();
  const loops = new Map<string, DrainLoop>();
  const unsent: Unsent = new Map();
  const outbox = withUnsent(deps.outbox, unsent);
  const tell = (news: OutboxNews): void => {
    if (news.kind === "settled") forget(unsent, news.settlement.kept);
    for (const listener of listeners) listener(news);
  };
  const wake = (server: string, delayMs: number): void => {
    const loop = loops.get(server) || startDrainLoop(server, { ...deps, outbox, alone: deps.alone(server) }, tell);
    loops.set(server, loop);
    loop(delayMs);
  };
  const serverSeen = async (server: string, version: string | null): Promise<void> => {
    const versions = { widget: deps.widgetVersion, server: version };
    await outbox.reconsider(versions, { server, nowMs: deps.now().ms }).catch(() => {});
    wake(server, 0);
  };
  const drainAll = async (): Promise<void> => {
    const stored = await outbox.queues().catch(() => []);
    for (const server of new Set([...stored, ...loops.keys()])) void serverSeen(server, anotherVersion);
  };
  void drainAll();
  deps.watchPage(drainAll, () => sendLeft(unsent, deps));
  return {
    async keep(kept) {
      unsent.set(kept.id, kept);
      const stored = await outbox.keep(kept).catch(() => null);
      wake(kept.server, gatherMs);
      return stored ? "device" : "memory";
    },
    sendNow: (server) => wake(server, 0),
    serverSeen,
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What this page load has not sent, by id. */
type Unsent = Map<string, AddressedFeedback>;

// Storage cannot be read while a page is being left: what this load has not sent is also in memory.
function sendLeft(unsent: Unsent, deps: OutboxDeps): void {
  for (const server of new Set([...unsent.values()].map((kept) => kept.server))) {
    deps.sendLeaving(server, prepareBatch(ofServer(unsent, server), deps.now(), leavingLimits).body);
  }
}

/** An outbox that also offers what this page load has not sent, since the device may refuse to store it. */
function withUnsent(outbox: Outbox, unsent: Unsent): Outbox {
  return {
    ...outbox,
    async oldest(server, count) {
      const kept = await outbox.oldest(server, count).catch(() => []);
      return [...kept.filter(({ id }) => !unsent.has(id)), ...ofServer(unsent, server)].slice(0, count);
    },
  };
}

function ofServer(unsent: Unsent, server: string): AddressedFeedback[] {
  return [...unsent.values()].filter((kept) => kept.server === server);
}

function forget(unsent: Unsent, settled: KeptFeedback): void {
  if (!isNewer(unsent.get(settled.id), settled)) unsent.delete(settled.id);
}

// A send that takes longer is given up, and its lock with it. Another tab waits a little longer than that.
const sendTimeoutMs = 20_000;
const lockTimeoutMs = 25_000;

/** What the browser's outbox needs: the page's clock and network, and this widget's version. */
export type BrowserDeps = PageClock & { readonly fetch: typeof fetch; readonly widgetVersion: string };

/** Starts an outbox with the browser's network, locks, timers and page events. */
export function startBrowserOutbox(outbox: Outbox, deps: BrowserDeps): OutboxDoor {
  const { timers, fetch } = deps;
  const endAfter = (ms: number): AbortSignal => {
    const end = new AbortController();
    timers.after(ms, () => end.abort());
    return end.signal;
  };
  const lock = { locks: navigator.locks, timeout: () => endAfter(lockTimeoutMs) };
  return startOutbox({
    ...deps,
    outbox,
    // Small bodies outlive the page, should it be left meanwhile. A body in UTF-8 has at most three bytes per unit.
    send: (server, body) =>
      sendFeedback(server, body, {
        fetch,
        options: { signal: endAfter(sendTimeoutMs), keepalive: body.length * 3 < leavingLimits.bytes },
      }),
    alone: (server) => (work) => withSendLock(`citizen-feedback ${server}`, lock, work),
    sendLeaving: (server, body) => sendFeedback(server, body, { fetch, options: { keepalive: true } }),
    chance: Math.random,
    watchPage(back, left) {
      addEventListener("online", back);
      addEventListener("pagehide", left);
      document.addEventListener("visibilitychange", () => (document.hidden ? left() : back()));
    },
  });
}

/** The browser's locks (absent on plain `http` and in old browsers), and a signal that ends the wait for one. */
export type LockDeps = { readonly locks: LockManager | undefined; readonly timeout: () => AbortSignal };

/**
 * Runs work while no other tab of this origin does, if the browser has locks. A frozen tab that holds the lock blocks
 * nobody: after the timeout the work is done without it. The worst is a repeat, which the server recognises.
 */
export async function withSendLock<T>(name: string, { locks, timeout }: LockDeps, work: () => Promise<T>): Promise<T> {
  let isHeld = false;
  const held = (): Promise<T> => {
    isHeld = true;
    return work();
  };
  try {
    if (locks) return await locks.request(name, { signal: timeout() }, held);
  } catch (error) {
    if (isHeld) throw error;
  }
  return work();
}
