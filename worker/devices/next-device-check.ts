import type { StoredDevice } from "./device-store.ts";
import { lastSignMs, quietAfterMs } from "./find-alerts.ts";
import { opensAt } from "./opening-time.ts";

const checkMs = 5 * 60 * 1000;

/** When it is, and how far the agency's zone is ahead of UTC, in milliseconds. */
export type CheckTime = { readonly nowMs: number; readonly offsetOf: (ms: number) => number };

/**
 * When devices are to be looked at next, so that one that went quiet is found without anybody asking: in five minutes while
 * one of them is in its opening hours, else some minutes after the next opening; null where none should be ready.
 */
export function nextDeviceCheck(devices: readonly StoredDevice[], { nowMs, offsetOf }: CheckTime): number | null {
  let next: number | null = null;
  for (const device of devices) {
    if (device.enrolledMs === null || device.revokedMs !== null) continue;
    const opens = opensAt({ hours: device.openingHours, offsetOf }, nowMs);
    if (opens === null) continue;
    const check = opens > nowMs ? Math.max(opens, lastSignMs(device)) + quietAfterMs : nowMs + checkMs;
    next = next === null ? check : Math.min(next, check);
  }
  return next;
}
