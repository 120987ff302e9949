import type { HeartbeatAnswer } from "../../shared/contract/device.ts";
import { heartbeatPath } from "../../shared/crypto/signature-base.ts";
import type { Timers } from "../clock/start-clock.ts";
import { retryDelay } from "../outbox/drain-outbox.ts";
import type { DeviceIdentity, DeviceOrders } from "./device-memory.ts";
import type { DeviceState } from "./device-state.ts";
import { makeHeartbeat, readDevice, type ReadingDeps, withoutTold } from "./make-heartbeat.ts";
import type { SignedFetch } from "./start-signing.ts";
import type { WatchedClock } from "./watch-clock.ts";

/** What heartbeats need. */
export type HeartbeatDeps = ReadingDeps & {
  readonly server: string;
  readonly version: string;
  readonly signedFetch: SignedFetch;
  readonly state: DeviceState;
  readonly clock: WatchedClock;
  readonly timers: Timers;
  readonly chance: () => number;
  /** A signal that ends a request which takes too long. */
  readonly timeout: () => AbortSignal;
  /** The server answered. */
  readonly heard: () => void;
};

/**
 * Sends heartbeats one after the other, sooner after a failure, never two at once. Returns how to send one after that many
 * milliseconds, in place of the next one.
 */
export function startHeartbeat(deps: HeartbeatDeps): (delayMs: number) => void {
  let cancel = (): void => {};
  let isRunning = false;
  let isWanted = false;
  let failures = 0;
  const beat = (delayMs: number): void => {
    cancel();
    cancel = deps.timers.after(delayMs, () => void run());
  };
  const pause = (isHeard: boolean): number => {
    const { orders } = deps.state.get();
    const regularMs = (orders ? orders.heartbeatSeconds : usualSeconds) * 1000;
    failures = isHeard ? 0 : failures + 1;
    if (isWanted) return 0;
    return isHeard ? regularMs : Math.min(regularMs, retryDelay(failures, deps.chance()));
  };
  const run = async (): Promise<void> => {
    isWanted = isRunning;
    if (isRunning) return;
    const { identity, standing } = deps.state.get();
    if (!identity || standing !== "ready") return;
    isRunning = true;
    const isHeard = await tell(identity, deps).catch(() => false);
    isRunning = false;
    deps.state.set({ isOnline: isHeard });
    beat(pause(isHeard));
    if (isHeard) deps.heard();
  };
  return beat;
}

async function tell({ device, agency }: DeviceIdentity, deps: HeartbeatDeps): Promise<boolean> {
  const { memory, clock, state, version } = deps;
  const { aheadMs } = clock.look();
  const told = state.get().ready;
  const { facts, ...reading } = await readDevice(deps);
  const now = clock.bestNow();
  const body = makeHeartbeat({ ...reading, facts: { ...facts, ready: told }, agency, version, now, aheadMs });
  let askedAtMs = 0;
  const answer = await deps.signedFetch(deps.server + heartbeatPath(device), {
    body: JSON.stringify(body),
    credentials: "omit",
    signal: deps.timeout(),
    leaves: () => (askedAtMs = clock.bestNow().monotonicMs),
  });
  if (!answer.ok) return false;
  const heard = (await answer.json()) as HeartbeatAnswer;
  const orders = ordersOf(heard);
  await memory.learn(clock.learn(orders.heardAtMs, askedAtMs));
  const ready = withoutTold(state.get().ready, told);
  state.set({ ready });
  await memory.write({ orders, sequence: heard.sequence, ready });
  state.set({ orders, serverVersion: answer.headers.get("api-version") });
  return true;
}

// Whatever a server says, a device waits between heartbeats.
const fewestSeconds = 5;
const usualSeconds = 60;

/** What the office wants, from the server's answer. Throws if the answer is not ours. */
export function ordersOf({ touchpoint, name, pin, heartbeat_seconds, server_time }: HeartbeatAnswer): DeviceOrders {
  const heardAtMs = Date.parse(server_time);
  if (!touchpoint || !(heardAtMs > 0)) throw new TypeError("This is no answer to a device");
  const heartbeatSeconds = heartbeat_seconds >= fewestSeconds ? heartbeat_seconds : usualSeconds;
  return { touchpoint, name, pin, heartbeatSeconds, heardAtMs };
}
