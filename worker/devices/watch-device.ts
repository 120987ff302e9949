import { formatDay } from "../../shared/calendar/day.ts";
import type { Device, DeviceAlert, SequenceGap } from "../../shared/contract/device.ts";
import { deviceGaps } from "./device-gaps.ts";
import type { DeviceRooms } from "./device-rooms.ts";
import type { StoredDevice } from "./device-store.ts";
import { findAlerts } from "./find-alerts.ts";
import { type MinuteSpan, openSpans } from "./opening-time.ts";
import { countReady, neverReady } from "./ready-minutes.ts";
import { countGaps, type Gap } from "./sequence-gaps.ts";
import { settleAlerts } from "./settle-alerts.ts";
import { unitOfDevice } from "./reached-device.ts";
import type { StandingAlert } from "./watch-store.ts";

/** Gaps that a list shows of each device. */
const gapsInList = 100;
const daysShown = 7;
const dayMinutes = 24 * 60;

/** Looks at a device: alerts that began or ended are written down, and the device is answered as the office sees it. */
export function watchDevice(rooms: DeviceRooms, device: StoredDevice, mostGaps: number = gapsInList): Device {
  const received = rooms.sequences.ranges(device.id);
  const gaps = deviceGaps(device, received);
  const counts = countGaps(gaps);
  settleAlerts(rooms, device.id, findAlerts({ device, gaps: counts, nowMs: rooms.nowMs, offsetOf: rooms.offsetOf }));
  const { pending: _, ...heartbeat } = device.heartbeat ?? { pending: null };
  return {
    id: device.id,
    name: device.name,
    touchpoint: device.touchpoint,
    unit: unitOfDevice(rooms, device.touchpoint),
    state: stateOf(device),
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
      highest: device.highest,
      received: received.reduce((sum, { first, last }) => sum + last - first + 1, 0),
      ...counts,
    },
    gaps: gaps.slice(-mostGaps).reverse().map(toSequenceGap),
    coverage: coverageOf(rooms, device),
    alerts: rooms.watch.alerts(device.id).map(toDeviceAlert),
  };
}

function stateOf({ enrolledMs, revokedMs }: StoredDevice): Device["state"] {
  if (revokedMs !== null) return "revoked";
  return enrolledMs === null ? "waiting" : "enrolled";
}

function toDeviceAlert({ kind, sinceMs, detail }: StandingAlert): DeviceAlert {
  return { kind, since: toInstant(sinceMs), detail };
}

function toSequenceGap({ from, to, kind, afterMs, beforeMs }: Gap): SequenceGap {
  return { from, to, kind, after: orNull(afterMs), before: orNull(beforeMs) };
}

function coverageOf({ watch, today, offsetOf }: DeviceRooms, device: StoredDevice): Device["coverage"] {
  const { firstEnrolledMs, openingHours } = device;
  if (firstEnrolledMs === null) return [];
  const begins = Math.floor((firstEnrolledMs + offsetOf(firstEnrolledMs)) / 60_000);
  const first = Math.max(today - daysShown, Math.floor(begins / dayMinutes));
  const ready = watch.readyDays(device.id, first, today - 1);
  return Array.from({ length: Math.max(0, today - first) }, (_, place) => {
    const day = first + place;
    const open = spansFrom(openSpans(openingHours, day), begins - day * dayMinutes);
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

/** What of the spans lies at or after a minute. */
function spansFrom(spans: readonly MinuteSpan[], least: number): MinuteSpan[] {
  return spans.map(([from, to]): MinuteSpan => [Math.max(from, least), to]).filter(([from, to]) => from < to);
}
