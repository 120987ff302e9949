import { isTouchpointConfig } from "../config/touchpoint-config.ts";
import type { HeardConfig } from "./device-facts.ts";

/** Which touchpoint, on which server, and by what. */
export type AskConfigPorts = { readonly server: string; readonly touchpoint: string; readonly fetch: typeof fetch };

/** What is asked now, where it differs from what was heard before; undefined where nothing changed or nobody answered. */
export async function askConfig(
  before: HeardConfig | undefined,
  { server, touchpoint, fetch }: AskConfigPorts,
): Promise<HeardConfig | undefined> {
  const known = before?.config.id === touchpoint ? before.etag : null;
  try {
    const answer = await fetch(`${server}/v1/touchpoints/${touchpoint}`, {
      cache: "no-store",
      credentials: "omit",
      headers: known ? { "if-none-match": known } : {},
    });
    const config: unknown = answer.status === 200 ? await answer.json() : undefined;
    return isTouchpointConfig(config) ? { config, etag: answer.headers.get("etag") } : undefined;
  } catch {
    return undefined;
  }
}
