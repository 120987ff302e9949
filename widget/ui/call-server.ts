import { fail, ok, type Result } from "../../shared/result.ts";

/** Why a call failed: `unreachable`, or the kind of the server's problem. */
export type CallFault = string;

/** One call. `key` goes into a header of this call only and is not stored. */
export type ServerCall = { readonly line: string; readonly body?: unknown; readonly key?: string };

/** Calls the server. The answer is as the contract says. */
export type CallServer = <T>(call: ServerCall) => Promise<Result<T, CallFault>>;

/** Makes a function that calls a server by `fetch`, without cookies and without any cache. */
export function callServer(fetch: typeof globalThis.fetch, server: string): CallServer {
  return async <T>({ line, body, key }: ServerCall): Promise<Result<T, CallFault>> => {
    const [method = "GET", path = ""] = line.split(" ");
    const headers = {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(key === undefined ? {} : { authorization: `Bearer ${key.trim()}` }),
    };
    try {
      const answer = await fetch(server + path, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        cache: "no-store",
        credentials: "omit",
        referrerPolicy: "no-referrer",
      });
      const told = answer.status === 204 ? null : ((await answer.json()) as T & { readonly type?: string });
      return answer.ok ? ok(told as T) : fail(told?.type?.split("#")[1] ?? "internal");
    } catch {
      return fail("unreachable");
    }
  };
}

/**
 * The same for a page of this server: by the session of whoever is signed in. The header is `sessionHeader` of the contract; no page of
 * another server can send it.
 */
export function callBySession(fetch: typeof globalThis.fetch, server: string): CallServer {
  const bySession: typeof globalThis.fetch = (address, given) =>
    fetch(address, {
      ...given,
      credentials: "same-origin",
      headers: { ...(given?.headers as Record<string, string>), "office-session": "1" },
    });
  return callServer(bySession, server);
}
