import { type NewDevice, type PinCheck, usualOpeningHours } from "../../shared/contract/device.ts";
import type { Failure } from "../problems/failure.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { askerOf, noteDeed } from "../audit/note-deed.ts";
import type { DeviceRooms } from "./device-rooms.ts";
import { type FreshCode, giveCode, type NewTicket } from "./enrolment-code.ts";
import { placeForDevice, unitOfDevice } from "./reached-device.ts";

/** What chance gave for a new device, and its PIN in both forms. */
export type DeviceSeed = FreshCode & { readonly id: string; readonly pin: string; readonly pinCheck: PinCheck };

/** Makes a device that waits for its tablet. Failures, pointing at /touchpoint: `unknown-touchpoint`, `outside-subtree`, `invalid`. */
export function createDevice(
  rooms: DeviceRooms & { readonly seed: DeviceSeed },
  principal: Principal,
  given: NewDevice,
): Result<NewTicket, Failure> {
  const { store, nowMs, seed } = rooms;
  const place = placeForDevice(rooms, principal, given.touchpoint);
  if (!place.ok) return place;
  store.put({
    id: seed.id,
    touchpoint: given.touchpoint,
    name: given.name,
    openingHours: given.opening_hours ?? usualOpeningHours,
    pin: seed.pinCheck,
    createdMs: nowMs,
    firstEnrolledMs: null,
    enrolledMs: null,
    revokedMs: null,
    lastHeartbeatMs: null,
    lastFeedbackMs: null,
    lastTestMs: null,
    heartbeat: null,
    clockAheadMs: null,
    highest: 0,
    highestMs: null,
    beforeKey: 0,
  });
  const unit = unitOfDevice(rooms, given.touchpoint);
  noteDeed(rooms, { by: askerOf(principal), what: "device.created", on: seed.id, unit, after: given.touchpoint });
  return ok(giveCode(rooms, seed.id, seed));
}
