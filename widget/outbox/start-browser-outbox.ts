import type { PageClock } from "../clock/start-clock.ts";
import type { Outbox } from "./outbox.ts";
import { leavingLimits } from "./prepare-batch.ts";
import type { SendFeedback } from "./send-feedback.ts";
import { sendFeedback } from "./send-feedback.ts";
import type { OutboxDoor, OutboxPorts } from "./start-outbox.ts";
import { startOutbox } from "./start-outbox.ts";
import type { Limit } from "./with-send-lock.ts";
import { withSendLock } from "./with-send-lock.ts";

// A send that takes longer is given up, and with it the lock; another tab waits a little longer than that.
const sendTimeoutMs = 20_000;
const lockPatienceMs = 25_000;

/** What the browser's outbox needs: the page's clock and network, and this widget's version. */
export type BrowserPorts = PageClock & { readonly fetch: typeof fetch; readonly widgetVersion: string };

/** Gives a running outbox the browser's network, locks, timers and page events. */
export function startBrowserOutbox(outbox: Outbox, ports: BrowserPorts): OutboxDoor {
  const { timers, fetch } = ports;
  const limit = (ms: number): Limit => {
    const end = new AbortController();
    return { signal: end.signal, cancel: timers.after(ms, () => end.abort()) };
  };
  const send: SendFeedback = async (server, body) => {
    const { signal, cancel } = limit(sendTimeoutMs);
    // Small bodies outlive the page, should it be left meanwhile. A body in UTF-8 has at most three bytes per unit.
    const options = { signal, keepalive: body.length * 3 < leavingLimits.bytes };
    const sent = await sendFeedback(server, body, { fetch, options });
    cancel();
    return sent;
  };
  const lock = { locks: navigator.locks, patience: () => limit(lockPatienceMs) };
  return startOutbox({
    ...ports,
    outbox,
    send,
    alone: (server) => (work) => withSendLock(`citizen-feedback ${server}`, lock, work),
    sendLeaving: (server, body) => sendFeedback(server, body, { fetch, options: { keepalive: true } }),
    chance: Math.random,
    watchPage,
  });
}

const watchPage: OutboxPorts["watchPage"] = (back, left) => {
  addEventListener("online", () => back());
  addEventListener("pagehide", left);
  document.addEventListener("visibilitychange", () => (document.hidden ? left() : back()));
};
