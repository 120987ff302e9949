import {
  type DevicePublicKey,
  type EnrolledDevice,
  type HeartbeatAnswer,
  heartbeatSeconds,
} from "../../shared/contract/device.ts";
import type { Failure } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { DeviceRooms } from "./device-rooms.ts";
import type { StoredCode, StoredDevice } from "./device-store.ts";
import { beginAlert, endAlerts, lastingAlerts } from "./settle-alerts.ts";
import { watchDevice } from "./watch-device.ts";

/** What a tablet gives: the hash of its code, and its key. */
export type Trade = { readonly hash: string; readonly publicKey: DevicePublicKey };

/**
 * Makes a tablet the device: its key is the device's from now on, the one before ends, numbering goes on. A code that was
 * used is refused like any other, but for the very tablet that used it and did not hear the answer; and the office is told.
 * Failure: `unknown-code`.
 */
export function tradeCode(rooms: DeviceRooms, { hash, publicKey }: Trade): Result<EnrolledDevice, Failure> {
  const { store, nowMs } = rooms;
  const code = store.findCode(hash);
  const device = code && store.find(code.device);
  if (!code || !device) return fail({ kind: "unknown-code" });
  if (code.usedMs !== null) return tradedBefore(rooms, { code, device, publicKey });
  if (code.expiresMs <= nowMs) return fail({ kind: "unknown-code" });
  const enrolled: StoredDevice = {
    ...device,
    firstEnrolledMs: device.firstEnrolledMs ?? nowMs,
    enrolledMs: nowMs,
    revokedMs: null,
    heartbeat: null,
    clockAheadMs: null,
    beforeKey: device.highest,
  };
  store.spendCode(hash, nowMs);
  const [former] = store.keys(device.id);
  store.addKey({ device: device.id, number: (former?.number ?? 0) + 1, publicKey, counter: 0 });
  store.put(enrolled);
  rooms.memory.forget();
  endAlerts(rooms, device.id, lastingAlerts);
  watchDevice(rooms, enrolled);
  return ok(enrolledDevice(rooms, enrolled));
}

type UsedCode = { readonly code: StoredCode; readonly device: StoredDevice; readonly publicKey: DevicePublicKey };

function tradedBefore(rooms: DeviceRooms, { code, device, publicKey }: UsedCode): Result<EnrolledDevice, Failure> {
  const [present] = rooms.store.keys(device.id);
  const isSame = present?.publicKey.x === publicKey.x && present.publicKey.y === publicKey.y;
  if (isSame && code.expiresMs > rooms.nowMs && device.revokedMs === null) return ok(enrolledDevice(rooms, device));
  beginAlert(rooms, device.id, { kind: "code-reused", detail: "an enrolment code was given a second time" });
  return fail({ kind: "unknown-code" });
}

function enrolledDevice(rooms: DeviceRooms, device: StoredDevice): EnrolledDevice {
  return { device: device.id, agency: rooms.organization.agency.code, ...ordersFor(device, rooms.nowMs) };
}

/** What the office wants of a device now. */
export function ordersFor({ touchpoint, name, pin, highest }: StoredDevice, nowMs: number): HeartbeatAnswer {
  return {
    touchpoint,
    name,
    pin,
    server_time: new Date(nowMs).toISOString(),
    heartbeat_seconds: heartbeatSeconds,
    sequence: highest,
  };
}
