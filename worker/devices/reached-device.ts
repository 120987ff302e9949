import type { Failure } from "../problems/failure.ts";
import { fail, ok, type PointedError, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { reaches } from "../access/reach.ts";
import { bindingOn, type Organization } from "../organization/organization.ts";
import type { DeviceRooms } from "./device-rooms.ts";
import type { StoredDevice } from "./device-store.ts";

/** What reaching is told by; `today` in days since 1970-01-01. */
export type ReachRooms = { readonly organization: Organization; readonly today: number };

/** The unit that a device's touchpoint is bound to today. */
export function unitOfDevice({ organization, today }: ReachRooms, touchpoint: string): string {
  return bindingOn(organization.touchpoints.get(touchpoint) ?? [], today)?.unit ?? organization.agency.code;
}

/** Whether the asker's subtree holds the device's touchpoint. */
export function reachesDevice(rooms: ReachRooms, principal: Principal, { touchpoint }: StoredDevice): boolean {
  const unit = unitOfDevice(rooms, touchpoint);
  return reaches(principal, rooms.organization, { unit, days: [rooms.today] });
}

/** The device with that id. Failures: `unknown-device`, `outside-subtree`. */
export function reachedDevice(
  rooms: ReachRooms & Pick<DeviceRooms, "store">,
  principal: Principal,
  id: string,
): Result<StoredDevice, Failure> {
  const device = rooms.store.find(id);
  if (!device) return fail({ kind: "unknown-device", given: id });
  if (reachesDevice(rooms, principal, device)) return ok(device);
  return fail({ kind: "outside-subtree", given: unitOfDevice(rooms, device.touchpoint) });
}

/**
 * Whether a device of the asker's may stand at a touchpoint: one of a kiosk or counter, since feedback without its signature
 * is refused there from then on. Failures, pointing at /touchpoint: `unknown-touchpoint`, `outside-subtree`, `invalid`.
 */
export function placeForDevice(rooms: ReachRooms, principal: Principal, touchpoint: string): Result<null, Failure> {
  const { organization, today } = rooms;
  const at = (detail: string): { readonly given: string; readonly errors: readonly PointedError[] } => {
    return { given: touchpoint, errors: [{ pointer: "/touchpoint", detail }] };
  };
  const binding = bindingOn(organization.touchpoints.get(touchpoint) ?? [], today);
  if (!binding) return fail({ kind: "unknown-touchpoint", ...at("must be a known touchpoint") });
  if (!reaches(principal, organization, { unit: binding.unit, days: [today] })) {
    return fail({ kind: "outside-subtree", ...at("is out of the key's reach") });
  }
  if (binding.channel === "kiosk" || binding.channel === "counter") return ok(null);
  return fail({ kind: "invalid", ...at("must be of the channel kiosk or counter") });
}
