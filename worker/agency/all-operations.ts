import type { Operation } from "../operations/operation.ts";
import { listForms, putForms } from "../organization/forms.ts";
import { listServices, putServices } from "../organization/services.ts";
import { deleteSuccession, listSuccessions } from "../organization/successions.ts";
import { getTouchpointConfig } from "../organization/touchpoint-config.ts";
import { listTouchpoints, putTouchpoints } from "../organization/touchpoints.ts";
import { listUnits, putUnits } from "../organization/units.ts";
import { deleteSealedRecipient, getSealedRecipient, putSealedRecipient } from "../sealed/sealed-recipient.ts";
import { postSealedReport, readSealedTalk, writeSealedTalk } from "../sealed/sealed-reports.ts";
import { listSealedTalks, patchSealedTalk, postSealedAnswer } from "../sealed/sealed-talks.ts";
import type { AgencyDeps } from "./agency-deps.ts";

/** Every operation of the API under its name, which is its `operationId` and what an agency's object is called by. */
export const allOperations: Readonly<Record<string, Operation<AgencyDeps>>> = {
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

  getSealedRecipient,
  putSealedRecipient,
  deleteSealedRecipient,
  postSealedReport,
  readSealedTalk,
  writeSealedTalk,
  listSealedTalks,
  postSealedAnswer,
  patchSealedTalk,
};
