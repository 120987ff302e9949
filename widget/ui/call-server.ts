import { fail, ok, type Result } from "../../shared/result.ts";

/** Why a call brought nothing: no network, or the kind of problem that the server told. */
export type CallFault = string;

/** One call; `key` goes into a header of this call alone, and is kept nowhere. */
export type ServerCall = {
  readonly line: string;
  readonly body?: unknown;
  readonly key?: string;
};

/** Asks the server; the answer is what the contract says of that route. */
export type CallServer = <T>(call: ServerCall) => Promise<Result<T, CallFault>>;

/** Calls a server by `fetch`, without cookies, and so that nothing keeps what was said. */
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
      return answer.ok ? ok(told as T) : fail(kindOf(told?.type));
    } catch {
      return fail("unreachable");
    }
  };
}

function kindOf(type: string | undefined): CallFault {
  return type?.split("#")[1] ?? "internal";
}
