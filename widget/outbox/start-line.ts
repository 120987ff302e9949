import type { Timers } from "../clock/start-clock.ts";
import type { DrainEnd, DrainPorts, Settlement } from "./drain-outbox.ts";
import { drainOutbox } from "./drain-outbox.ts";
import { retryDelay } from "./retry-delay.ts";

/** What an element hears of the network: an item's receipt, or that a server cannot be had just now. */
export type OutboxNews =
  | { readonly kind: "settled"; readonly server: string; readonly settlement: Settlement }
  | { readonly kind: "delayed"; readonly server: string; readonly isBusy: boolean };

/** Wakes a server's line after that many milliseconds, or as soon as the server has allowed. */
export type Line = { wake(delayMs: number): void };

/** What a line works with. */
export type LinePorts = Omit<DrainPorts, "settled"> & { readonly timers: Timers; readonly chance: () => number };

/** One server's line: never two drains at once, back-off after a failure, `Retry-After` before anything else. */
export function startLine(server: string, ports: LinePorts, tell: (news: OutboxNews) => void): Line {
  const settled = (settlement: Settlement): void => tell({ kind: "settled", server, settlement });
  const drainPorts: DrainPorts = { ...ports, settled };
  let cancel = (): void => {};
  let isRunning = false;
  let isWanted = false;
  let attempts = 0;
  let notBeforeMs = 0;
  const wake = (delayMs: number): void => {
    cancel();
    cancel = ports.timers.after(Math.max(delayMs, notBeforeMs - ports.now().monotonicMs), () => void run());
  };
  const after = (end: DrainEnd): void => {
    if (end.kind === "empty") {
      attempts = 0;
      if (isWanted) wake(0);
      return;
    }
    attempts += 1;
    notBeforeMs = ports.now().monotonicMs + end.retryAfterMs;
    wake(retryDelay(attempts, ports.chance()));
    tell({ kind: "delayed", server, isBusy: end.kind === "busy" });
  };
  const run = async (): Promise<void> => {
    isWanted = isRunning;
    if (isRunning) return;
    isRunning = true;
    const end = await drainOutbox(server, drainPorts);
    isRunning = false;
    after(end);
  };
  return { wake };
}
