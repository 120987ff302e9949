import type { DeviceStatus } from "../kiosk/kiosk-ports.ts";
import type { DeviceFacts } from "./device-facts.ts";
import type { QueueState } from "./device-memory.ts";
import type { DeviceNow } from "./device-state.ts";
import type { Epoch } from "./epoch.ts";
import type { Surroundings } from "./make-heartbeat.ts";
import { oldestAt } from "./make-heartbeat.ts";

/** What a technician's status is made of; `nowMs` by the server's clock as well as it is known. */
export type StatusFacts = {
  readonly version: string;
  readonly nowMs: number;
  readonly facts: DeviceFacts;
  readonly queue: QueueState;
  readonly epochs: readonly Epoch[];
  readonly aheadMs: number | null;
  readonly now: DeviceNow;
  readonly surroundings: Surroundings;
};

/** What the technician sees. */
export function deviceStatus(of: StatusFacts): DeviceStatus {
  const { facts, queue, epochs, nowMs, now, surroundings } = of;
  const { identity, orders } = facts;
  const oldestMs = oldestAt(queue, epochs);
  return {
    device: identity ? identity.device : "",
    name: orders ? orders.name : "",
    touchpoint: orders ? orders.touchpoint : "",
    version: of.version,
    serverVersion: now.serverVersion,
    waiting: queue.waiting,
    parked: queue.parked,
    oldestAgeMs: oldestMs === null ? null : Math.max(0, nowMs - oldestMs),
    sequence: facts.sequence,
    clockAheadMs: of.aheadMs,
    ...surroundings,
    lastSyncMs: orders ? orders.heardAtMs : null,
  };
}
