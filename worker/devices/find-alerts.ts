import type { GapKind } from "../../shared/contract/device.ts";
import type { StoredDevice } from "./device-store.ts";
import { type OpeningTime, openMsBetween } from "./opening-time.ts";
import type { FoundAlert } from "./settle-alerts.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** OpeningTime hours without a heartbeat after which a device is quiet. */
export const quietAfterMs: number = 10 * minuteMs;
const openQueueMs = 24 * hourMs;
const longestQueueMs = 48 * hourMs;
const clockOffMs = 5 * minuteMs;
const storageFull = 0.9;

/** What a device is judged by; `nowMs` and `offsetOf`, the lead of the agency's zone over UTC, in milliseconds. */
export type Judging = {
  readonly device: StoredDevice;
  readonly gaps: Readonly<Record<GapKind, number>>;
  readonly nowMs: number;
  readonly offsetOf: (ms: number) => number;
};

/** What the office should look at now, besides alerts that last. Nothing where no tablet is the device. */
export function findAlerts(judging: Judging): FoundAlert[] {
  const { device, gaps } = judging;
  if (device.enrolledMs === null || device.revokedMs !== null) return [];
  const found = [isQuiet(judging), isQueueOld(judging), isClockOff(device), isStorageLow(device)];
  if (gaps.lost + gaps.wiped > 0) found.push({ kind: "gap", detail: `${gaps.lost} lost, ${gaps.wiped} wiped` });
  return found.filter((alert) => alert !== null);
}

function openingOf({ device, offsetOf }: Judging): OpeningTime {
  return { hours: device.openingHours, offsetOf };
}

/** When the device last gave a sign of life, or became one; in milliseconds since 1970. */
export function lastSignMs({ enrolledMs, lastHeartbeatMs }: StoredDevice): number {
  return Math.max(enrolledMs ?? 0, lastHeartbeatMs ?? 0);
}

function isQuiet(judging: Judging): FoundAlert | null {
  const last = lastSignMs(judging.device);
  const open = openMsBetween(openingOf(judging), [last, judging.nowMs], quietAfterMs);
  return open < quietAfterMs ? null : { kind: "quiet", detail: `no heartbeat since ${new Date(last).toISOString()}` };
}

function isQueueOld(judging: Judging): FoundAlert | null {
  const { device, nowMs } = judging;
  const oldestMs = oldestWaiting(device);
  if (oldestMs === null) return null;
  const isOld =
    nowMs - oldestMs > longestQueueMs ||
    openMsBetween(openingOf(judging), [oldestMs, nowMs], openQueueMs) >= openQueueMs;
  return isOld ? { kind: "queue-old", detail: `the oldest is of ${new Date(oldestMs).toISOString()}` } : null;
}

/** By the device's clock; where it could not tell, by how long ago it said that was. */
function oldestWaiting({ heartbeat, lastHeartbeatMs }: StoredDevice): number | null {
  if (heartbeat === null) return null;
  const { oldest_at, oldest_age_ms } = heartbeat.queue;
  if (oldest_at !== null) return Date.parse(oldest_at);
  return oldest_age_ms === null || lastHeartbeatMs === null ? null : lastHeartbeatMs - oldest_age_ms;
}

function isClockOff({ clockAheadMs }: StoredDevice): FoundAlert | null {
  if (clockAheadMs === null || Math.abs(clockAheadMs) <= clockOffMs) return null;
  const way = clockAheadMs > 0 ? "ahead" : "behind";
  return { kind: "clock", detail: `${Math.round(Math.abs(clockAheadMs) / minuteMs)} minutes ${way}` };
}

function isStorageLow({ heartbeat }: StoredDevice): FoundAlert | null {
  if (heartbeat === null) return null;
  const { persisted, quota, usage } = heartbeat.storage;
  if (!persisted) return { kind: "storage", detail: "not granted for good" };
  if (quota === null || usage === null || usage <= storageFull * quota) return null;
  return { kind: "storage", detail: "more than 90 % used" };
}
