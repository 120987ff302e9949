import type { Heartbeat, HeartbeatAnswer } from "../../shared/contract/device.ts";
import type { Failure } from "../problems/failure.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Signer } from "../feedback/device-gate.ts";
import { admitSigner } from "./admit-signer.ts";
import type { DeviceRooms } from "./device-rooms.ts";
import type { StoredDevice } from "./device-store.ts";
import { raised } from "./device-gate.ts";
import { joinSpans, markReady, neverReady, type ReadyMinutes, type Span } from "./ready-minutes.ts";
import { ordersFor } from "./trade-code.ts";
import { watchDevice } from "./watch-device.ts";

const dayMs = 24 * 60 * 60 * 1000;
/** Spans from longer ago before the heartbeat before are not believed. */
const farthestBackMs = 45 * dayMs;

/**
 * Writes down what a device tells of itself, and which alerts began or ended by it; answers what the office wants of it.
 * Failures: those of `admitSigner`.
 */
export function takeHeartbeat(rooms: DeviceRooms, signer: Signer, given: Heartbeat): Result<HeartbeatAnswer, Failure> {
  const admitted = admitSigner(rooms, signer);
  if (!admitted.ok) return admitted;
  const device = admitted.value;
  markDays(rooms, device, given.ready);
  const { agency: _, ready: __, ...heartbeat } = given;
  const highest = Math.max(given.captured, ...given.pending.map(([, last]) => last));
  const told: StoredDevice = {
    ...raised(device, highest, rooms.nowMs),
    lastHeartbeatMs: rooms.nowMs,
    heartbeat,
    clockAheadMs: given.clock_ahead_ms ?? Date.parse(given.sent_at) - rooms.nowMs,
  };
  rooms.store.put(told);
  watchDevice(rooms, told);
  return ok(ordersFor(told, rooms.nowMs));
}

function markDays(rooms: DeviceRooms, device: StoredDevice, ready: Heartbeat["ready"]): void {
  const { watch, nowMs, offsetOf } = rooms;
  const least = (device.lastHeartbeatMs ?? device.enrolledMs ?? nowMs) - farthestBackMs;
  const spans = ready.map(({ from, to }): Span => [Date.parse(from), Date.parse(to)]);
  const local = joinSpans(spans, [least, nowMs]).map(([from, to]): Span => [from + offsetOf(from), to + offsetOf(to)]);
  const [first] = local;
  const last = local.at(-1);
  if (!first || !last) return;
  const days = watch.readyDays(device.id, Math.floor(first[0] / dayMs), Math.floor(last[1] / dayMs));
  const touched = new Map<number, ReadyMinutes>();
  markReady(local, (day) => {
    const minutes = touched.get(day) ?? days.get(day) ?? neverReady();
    touched.set(day, minutes);
    return minutes;
  });
  for (const [day, minutes] of touched) watch.putReadyDay(device.id, day, minutes);
}
