import { fail, ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { reaches } from "../access/reach.ts";
import { bindingOn, type ReachDeps } from "../organization/organization.ts";
import { type FailureOf, givenAt } from "../problems/failure.ts";
import type { DeviceDeps } from "./device-deps.ts";
import type { StoredDevice } from "./device-store.ts";

/** Returns the unit that a device's touchpoint is bound to today. */
export function unitOfDevice({ organization, today }: ReachDeps, touchpoint: string): string {
  return bindingOn(organization.touchpoints.get(touchpoint) ?? [], today)?.unit ?? organization.agency.code;
}

/** Whether the device's touchpoint is in the asker's subtree. */
export function reachesDevice(deps: ReachDeps, principal: Principal, { touchpoint }: StoredDevice): boolean {
  const unit = unitOfDevice(deps, touchpoint);
  return reaches(principal, deps.organization, { unit, days: [deps.today] });
}

/** Returns the device with that id. */
export function reachedDevice(
  deps: DeviceDeps,
  principal: Principal,
  id: string,
): Result<StoredDevice, FailureOf<"unknown-device" | "outside-subtree">> {
  const device = deps.devices.find(id);
  if (!device) return fail({ kind: "unknown-device", given: id });
  if (reachesDevice(deps, principal, device)) return ok(device);
  return fail({ kind: "outside-subtree", given: unitOfDevice(deps, device.touchpoint) });
}

/**
 * Checks that the asker may put a device at a touchpoint, which must be of a kiosk or counter: as soon as a tablet is
 * enrolled, the touchpoint refuses feedback without its signature. Errors point at /touchpoint.
 */
export function placeForDevice(
  { organization, today }: ReachDeps,
  principal: Principal,
  touchpoint: string,
): Result<null, FailureOf<"unknown-touchpoint" | "outside-subtree" | "invalid">> {
  const at = (detail: string): ReturnType<typeof givenAt> => givenAt("/touchpoint", touchpoint, detail);
  const binding = bindingOn(organization.touchpoints.get(touchpoint) ?? [], today);
  if (!binding) return fail({ kind: "unknown-touchpoint", ...at("must be a known touchpoint") });
  if (!reaches(principal, organization, { unit: binding.unit, days: [today] })) {
    return fail({ kind: "outside-subtree", ...at("is out of the key's reach") });
  }
  if (binding.channel === "kiosk" || binding.channel === "counter") return ok(null);
  return fail({ kind: "invalid", ...at("must be of the channel kiosk or counter") });
}
