import { getAuditRoute } from "../audit/audit-route.ts";
import { getCommentRoute, getCommentsRoute, patchCommentRoute, postReplyRoute } from "../comments/comments-route.ts";
import { getAnswersRoute, getDigestsRoute } from "../comments/answers-route.ts";
import type { Audience, Route } from "../operations/route.ts";
import { deleteKeyRoute } from "../keys/delete-key-route.ts";
import { listKeysRoute } from "../keys/list-keys-route.ts";
import { postKeyRoute } from "../keys/post-key-route.ts";
import { getDeviceEventsRoute } from "../devices/device-events-route.ts";
import { getCalendarRoute, putCalendarRoute } from "../deadlines/calendar-route.ts";
import { getDeadlinesRoute, putDeadlinesRoute } from "../deadlines/deadlines-route.ts";
import {
  deleteDeviceRoute,
  getDeviceRoute,
  listDevicesRoute,
  patchDeviceRoute,
  postDeviceCodeRoute,
  postDeviceRoute,
} from "../devices/devices-route.ts";
import { enrolmentRoute } from "../devices/enrolment-route.ts";
import { heartbeatRoute } from "../devices/heartbeat-route.ts";
import { queueFileRoute } from "../devices/queue-file-route.ts";
import { postFeedbackRoute } from "../feedback/post-feedback-route.ts";
import { exportCommentsRoute } from "../exports/export-comments-route.ts";
import { exportFeedbackRoute } from "../exports/export-feedback-route.ts";
import { exportIndicesRoute } from "../indices/export-indices-route.ts";
import { getFeedbackRoute } from "../exports/get-feedback-route.ts";
import { getIndicesRoute } from "../indices/get-indices-route.ts";
import { getMethodsRoute } from "../indices/get-methods-route.ts";
import { rebuildRollupsRoute, verifyRollupsRoute } from "../counts/rollups-route.ts";
import { getScorecardsRoute } from "../measures/get-scorecards-route.ts";
import { putMeasuresRoute } from "../measures/put-measures-route.ts";
import { getShiftsRoute, putShiftsRoute } from "../officers/shifts-route.ts";
import { healthzRoute } from "../registry/healthz-route.ts";
import { postAgencyRoute } from "../registry/post-agency-route.ts";
import {
  getLatestPublicationRoute,
  getPublicationRoute,
  listPublicationsRoute,
} from "../publications/get-publications-routes.ts";
import { postPublicationRoute } from "../publications/post-publication-route.ts";
import { deleteMeasureRoute, getMeasuresRoute } from "../reported/measures-route.ts";
import { deleteTallyRoute, getTalliesRoute } from "../reported/tallies-route.ts";
import { deleteVolumeRoute, getVolumesRoute } from "../reported/volumes-route.ts";
import { postTalliesRoute } from "../reported/post-tallies-route.ts";
import { postVolumesRoute } from "../reported/post-volumes-route.ts";
import {
  lookUpTicketRoute,
  rateTicketRoute,
  reopenTicketRoute,
  withdrawTicketRoute,
} from "../comments/tickets-route.ts";

/** Routes that are not operations yet, by who may call them: everybody, holders of any key of the agency, of a scope, or of the root key. */
export const routesByAudience: Readonly<Partial<Record<Audience, readonly Route[]>>> = {
  public: [
    postFeedbackRoute,
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

    healthzRoute,
  ],
  "any-key": [getCalendarRoute, getDeadlinesRoute],
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
    putShiftsRoute,
    getShiftsRoute,
    putCalendarRoute,
    putDeadlinesRoute,
    postPublicationRoute,
    verifyRollupsRoute,
    rebuildRollupsRoute,
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
  "keys:write": [postKeyRoute, listKeysRoute, deleteKeyRoute],
  root: [postAgencyRoute],
};

/** All routes; method, path and handler stand in each. */
export const routes: readonly Route[] = Object.values(routesByAudience).flat();
