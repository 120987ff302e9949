import { jsonAnswer } from "./answer.ts";
import { openapi } from "./openapi.ts";
import type { Route } from "./route.ts";

/** `GET /v1/openapi.json`, made from the table that it is itself a row of. */
export function getOpenapiRoute(routes: () => readonly Route[]): Route {
  return {
    method: "GET",
    path: "/v1/openapi.json",
    audience: "public",
    summary: "Read this description",
    handle: async ({ environment }) =>
      jsonAnswer(openapi(routes(), environment.VERSION ?? "0"), { maxAgeSeconds: 300 }),
  };
}
