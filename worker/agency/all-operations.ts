import { listDeviceEvents } from "../devices/device-events.ts";
import { createDevice, getDevice, listDevices, patchDevice, revokeDevice } from "../devices/devices.ts";
import { enrolDevice } from "../devices/enrol-device.ts";
import { createEnrolmentCode } from "../devices/enrolment-code.ts";
import { postHeartbeat } from "../devices/heartbeat.ts";
import { importQueueFile } from "../devices/queue-file.ts";
import type { Operation } from "../operations/operation.ts";
import { deleteSuccession, listSuccessions } from "../organization/successions.ts";
import { listUnits, putUnits } from "../organization/units.ts";
import type { AgencyDeps } from "./agency-deps.ts";

/** Every operation of the API under its name, which is its `operationId` and what an agency's object is called by. */
export const allOperations: Readonly<Record<string, Operation<AgencyDeps>>> = {
  listUnits,
  putUnits,
  listSuccessions,
  deleteSuccession,

  listDevices,
  // Before getDevice, whose path would match as well.
  listDeviceEvents,
  getDevice,
  createDevice,
  patchDevice,
  revokeDevice,
  createEnrolmentCode,
  importQueueFile,
  enrolDevice,
  postHeartbeat,
};
