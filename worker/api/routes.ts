import { getCommentRoute, getCommentsRoute, patchCommentRoute, postReplyRoute } from "../comments/comments-route.ts";
import { getDigestsRoute } from "../comments/answers-route.ts";
import type { Audience, Route } from "../operations/route.ts";
import { postFeedbackRoute } from "../feedback/post-feedback-route.ts";
import { exportCommentsRoute } from "../exports/export-comments-route.ts";
import { exportFeedbackRoute } from "../exports/export-feedback-route.ts";
import { getFeedbackRoute } from "../exports/get-feedback-route.ts";
import { getMethodsRoute } from "../indices/get-methods-route.ts";
import { rebuildRollupsRoute, verifyRollupsRoute } from "../counts/rollups-route.ts";
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
    getMethodsRoute,
    getLatestPublicationRoute,
    listPublicationsRoute,
    getPublicationRoute,
    lookUpTicketRoute,
    withdrawTicketRoute,
    reopenTicketRoute,
    rateTicketRoute,
    getCommentsRoute,
  ],
  "feedback:read": [getFeedbackRoute, exportFeedbackRoute],
  "comments:read": [exportCommentsRoute, getCommentRoute, getDigestsRoute],
  "comments:write": [patchCommentRoute, postReplyRoute],
  "config:write": [postPublicationRoute, verifyRollupsRoute, rebuildRollupsRoute],
};

/** All routes; method, path and handler stand in each. */
export const routes: readonly Route[] = Object.values(routesByAudience).flat();
