import type { Audience, Route } from "../operations/route.ts";
import { postFeedbackRoute } from "../feedback/post-feedback-route.ts";
import { exportCommentsRoute } from "../exports/export-comments-route.ts";
import { exportFeedbackRoute } from "../exports/export-feedback-route.ts";
import { getFeedbackRoute } from "../exports/get-feedback-route.ts";
import { exportIndicesRoute } from "../indices/export-indices-route.ts";
import { getIndicesRoute } from "../indices/get-indices-route.ts";
import { getMethodsRoute } from "../indices/get-methods-route.ts";
import { rebuildRollupsRoute, verifyRollupsRoute } from "../counts/rollups-route.ts";
import {
  getLatestPublicationRoute,
  getPublicationRoute,
  listPublicationsRoute,
} from "../publications/get-publications-routes.ts";
import { postPublicationRoute } from "../publications/post-publication-route.ts";

/** Routes that are not operations yet, by who may call them: everybody, holders of any key of the agency, of a scope, or of the root key. */
export const routesByAudience: Readonly<Partial<Record<Audience, readonly Route[]>>> = {
  public: [postFeedbackRoute, getMethodsRoute, getLatestPublicationRoute, listPublicationsRoute, getPublicationRoute],
  "indices:read": [getIndicesRoute, exportIndicesRoute],
  "feedback:read": [getFeedbackRoute, exportFeedbackRoute],
  "comments:read": [exportCommentsRoute],
  "config:write": [postPublicationRoute, verifyRollupsRoute, rebuildRollupsRoute],
};

/** All routes; method, path and handler stand in each. */
export const routes: readonly Route[] = Object.values(routesByAudience).flat();
