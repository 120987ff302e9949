import type { AlertKind, GapKind } from "../../shared/contract/device.ts";
import type { StoredDevice } from "./device-store.ts";
import { type OpeningTime, openMsBetween, opensAt } from "./opening-time.ts";
import type { SignedDeps } from "./device-deps.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Opening time without a heartbeat after which a device is quiet. */
const quietAfterMs = 10 * minuteMs;
const openQueueMs = 24 * hourMs;
const longestQueueMs = 48 * hourMs;
const clockOffMs = 5 * minuteMs;
const storageFull = 0.9;
const checkMs = 5 * minuteMs;

/** Something that the office should look at. */
export type FoundAlert = { readonly kind: AlertKind; readonly detail: string };

/** The present time, and how far the agency's zone is ahead of UTC; both in milliseconds. */
export type CheckTime = { readonly nowMs: number; readonly offsetOf: (ms: number) => number };

/** A device, and how many of its numbers are missing, by kind. */
export type DeviceCheck = CheckTime & {
  readonly device: StoredDevice;
  readonly gaps: Readonly<Record<GapKind, number>>;
};

/** Returns the alerts of a device that hold now, without those of {@link lastingAlerts}; none if no tablet is enrolled. */
export function findAlerts(check: DeviceCheck): FoundAlert[] {
  const { device, gaps } = check;
  if (!isEnrolled(device)) return [];
  const found = [isQuiet(check), isQueueOld(check), isClockOff(device), isStorageLow(device)];
  if (gaps.lost + gaps.wiped > 0) found.push({ kind: "gap", detail: `${gaps.lost} lost, ${gaps.wiped} wiped` });
  return found.filter((alert) => alert !== null);
}

/** Whether a tablet is the device now. */
export function isEnrolled({ enrolledMs, revokedMs }: StoredDevice): boolean {
  return enrolledMs !== null && revokedMs === null;
}

function openingOf({ device, offsetOf }: DeviceCheck): OpeningTime {
  return { hours: device.openingHours, offsetOf };
}

function isQuiet(check: DeviceCheck): FoundAlert | null {
  const last = lastSignMs(check.device);
  const open = openMsBetween(openingOf(check), [last, check.nowMs], quietAfterMs);
  return open < quietAfterMs ? null : { kind: "quiet", detail: `no heartbeat since ${new Date(last).toISOString()}` };
}

/** When the device last sent a heartbeat, or was enrolled; in milliseconds since 1970. */
function lastSignMs({ enrolledMs, lastHeartbeatMs }: StoredDevice): number {
  return Math.max(enrolledMs ?? 0, lastHeartbeatMs ?? 0);
}

function isQueueOld(check: DeviceCheck): FoundAlert | null {
  const { device, nowMs } = check;
  const oldestMs = oldestWaiting(device);
  if (oldestMs === null) return null;
  const isOld =
    nowMs - oldestMs > longestQueueMs || openMsBetween(openingOf(check), [oldestMs, nowMs], openQueueMs) >= openQueueMs;
  return isOld ? { kind: "queue-old", detail: `the oldest is of ${new Date(oldestMs).toISOString()}` } : null;
}

/** By the device's clock; if the device doesn't know the time, by the age that it told. */
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

/**
 * Returns when devices must be checked next, so that a quiet one is found without a request: in five minutes if one of them
 * is in its opening hours, else ten minutes after the next opening. Null if no device opens.
 */
export function nextDeviceCheck(devices: readonly StoredDevice[], { nowMs, offsetOf }: CheckTime): number | null {
  let next: number | null = null;
  for (const device of devices.filter(isEnrolled)) {
    const opens = opensAt({ hours: device.openingHours, offsetOf }, nowMs);
    if (opens === null) continue;
    const check = opens > nowMs ? Math.max(opens, lastSignMs(device)) + quietAfterMs : nowMs + checkMs;
    next = next === null ? check : Math.min(next, check);
  }
  return next;
}

/** What alerts are written with. */
export type AlertDeps = Pick<SignedDeps, "watch" | "nowMs">;

/** Alerts that only a new enrolment ends: nothing shows that their cause is over. */
export const lastingAlerts: ReadonlySet<AlertKind> = new Set(["fork", "code-reused"]);

/** Stores which alerts of a device began, ended or changed; leaves those of {@link lastingAlerts}. */
export function settleAlerts({ watch, nowMs }: AlertDeps, device: string, found: readonly FoundAlert[]): void {
  const standing = new Map(watch.alerts(device).map((alert) => [alert.kind, alert]));
  for (const { kind, detail } of found) {
    const before = standing.get(kind);
    if (before?.detail !== detail) watch.putAlert(device, { kind, detail, sinceMs: before?.sinceMs ?? nowMs });
    if (!before) watch.addEvent({ device, kind, detail, change: "began", atMs: nowMs });
  }
  const isFound = new Set(found.map(({ kind }) => kind));
  for (const { kind, detail } of standing.values()) {
    if (!isFound.has(kind) && !lastingAlerts.has(kind)) end({ watch, nowMs }, device, { kind, detail });
  }
}

/** Begins an alert of {@link lastingAlerts}, unless it stands already. */
export function beginAlert({ watch, nowMs }: AlertDeps, device: string, { kind, detail }: FoundAlert): void {
  if (watch.alerts(device).some((alert) => alert.kind === kind)) return;
  watch.putAlert(device, { kind, detail, sinceMs: nowMs });
  watch.addEvent({ device, kind, detail, change: "began", atMs: nowMs });
}

/** Ends alerts of a device, also lasting ones: those of the kinds given, or all. */
export function endAlerts(deps: AlertDeps, device: string, kinds?: ReadonlySet<AlertKind>): void {
  const standing = deps.watch.alerts(device);
  for (const alert of standing) if (!kinds || kinds.has(alert.kind)) end(deps, device, alert);
}

function end({ watch, nowMs }: AlertDeps, device: string, { kind, detail }: FoundAlert): void {
  watch.removeAlert(device, kind);
  watch.addEvent({ device, kind, detail, change: "ended", atMs: nowMs });
}
