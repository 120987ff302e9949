import { rebuildRollups, verifyRollups } from "../counts/rollups.ts";
import { exportComments, exportFeedback } from "../exports/export-records.ts";
import { listFeedback } from "../exports/list-feedback.ts";
import { exportIndices } from "../indices/export-indices.ts";
import { getIndices } from "../indices/indices.ts";
import { getMethods } from "../indices/methods.ts";
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

  getIndices,
  exportIndices,
  getMethods,
  verifyRollups,
  rebuildRollups,

  listFeedback,
  exportFeedback,
  exportComments,
};
