import type { Device, DeviceChange, PinCheck } from "../../shared/contract/device.ts";
import type { Failure } from "../problems/failure.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { askerOf, noteDeed } from "../audit/note-deed.ts";
import type { StoredDevice } from "./device-store.ts";
import type { DeviceRooms } from "./device-rooms.ts";
import { type FreshCode, giveCode, type NewTicket } from "./enrolment-code.ts";
import { placeForDevice, reachedDevice, unitOfDevice } from "./reached-device.ts";
import { endAlerts } from "./settle-alerts.ts";
import { watchDevice } from "./watch-device.ts";

/**
 * Moves a device to another touchpoint, with its history and numbering; renames it; sets its hours or PIN.
 * Failures: `unknown-device`, `unknown-touchpoint`, `outside-subtree`, `invalid`.
 */
export function changeDevice(
  rooms: DeviceRooms & { readonly id: string; readonly pinCheck: PinCheck | null },
  principal: Principal,
  change: DeviceChange,
): Result<Device, Failure> {
  const found = reachedDevice(rooms, principal, rooms.id);
  if (!found.ok) return found;
  const device = found.value;
  const { touchpoint = device.touchpoint, name = device.name, opening_hours = device.openingHours } = change;
  const place = touchpoint === device.touchpoint ? ok(null) : placeForDevice(rooms, principal, touchpoint);
  if (!place.ok) return place;
  const changed = { ...device, touchpoint, name, openingHours: opening_hours, pin: rooms.pinCheck ?? device.pin };
  rooms.store.put(changed);
  rooms.memory.forget();
  const moved = touchpoint === device.touchpoint ? {} : { before: device.touchpoint, after: touchpoint };
  note(rooms, principal, { device: changed, what: "device.changed", ...moved });
  return ok(watchDevice(rooms, changed));
}

/** Takes a device's key away, from its next request on; the device and its history stay. Failures: `unknown-device`, `outside-subtree`. */
export function revokeDevice(rooms: DeviceRooms, principal: Principal, id: string): Result<null, Failure> {
  const found = reachedDevice(rooms, principal, id);
  if (!found.ok) return found;
  rooms.store.endCodes(id);
  if (found.value.revokedMs !== null) return ok(null);
  rooms.store.put({ ...found.value, revokedMs: rooms.nowMs });
  rooms.memory.forget();
  endAlerts(rooms, id);
  note(rooms, principal, { device: found.value, what: "device.revoked" });
  return ok(null);
}

type DeviceDeed = {
  readonly device: StoredDevice;
  readonly what: string;
  readonly before?: string;
  readonly after?: string;
};

function note(rooms: DeviceRooms, principal: Principal, { device, what, ...change }: DeviceDeed): void {
  const unit = unitOfDevice(rooms, device.touchpoint);
  noteDeed(rooms, { by: askerOf(principal), what, on: device.id, unit, ...change });
}

/** Gives a further code for the same device, also a revoked one: its present key holds until a tablet has traded the code. */
export function giveFurtherCode(
  rooms: DeviceRooms & { readonly fresh: FreshCode },
  principal: Principal,
  id: string,
): Result<NewTicket, Failure> {
  const found = reachedDevice(rooms, principal, id);
  if (!found.ok) return found;
  note(rooms, principal, { device: found.value, what: "device.code-given" });
  return ok(giveCode(rooms, id, { ...rooms.fresh, pin: null }));
}
