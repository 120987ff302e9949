import type { Operation } from "../operations/operation.ts";
import { deleteSuccession, listSuccessions } from "../organization/successions.ts";
import { listUnits, putUnits } from "../organization/units.ts";
import { deleteMeasure, listMeasures, putMeasures } from "../measures/measures.ts";
import { listScorecards } from "../measures/scorecards.ts";
import { deleteTally, listTallies, postTallies } from "../reported/tallies.ts";
import { deleteVolume, listVolumes, postVolumes } from "../reported/volumes.ts";
import type { AgencyDeps } from "./agency-deps.ts";

/** Every operation of the API under its name, which is its `operationId` and what an agency's object is called by. */
export const allOperations: Readonly<Record<string, Operation<AgencyDeps>>> = {
  listUnits,
  putUnits,
  listSuccessions,
  deleteSuccession,

  postTallies,
  listTallies,
  deleteTally,
  postVolumes,
  listVolumes,
  deleteVolume,
  putMeasures,
  listMeasures,
  deleteMeasure,
  listScorecards,
};
