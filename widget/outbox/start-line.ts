import type { Timers } from "../start-clock.ts";
import type { DrainEnd, DrainPorts } from "./drain-outbox.ts";
import { drainOutbox } from "./drain-outbox.ts";
import { retryDelay } from "./retry-delay.ts";

/** Wakes a server's line after that many milliseconds, or as soon as the server has allowed. */
export type Line = { wake(delayMs: number): void };

/** What a line works with. */
export type LinePorts = DrainPorts & {
  readonly timers: Timers;
  readonly chance: () => number;
  /** Hears how each drain ended. */
  readonly ended: (end: DrainEnd) => unknown;
};

/** One server's line: never two drains at once, back-off after a failure, `Retry-After` before anything else. */
export function startLine(server: string, ports: LinePorts): Line {
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
    } else {
      attempts += 1;
      notBeforeMs = ports.now().monotonicMs + end.retryAfterMs;
      wake(retryDelay(attempts, ports.chance()));
    }
    ports.ended(end);
  };
  const run = async (): Promise<void> => {
    isWanted = isRunning;
    if (isRunning) return;
    isRunning = true;
    const end = await drainOutbox(server, ports);
    isRunning = false;
    after(end);
  };
  return { wake };
}
