import type { HeartbeatAnswer } from "../../shared/contract/device.ts";
import { heartbeatPath } from "../../shared/crypto/signature-base.ts";
import { retryDelay } from "../outbox/retry-delay.ts";
import type { Timers } from "../clock/start-clock.ts";
import type { DeviceIdentity } from "./device-facts.ts";
import type { DeviceMemory } from "./device-memory.ts";
import type { DeviceState } from "./device-state.ts";
import type { Surroundings } from "./make-heartbeat.ts";
import { makeHeartbeat } from "./make-heartbeat.ts";
import { ordersOf } from "./orders-of.ts";
import type { ReadyLog } from "./ready-log.ts";
import type { SignedFetch } from "./signed-fetch.ts";
import type { WatchedClock } from "./watch-clock.ts";

/** What telling of oneself needs. */
export type HeartbeatPorts = {
  readonly server: string;
  readonly version: string;
  readonly signedFetch: SignedFetch;
  readonly memory: DeviceMemory;
  readonly state: DeviceState;
  readonly clock: WatchedClock;
  readonly ready: ReadyLog;
  readonly surroundings: () => Promise<Surroundings>;
  readonly timers: Timers;
  readonly chance: () => number;
  /** A signal that ends a request which takes too long. */
  readonly patience: () => AbortSignal;
  /** The server answered. */
  readonly heard: () => void;
};

/** Tells the office of the device. */
export type HeartbeatLine = {
  /** In so many milliseconds, in place of the next one. */
  beat(delayMs: number): void;
};

const restMs = 60_000;

/** Tells of the device time and again, sooner after a failure; never two at once. */
export function startHeartbeat(ports: HeartbeatPorts): HeartbeatLine {
  let cancel = (): void => {};
  let isRunning = false;
  let isWanted = false;
  let failures = 0;
  const beat = (delayMs: number): void => {
    cancel();
    cancel = ports.timers.after(delayMs, () => void run());
  };
  const pause = (isHeard: boolean): number => {
    const { orders } = ports.state.get();
    const regularMs = orders ? orders.heartbeatSeconds * 1000 : restMs;
    failures = isHeard ? 0 : failures + 1;
    if (isWanted) return 0;
    return isHeard ? regularMs : Math.min(regularMs, retryDelay(failures, ports.chance()));
  };
  const run = async (): Promise<void> => {
    isWanted = isRunning;
    if (isRunning) return;
    const { identity, standing } = ports.state.get();
    if (!identity || standing !== "ready") return;
    isRunning = true;
    const isHeard = await tell(identity, ports).catch(() => false);
    isRunning = false;
    ports.state.set({ isOnline: isHeard });
    beat(pause(isHeard));
    if (isHeard) ports.heard();
  };
  return { beat };
}

async function tell(identity: DeviceIdentity, ports: HeartbeatPorts): Promise<boolean> {
  const { memory, clock, state, ready } = ports;
  const { device, agency } = identity;
  const { aheadMs } = clock.look();
  const spans = ready.spans();
  const [facts, queue, epochs, surroundings] = await Promise.all([
    memory.facts(),
    memory.queue(device),
    memory.epochs(),
    ports.surroundings(),
  ]);
  const told = {
    agency,
    version: ports.version,
    now: clock.bestNow(),
    facts: { ...facts, ready: spans },
    queue,
    epochs,
  };
  let askedAtMs = 0;
  const answer = await ports.signedFetch(ports.server + heartbeatPath(device), {
    body: JSON.stringify(makeHeartbeat({ ...told, aheadMs, surroundings })),
    credentials: "omit",
    signal: ports.patience(),
    leaves: () => {
      askedAtMs = clock.bestNow().monotonicMs;
    },
  });
  if (!answer.ok) return false;
  const heard = (await answer.json()) as HeartbeatAnswer;
  const orders = ordersOf(heard);
  await memory.learn(clock.learn(orders.heardAtMs, askedAtMs));
  ready.told(spans);
  await memory.write({ orders, sequence: heard.sequence, ready: ready.spans() });
  state.set({ orders, serverVersion: answer.headers.get("api-version") });
  return true;
}
