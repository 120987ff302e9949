import { getAudit } from "../audit/audit-log.ts";
import { getCalendar, putCalendar } from "../deadlines/calendar.ts";
import { listDeadlines, putDeadlines } from "../deadlines/deadlines.ts";
import { createKey, deleteKey, listKeys } from "../keys/keys.ts";
import { listShifts, putShifts } from "../officers/shifts.ts";
import type { Operation } from "../operations/operation.ts";
import { listForms, putForms } from "../organization/forms.ts";
import { listServices, putServices } from "../organization/services.ts";
import { deleteSuccession, listSuccessions } from "../organization/successions.ts";
import { getTouchpointConfig } from "../organization/touchpoint-config.ts";
import { listTouchpoints, putTouchpoints } from "../organization/touchpoints.ts";
import { listUnits, putUnits } from "../organization/units.ts";
import { createAgency } from "../registry/create-agency.ts";
import { getHealth } from "../registry/health.ts";
import type { AgencyDeps } from "./agency-deps.ts";

/** Every operation of the API under its name, which is its `operationId` and what an agency's object is called by. */
export const allOperations: Readonly<Record<string, Operation<AgencyDeps>>> = {
  getHealth,
  createAgency,

  listUnits,
  putUnits,
  listSuccessions,
  deleteSuccession,
  listServices,
  putServices,
  listForms,
  putForms,
  listTouchpoints,
  putTouchpoints,
  getTouchpointConfig,

  createKey,
  listKeys,
  deleteKey,

  getAudit,

  listShifts,
  putShifts,

  getCalendar,
  putCalendar,
  listDeadlines,
  putDeadlines,
};
