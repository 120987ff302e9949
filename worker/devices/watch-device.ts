import { formatDay } from "../../shared/calendar/day.ts";
import type { Device } from "../../shared/contract/device.ts";
import { findAlerts, settleAlerts } from "./alerts.ts";
import type { DeviceDeps } from "./device-deps.ts";
import type { StoredDevice } from "./device-store.ts";
import { isClosedOn } from "../organization/organization.ts";
import { joinSpans, openSpans } from "./opening-time.ts";
import { unitOfDevice } from "./reached-device.ts";
import { countReady, neverReady } from "./ready-minutes.ts";
import { countGaps, sequenceGaps } from "./sequence-gaps.ts";

/** Most gaps of a device in a list. */
const gapsInList = 100;
const daysShown = 7;
const dayMinutes = 24 * 60;

/** Checks a device: stores which alerts began or ended, and returns the device as the office sees it. */
export function watchDevice(deps: DeviceDeps, device: StoredDevice, mostGaps: number = gapsInList): Device {
  const { id, name, touchpoint } = device;
  const received = deps.sequences.ranges(id);
  const { highest, highestMs, beforeKey, firstEnrolledMs: since } = device;
  const told = device.heartbeat && {
    captured: device.heartbeat.captured,
    pending: device.heartbeat.pending.toSorted(([a], [b]) => a - b),
  };
  const gaps = sequenceGaps(received, { highest, highestMs, beforeKey, told, since });
  const counts = countGaps(gaps);
  const found = findAlerts({ device, gaps: counts, nowMs: deps.nowMs, offsetOf: deps.offsetOf });
  const isClosed = isClosedOn(deps.organization, touchpoint, deps.today);
  // A device at a closed touchpoint may be quiet. Its queue is still watched.
  settleAlerts(deps, id, isClosed ? found.filter(({ kind }) => kind !== "quiet") : found);
  const { pending: _, ...heartbeat } = device.heartbeat ?? { pending: null };
  return {
    ...{ id, name, touchpoint, unit: unitOfDevice(deps, touchpoint), state: stateOf(device) },
    opening_hours: device.openingHours,
    created_at: toInstant(device.createdMs),
    enrolled_at: orNull(device.enrolledMs),
    revoked_at: orNull(device.revokedMs),
    last_heartbeat_at: orNull(device.lastHeartbeatMs),
    last_feedback_at: orNull(device.lastFeedbackMs),
    last_test_at: orNull(device.lastTestMs),
    heartbeat: "sent_at" in heartbeat ? heartbeat : null,
    clock_ahead_ms: device.clockAheadMs,
    sequence: {
      highest,
      received: received.reduce((sum, { first, last }) => sum + last - first + 1, 0),
      ...counts,
    },
    gaps: gaps
      .slice(-mostGaps)
      .reverse()
      .map(({ afterMs, beforeMs, ...gap }) => ({ ...gap, after: orNull(afterMs), before: orNull(beforeMs) })),
    coverage: coverageOf(deps, device),
    alerts: deps.watch.alerts(id).map(({ sinceMs, ...alert }) => ({ ...alert, since: toInstant(sinceMs) })),
  };
}

function stateOf({ enrolledMs, revokedMs }: StoredDevice): Device["state"] {
  if (revokedMs !== null) return "revoked";
  return enrolledMs === null ? "waiting" : "enrolled";
}

function coverageOf({ watch, today, offsetOf, organization }: DeviceDeps, device: StoredDevice): Device["coverage"] {
  const { touchpoint, firstEnrolledMs, openingHours } = device;
  if (firstEnrolledMs === null) return [];
  const begins = Math.floor((firstEnrolledMs + offsetOf(firstEnrolledMs)) / 60_000);
  const first = Math.max(today - daysShown, Math.floor(begins / dayMinutes));
  const ready = watch.readyDays(device.id, first, today - 1);
  return Array.from({ length: Math.max(0, today - first) }, (_, place) => {
    const day = first + place;
    const hours = isClosedOn(organization, touchpoint, day) ? [] : openSpans(openingHours, day);
    const open = joinSpans(hours, [begins - day * dayMinutes, dayMinutes]);
    return {
      day: formatDay(day),
      open_minutes: open.reduce((sum, [from, to]) => sum + to - from, 0),
      ready_minutes: countReady(ready.get(day) ?? neverReady(), open),
    };
  });
}

function toInstant(ms: number): string {
  return new Date(ms).toISOString();
}

function orNull(ms: number | null): string | null {
  return ms === null ? null : toInstant(ms);
}
