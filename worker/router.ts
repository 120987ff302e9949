import { getAuditRoute } from "./audit/audit-route.ts";
import { getCommentRoute, getCommentsRoute, patchCommentRoute, postReplyRoute } from "./comments/comments-route.ts";
import { getAnswersRoute, getDigestsRoute } from "./comments/answers-route.ts";
import { getOpenapiRoute } from "./http/get-openapi-route.ts";
import type { Audience, Route } from "./http/route.ts";
import { deleteKeyRoute } from "./access/delete-key-route.ts";
import { listKeysRoute } from "./access/list-keys-route.ts";
import { postKeyRoute } from "./access/post-key-route.ts";
import { getDeviceEventsRoute } from "./devices/device-events-route.ts";
import { getCalendarRoute, putCalendarRoute } from "./deadlines/calendar-route.ts";
import { getDeadlinesRoute, putDeadlinesRoute } from "./deadlines/deadlines-route.ts";
import {
  deleteDeviceRoute,
  getDeviceRoute,
  listDevicesRoute,
  patchDeviceRoute,
  postDeviceCodeRoute,
  postDeviceRoute,
} from "./devices/devices-route.ts";
import { enrolmentRoute } from "./devices/enrolment-route.ts";
import { heartbeatRoute } from "./devices/heartbeat-route.ts";
import { queueFileRoute } from "./devices/queue-file-route.ts";
import { postFeedbackRoute } from "./feedback/post-feedback-route.ts";
import { exportCommentsRoute } from "./exports/export-comments-route.ts";
import { exportFeedbackRoute } from "./exports/export-feedback-route.ts";
import { exportIndicesRoute } from "./exports/export-indices-route.ts";
import { getFeedbackRoute } from "./exports/get-feedback-route.ts";
import { getIndicesRoute } from "./indices/get-indices-route.ts";
import { getMethodsRoute } from "./indices/get-methods-route.ts";
import { rebuildRollupsRoute, verifyRollupsRoute } from "./indices/rollups-route.ts";
import { getScorecardsRoute } from "./measures/get-scorecards-route.ts";
import { putMeasuresRoute } from "./measures/put-measures-route.ts";
import { getFormsRoute, putFormsRoute } from "./organization/forms-route.ts";
import { getServicesRoute, putServicesRoute } from "./organization/services-route.ts";
import { deleteSuccessionRoute, getSuccessionsRoute } from "./organization/successions-route.ts";
import { getTouchpointConfigRoute } from "./organization/get-touchpoint-config-route.ts";
import { getTouchpointsRoute, putTouchpointsRoute } from "./organization/touchpoints-route.ts";
import { getUnitsRoute, putUnitsRoute } from "./organization/units-route.ts";
import { getShiftsRoute, putShiftsRoute } from "./officers/shifts-route.ts";
import { healthzRoute } from "./registry/healthz-route.ts";
import { postAgencyRoute } from "./registry/post-agency-route.ts";
import {
  getLatestPublicationRoute,
  getPublicationRoute,
  listPublicationsRoute,
  postPublicationRoute,
} from "./publications/publications-routes.ts";
import { deleteMeasureRoute, getMeasuresRoute } from "./reports/measures-route.ts";
import { deleteTallyRoute, getTalliesRoute } from "./reports/tallies-route.ts";
import { deleteVolumeRoute, getVolumesRoute } from "./reports/volumes-route.ts";
import {
  deleteSealedRecipientRoute,
  getSealedRecipientRoute,
  putSealedRecipientRoute,
} from "./sealed/sealed-recipient-route.ts";
import { postSealedReportRoute, readTalkRoute, writeTalkRoute } from "./sealed/sealed-report-route.ts";
import { answerTalkRoute, listSealedTalksRoute, markTalkRoute } from "./sealed/sealed-talks-route.ts";
import { postTalliesRoute } from "./tallies/post-tallies-route.ts";
import { postVolumesRoute } from "./tallies/post-volumes-route.ts";
import { lookUpTicketRoute, rateTicketRoute, reopenTicketRoute, withdrawTicketRoute } from "./tickets/tickets-route.ts";

/** The whole API by who may call it: everybody, holders of any key of the agency, of a scope, or of the root key. */
export const routesByAudience: Readonly<Partial<Record<Audience, readonly Route[]>>> = {
  public: [
    postFeedbackRoute,
    getTouchpointConfigRoute,
    getMethodsRoute,
    getLatestPublicationRoute,
    listPublicationsRoute,
    getPublicationRoute,
    lookUpTicketRoute,
    withdrawTicketRoute,
    reopenTicketRoute,
    rateTicketRoute,
    getCommentsRoute,
    enrolmentRoute,
    heartbeatRoute,
    getSealedRecipientRoute,
    postSealedReportRoute,
    readTalkRoute,
    writeTalkRoute,
    getUnitsRoute,
    getSuccessionsRoute,
    healthzRoute,
    getOpenapiRoute(() => routes),
  ],
  "any-key": [getServicesRoute, getFormsRoute, getTouchpointsRoute, getCalendarRoute, getDeadlinesRoute],
  "indices:read": [getIndicesRoute, exportIndicesRoute, getScorecardsRoute, getAnswersRoute],
  "feedback:read": [getFeedbackRoute, exportFeedbackRoute],
  "comments:read": [exportCommentsRoute, getCommentRoute, getDigestsRoute],
  "comments:write": [patchCommentRoute, postReplyRoute],
  "audit:read": [getAuditRoute],
  "tallies:write": [
    postTalliesRoute,
    getTalliesRoute,
    deleteTallyRoute,
    postVolumesRoute,
    getVolumesRoute,
    deleteVolumeRoute,
    putMeasuresRoute,
    getMeasuresRoute,
    deleteMeasureRoute,
  ],
  "config:write": [
    putUnitsRoute,
    deleteSuccessionRoute,
    putServicesRoute,
    putFormsRoute,
    putTouchpointsRoute,
    putShiftsRoute,
    getShiftsRoute,
    putCalendarRoute,
    putDeadlinesRoute,
    postPublicationRoute,
    verifyRollupsRoute,
    rebuildRollupsRoute,
    putSealedRecipientRoute,
    deleteSealedRecipientRoute,
  ],
  "devices:write": [
    postDeviceRoute,
    listDevicesRoute,
    // Before the route whose `:id` would match it too.
    getDeviceEventsRoute,
    getDeviceRoute,
    patchDeviceRoute,
    deleteDeviceRoute,
    postDeviceCodeRoute,
    queueFileRoute,
  ],
  "sealed:read": [listSealedTalksRoute, answerTalkRoute, markTalkRoute],
  "keys:write": [postKeyRoute, listKeysRoute, deleteKeyRoute],
  root: [postAgencyRoute],
};

/** All routes; method, path and handler stand in each. */
export const routes: readonly Route[] = Object.values(routesByAudience).flat();
