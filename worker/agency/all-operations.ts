import { getLatestPublication, getPublication, listPublications } from "../open-data/publications.ts";
import { getDataPackage } from "../open-data/data-package.ts";
import { exportFigures } from "../open-data/export-figures.ts";
import { getPublishedAnswers } from "../open-data/published-answers.ts";
import { postPublication } from "../publications/post-publication.ts";
import { postFeedback } from "../feedback/post-feedback.ts";
import { rebuildRollups, verifyRollups } from "../counts/rollups.ts";
import { exportComments, exportFeedback } from "../exports/record-exports.ts";
import { listFeedback } from "../exports/list-feedback.ts";
import { exportIndices } from "../indices/export-indices.ts";
import { getIndices } from "../indices/indices.ts";
import { previewUnits } from "../indices/preview-units.ts";
import { getMethods } from "../indices/methods.ts";
import { deleteMember, inviteMember, listMembers, patchMember, renewInvitation } from "../members/members.ts";
import { renewOwnKey } from "../keys/renew-own-key.ts";
import { endSession, listSessions } from "../sessions/list-sessions.ts";
import { deleteSession, getSession, postSession } from "../sessions/sessions.ts";
import { deleteSignIn, getSignIn, putSignIn } from "../openid/sign-in.ts";
import { finishSignIn, startSignIn } from "../openid/sign-in-steps.ts";
import { takeInvitation } from "../sessions/take-invitation.ts";
import { getAudit } from "../audit/audit-log.ts";
import { getCalendar, putCalendar } from "../deadlines/calendar.ts";
import { listDeadlines, putDeadlines } from "../deadlines/deadlines.ts";
import { createKey, deleteKey, listKeys, rotateKey } from "../keys/keys.ts";
import { listShifts, putShifts } from "../officers/shifts.ts";
import {
  createDevice,
  getDevice,
  listDeviceEvents,
  listDevices,
  patchDevice,
  revokeDevice,
} from "../devices/devices.ts";
import { enrolDevice } from "../devices/enrol-device.ts";
import { createEnrolmentCode } from "../devices/enrolment-code.ts";
import { postHeartbeat } from "../devices/heartbeat.ts";
import { openTouchpoint } from "../devices/open-touchpoint.ts";
import { importQueueFile } from "../devices/queue-file.ts";
import { postTable } from "../imports/post-table.ts";
import type { Operation } from "../operations/operation.ts";
import { getAgency, putAgency } from "../organization/agency.ts";
import { deleteAudio, getAudio, listAudio, postAudio } from "../organization/audio.ts";
import { listFormVersions } from "../organization/form-versions.ts";
import { listForms, putForms } from "../organization/forms.ts";
import { listQuestions } from "../organization/questions.ts";
import { listServices, putServices } from "../organization/services.ts";
import { deleteSuccession, listSuccessions } from "../organization/successions.ts";
import { getTouchpointConfig } from "../organization/touchpoint-config.ts";
import { listTouchpoints, putTouchpoints } from "../organization/touchpoints.ts";
import { listUnits, putUnits } from "../organization/units.ts";
import { listAnswerTemplates, putAnswerTemplates } from "../comments/answer-templates.ts";
import { listAnswers, listDigests } from "../comments/comment-figures.ts";
import { listComments } from "../comments/list-comments.ts";
import { getComment } from "../comments/office-comment.ts";
import { patchComment, postReply } from "../comments/change-comment.ts";
import { lookUpTicket, rateTicket, reopenTicket, withdrawTicket } from "../comments/tickets.ts";
import { deleteSealedAnnouncement, putSealedAnnouncement } from "../sealed/sealed-announcement.ts";
import {
  deleteSealedRecipient,
  getSealedRecipient,
  putSealedContact,
  putSealedRecipient,
} from "../sealed/sealed-recipient.ts";
import { postSealedReport, readSealedTalk, writeSealedTalk } from "../sealed/sealed-reports.ts";
import { listSealedTalks, patchSealedTalk, postSealedAnswer } from "../sealed/sealed-talks.ts";
import { deleteMeasure, listMeasures, putMeasures } from "../measures/measures.ts";
import { listScorecards } from "../measures/scorecards.ts";
import { deleteTally, listTallies, postTallies } from "../reported/tallies.ts";
import { deleteVolume, listVolumes, postVolumes } from "../reported/volumes.ts";
import { confirmSetAside, listSetAsides, postSetAside, undoSetAside } from "../set-asides/set-asides.ts";
import { getSignEvidence } from "../signs/sign-evidence.ts";
import { listSigns } from "../signs/signs.ts";
import { postSample } from "../sample/sample.ts";
import { createAgency } from "../registry/create-agency.ts";
import { deleteAgency } from "../registry/delete-agency.ts";
import { getHealth } from "../registry/health.ts";
import { getReadiness } from "../registry/readiness.ts";
import type { AgencyDeps } from "./agency-deps.ts";

/** Every operation of the API under its name, which is its `operationId` and what an agency's object is called by. */
export const allOperations: Readonly<Record<string, Operation<AgencyDeps>>> = {
  postFeedback,

  getHealth,
  getReadiness,
  createAgency,
  getAgency,
  putAgency,
  deleteAgency,
  postSample,

  listUnits,
  putUnits,
  previewUnits,
  listSuccessions,
  deleteSuccession,
  listServices,
  putServices,
  postTable,
  listForms,
  putForms,
  listFormVersions,
  postAudio,
  listAudio,
  getAudio,
  deleteAudio,
  listQuestions,
  listTouchpoints,
  putTouchpoints,
  getTouchpointConfig,

  listComments,
  getComment,
  patchComment,
  postReply,
  listAnswerTemplates,
  putAnswerTemplates,
  listAnswers,
  listDigests,
  lookUpTicket,
  withdrawTicket,
  reopenTicket,
  rateTicket,

  getSealedRecipient,
  putSealedRecipient,
  putSealedContact,
  deleteSealedRecipient,
  putSealedAnnouncement,
  deleteSealedAnnouncement,
  postSealedReport,
  readSealedTalk,
  writeSealedTalk,
  listSealedTalks,
  postSealedAnswer,
  patchSealedTalk,
  createKey,
  listKeys,
  deleteKey,
  rotateKey,

  getAudit,

  postSession,
  getSession,
  deleteSession,
  getSignIn,
  putSignIn,
  deleteSignIn,
  startSignIn,
  finishSignIn,
  listSessions,
  endSession,
  listMembers,
  inviteMember,
  patchMember,
  deleteMember,
  renewInvitation,
  takeInvitation,
  renewOwnKey,

  listShifts,
  putShifts,
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
  getCalendar,
  putCalendar,
  listDeadlines,
  putDeadlines,
  listDevices,
  // Before getDevice, whose path would match as well.
  listDeviceEvents,
  getDevice,
  createDevice,
  patchDevice,
  revokeDevice,
  createEnrolmentCode,
  importQueueFile,
  openTouchpoint,
  enrolDevice,
  postHeartbeat,
  getIndices,
  exportIndices,
  getMethods,
  verifyRollups,
  rebuildRollups,
  listSigns,
  getSignEvidence,
  listSetAsides,
  postSetAside,
  confirmSetAside,
  undoSetAside,
  listFeedback,
  exportFeedback,
  exportComments,

  listPublications,
  getLatestPublication,
  getPublication,
  getPublishedAnswers,
  exportFigures,
  getDataPackage,
  postPublication,
};
