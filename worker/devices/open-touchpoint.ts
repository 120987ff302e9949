import { fail, ok } from "../../shared/result.ts";
import { reaches } from "../access/reach.ts";
import { askerOf, noteDeed } from "../audit/note-deed.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { DeviceDeps } from "./device-deps.ts";
import { unitOfDevice } from "./reached-device.ts";

/** `POST …/touchpoints/{id}/open`: lets a touchpoint at which a device is or was take ratings that no device signed. */
export const openTouchpoint: Operation<DeviceDeps> = operation({
  method: "POST",
  path: "/v1/agencies/:agency/touchpoints/:id/open",
  params: { id: "The touchpoint's id, such as H20-7k3m9q2x4t." },
  audience: "devices:write",
  summary: "Let a touchpoint that has or had a device take ratings that no device signed",
  description: "Until a device is enrolled there again. A touchpoint that never had a device is open anyway.",
  statuses: [204],
  failures: ["unknown-touchpoint", "outside-subtree"],
  runs: "in a transaction",
  run(deps, principal, { params: { id } }) {
    const { organization, devices, memory, nowMs, today } = deps;
    if (!organization.touchpoints.has(id)) return fail({ kind: "unknown-touchpoint", given: id });
    const unit = unitOfDevice(deps, id);
    if (!reaches(principal, organization, { unit, days: [today] }))
      return fail({ kind: "outside-subtree", given: unit });
    if (!memory.closed().has(id)) return ok(null);
    devices.open(id, nowMs);
    memory.forget();
    noteDeed(deps, { by: askerOf(principal), what: "touchpoint.opened", on: id, unit });
    return ok(null);
  },
});
