import type { Audience, Route } from "../operations/route.ts";
import {
  getLatestPublicationRoute,
  getPublicationRoute,
  listPublicationsRoute,
} from "../publications/get-publications-routes.ts";
import { postPublicationRoute } from "../publications/post-publication-route.ts";

/** Routes that are not operations yet, by who may call them. */
export const routesByAudience: Readonly<Partial<Record<Audience, readonly Route[]>>> = {
  public: [getLatestPublicationRoute, listPublicationsRoute, getPublicationRoute],
  "config:write": [postPublicationRoute],
};

/** All routes; method, path and handler stand in each. */
export const routes: readonly Route[] = Object.values(routesByAudience).flat();
