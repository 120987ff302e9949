import {
  device,
  deviceChange,
  type DeviceEvent,
  deviceEvent,
  deviceEventQuery,
  enrolmentTicket,
  newDevice,
  usualOpeningHours,
} from "../../shared/contract/device.ts";
import { listOf, pageQuery } from "../../shared/contract/list.ts";
import { ok } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { askerOf, type Deed, noteDeed } from "../audit/note-deed.ts";
import { newId } from "../crypto/base64url.ts";
import { pinCheckOf } from "../crypto/hash.ts";
import { queryName } from "../lists/cursor.ts";
import { inOrderOf, pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import { endAlerts } from "./alerts.ts";
import type { DeviceDeps } from "./device-deps.ts";
import type { StoredDevice } from "./device-store.ts";
import { type CodeDeps, freshCode, giveCode, ticketShape } from "./enrolment-code.ts";
import { placeForDevice, reachedDevice, reachesDevice, unitOfDevice } from "./reached-device.ts";
import { watchDevice } from "./watch-device.ts";
import type { StoredEvent } from "./watch-store.ts";

const path = "/v1/agencies/:agency/devices";
const onePath = `${path}/:id` as const;
const params = { id: "The device's id." };

/** `GET …/devices`: devices of the key's subtree, by id. */
export const listDevices: Operation<DeviceDeps> = operation({
  method: "GET",
  path,
  audience: "devices:write",
  summary: "Read devices: how they are, what is missing, what to look at",
  description: "Devices of the key's subtree, by id; each with its newest 100 gaps.",
  query: pageQuery,
  answer: listOf(device),
  failures: ["invalid", "bad-cursor"],
  runs: "in a transaction",
  prepare(deps, principal, { query }) {
    const { agency } = deps.organization;
    const within = deps.devices.all().filter((device) => reachesDevice(deps, principal, device));
    const scope = queryName("devices", { unit: subtreeRoot(principal, agency.code) });
    return pageOf({ secret: agency.cursor_secret, query: scope, ...inOrderOf(within, ({ id }) => id) }, query);
  },
  // Read again: a heartbeat may have come while the cursor was made.
  run: (deps, _, { prepared: { data, meta } }) =>
    ok({ data: data.map((device) => watchDevice(deps, deps.devices.find(device.id) ?? device)), meta }),
});

/** `GET …/devices/events`: alerts that began or ended. */
export const listDeviceEvents: Operation<DeviceDeps> = operation({
  method: "GET",
  path: `${path}/events`,
  audience: "devices:write",
  summary: "Read which alerts of devices began or ended, from an event on",
  description: "Events of devices of the key's subtree, in the order in which they were found.",
  query: deviceEventQuery,
  answer: listOf(deviceEvent),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  async run(deps, principal, { query }) {
    const { agency } = deps.organization;
    const { after: from = "0" } = query;
    const within = deps.devices.all().filter((device) => reachesDevice(deps, principal, device));
    const ids = within.map(({ id }) => id);
    const page = await pageOf<StoredEvent>(
      {
        secret: agency.cursor_secret,
        query: queryName("device-events", { unit: subtreeRoot(principal, agency.code), after: from }),
        read: (after, limit) => deps.watch.events(ids, after === null ? Number(from) : Number(after[0]), limit),
        positionOf: ({ id }) => [id],
      },
      query,
    );
    return page.ok ? ok({ ...page.value, data: page.value.data.map(toDeviceEvent) }) : page;
  },
});

function toDeviceEvent({ atMs, ...event }: StoredEvent): DeviceEvent {
  return { ...event, at: new Date(atMs).toISOString() };
}

/** `GET …/devices/{id}`: one device with all its gaps. */
export const getDevice: Operation<DeviceDeps> = operation({
  method: "GET",
  path: onePath,
  params,
  audience: "devices:write",
  summary: "Read a device with all its gaps",
  answer: device,
  failures: ["unknown-device", "outside-subtree"],
  runs: "in a transaction",
  run(deps, principal, { params: { id } }) {
    const found = reachedDevice(deps, principal, id);
    return found.ok ? ok(watchDevice(deps, found.value, Number.MAX_SAFE_INTEGER)) : found;
  },
});

/** `POST …/devices`: makes a device for a touchpoint, and the code that enrols its tablet. */
export const createDevice: Operation<CodeDeps> = operation({
  method: "POST",
  path,
  audience: "devices:write",
  summary: "Make a device for a kiosk's touchpoint, with a code and a QR for its tablet",
  description:
    "Code and PIN are shown here alone; the code is valid once, for 15 minutes. As soon as a tablet is enrolled, the touchpoint refuses ratings that no device signed, until the office opens it.",
  body: newDevice,
  answer: enrolmentTicket,
  statuses: [201],
  failures: ["unknown-touchpoint", "outside-subtree", "invalid"],
  changesDoors: true,
  runs: "in a transaction",
  async prepare(deps, _, { body }) {
    const { randomBytes } = deps;
    const id = `device-${newId(randomBytes, 16)}`;
    const pin = body.pin ?? newPin(randomBytes);
    return ok({ ...(await freshCode(deps)), id, pin, pinCheck: await pinCheckOf(pin, randomBytes(16)) });
  },
  run(deps, principal, { body: { touchpoint, name, opening_hours }, prepared: { id, pin, pinCheck, ...fresh } }) {
    const place = placeForDevice(deps, principal, touchpoint);
    if (!place.ok) return place;
    const device: StoredDevice = {
      ...{ id, touchpoint, name, openingHours: opening_hours ?? usualOpeningHours, pin: pinCheck },
      ...{ createdMs: deps.nowMs, firstEnrolledMs: null, enrolledMs: null, revokedMs: null },
      ...{ lastHeartbeatMs: null, lastFeedbackMs: null, lastTestMs: null, heartbeat: null, clockAheadMs: null },
      ...{ highest: 0, highestMs: null, beforeKey: 0 },
    };
    deps.devices.put(device);
    note(deps, principal, { device, what: "device.created", after: touchpoint });
    return ok(giveCode(deps, id, { ...fresh, pin }));
  },
  shape: (ticket, { request, url }, { params: { agency } }) => ticketShape(ticket, { agency, request, url }),
});

/** `PATCH …/devices/{id}`: moves or renames a device, or sets its opening hours or PIN. */
export const patchDevice: Operation<CodeDeps> = operation({
  method: "PATCH",
  path: onePath,
  params,
  audience: "devices:write",
  summary: "Move a device to another touchpoint, rename it, set its opening hours or PIN",
  description: "A device that is moved keeps its history and numbering, and may still send what it captured before.",
  body: deviceChange,
  answer: device,
  failures: ["unknown-device", "outside-subtree", "unknown-touchpoint", "invalid"],
  changesDoors: true,
  runs: "in a transaction",
  // Other opening hours may ask for an earlier check.
  wakes: true,
  prepare: async ({ randomBytes }, _, { body: { pin } }) =>
    ok(pin === undefined ? null : await pinCheckOf(pin, randomBytes(16))),
  run(deps, principal, { params: { id }, body, prepared: pinCheck }) {
    const found = reachedDevice(deps, principal, id);
    if (!found.ok) return found;
    const device = found.value;
    const { touchpoint = device.touchpoint, name = device.name, opening_hours = device.openingHours } = body;
    const place = touchpoint === device.touchpoint ? ok(null) : placeForDevice(deps, principal, touchpoint);
    if (!place.ok) return place;
    const changed = { ...device, touchpoint, name, openingHours: opening_hours, pin: pinCheck ?? device.pin };
    deps.devices.put(changed);
    if (touchpoint !== device.touchpoint && device.firstEnrolledMs !== null) deps.devices.close(touchpoint);
    deps.memory.forget();
    const moved = touchpoint === device.touchpoint ? {} : { before: device.touchpoint, after: touchpoint };
    note(deps, principal, { device: changed, what: "device.changed", ...moved });
    return ok(watchDevice(deps, changed));
  },
});

/** `DELETE …/devices/{id}`: revokes a device's key; the device stays in the list. */
export const revokeDevice: Operation<DeviceDeps> = operation({
  method: "DELETE",
  path: onePath,
  params,
  audience: "devices:write",
  summary: "Revoke a device's key, from its next request on",
  description:
    "The device and its history stay; a further code enrols it again. The touchpoint still refuses ratings that no device signed, until the office opens it.",
  statuses: [204],
  failures: ["unknown-device", "outside-subtree"],
  runs: "in a transaction",
  run(deps, principal, { params: { id } }) {
    const found = reachedDevice(deps, principal, id);
    if (!found.ok) return found;
    deps.devices.endCodes(id);
    if (found.value.revokedMs !== null) return ok(null);
    deps.devices.put({ ...found.value, revokedMs: deps.nowMs });
    deps.memory.forget();
    endAlerts(deps, id);
    note(deps, principal, { device: found.value, what: "device.revoked" });
    return ok(null);
  },
});

/** A PIN of 6 digits. */
function newPin(randomBytes: (count: number) => Uint8Array): string {
  const [a = 0, b = 0, c = 0, d = 0] = randomBytes(4);
  return String((((a * 256 + b) * 256 + c) * 256 + d) % 1_000_000).padStart(6, "0");
}

type DeviceDeed = Omit<Deed, "by" | "on" | "unit" | "why"> & { readonly device: StoredDevice };

function note(deps: DeviceDeps, principal: Principal, { device, what, ...change }: DeviceDeed): void {
  const unit = unitOfDevice(deps, device.touchpoint);
  noteDeed(deps, { by: askerOf(principal), what, on: device.id, unit, ...change });
}
