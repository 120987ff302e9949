import { getCommentRoute, getCommentsRoute, patchCommentRoute, postReplyRoute } from "../comments/comments-route.ts";
import { getAnswersRoute, getDigestsRoute } from "../comments/answers-route.ts";
import type { Audience, Route } from "../operations/route.ts";
import { getDeviceEventsRoute } from "../devices/device-events-route.ts";
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
import {
  getLatestPublicationRoute,
  getPublicationRoute,
  listPublicationsRoute,
} from "../publications/get-publications-routes.ts";
import { postPublicationRoute } from "../publications/post-publication-route.ts";
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
  ],
  "indices:read": [getAnswersRoute],
  "comments:read": [getCommentRoute, getDigestsRoute],
  "comments:write": [patchCommentRoute, postReplyRoute],
  "config:write": [postPublicationRoute],
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
};

/** All routes; method, path and handler stand in each. */
export const routes: readonly Route[] = Object.values(routesByAudience).flat();
