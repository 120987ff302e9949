import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import { isTouchpointConfig } from "./touchpoint-config.ts";

/** What loading needs of the page. */
export type ConfigDeps = {
  readonly fetch: typeof fetch;
  /** Called with the version that the server names in its answer. */
  readonly serverSeen: (server: string, version: string | null) => void;
};

/** A touchpoint's config; the status if the server refuses (403, 404); undefined if there is no config. */
export type ConfigAnswer = TouchpointConfig | 403 | 404 | undefined;

/** Touchpoint and the server that knows it. */
export type TouchpointAddress = { readonly server: string; readonly touchpoint: string };

/**
 * Loads a touchpoint's config by one GET. Without a network the browser's cache answers, however old its copy is.
 * Returns undefined if there is no config; the built-in texts are shown then.
 */
export async function loadConfig({ server, touchpoint }: TouchpointAddress, deps: ConfigDeps): Promise<ConfigAnswer> {
  const ask = (cache: RequestCache): Promise<Response> =>
    deps.fetch(`${server}/v1/touchpoints/${touchpoint}`, {
      cache,
      credentials: "omit",
      referrerPolicy: "no-referrer",
    });
  try {
    const answer = await ask("default").catch(() => ask("force-cache"));
    deps.serverSeen(server, answer.headers.get("api-version"));
    const { status } = answer;
    const body = await answer.text();
    if (status === 403 || status === 404) return status;
    const config: unknown = JSON.parse(body);
    return isTouchpointConfig(config) ? config : undefined;
  } catch {
    return undefined;
  }
}
