import type { OfficeComment } from "../../shared/contract/comment.ts";
import { fail, ok, type Result } from "../../shared/result.ts";

/** Why a call failed: `unreachable`, or the kind of the server's problem. */
export type CallFault = string;

/** A refused call: its kind, the fields that the server points at, and the newer comment of a 412. */
export type Refusal = {
  readonly kind: CallFault;
  readonly pointers: readonly string[];
  readonly comment?: OfficeComment;
};

/** One call. `key` goes into a header of this call only and is not stored; `version` goes into `If-Match`. */
export type ServerCall = {
  readonly line: string;
  readonly body?: unknown;
  readonly key?: string;
  readonly version?: number;
};

/** Calls the server. The answer is as the contract says. */
export type CallServer = <T>(call: ServerCall) => Promise<Result<T, CallFault>>;

/** Calls the server, and returns the whole refusal if it fails. */
export type AskServer = <T>(call: ServerCall) => Promise<Result<T, Refusal>>;

/** Makes a function that calls a server by `fetch`, without cookies and without any cache. */
export function callServer(fetch: typeof globalThis.fetch, server: string): CallServer {
  return faultsOf(askServer(fetch, server));
}

/**
 * The same for a page of this server: by the session of whoever is signed in. The header is `sessionHeader` of the contract; no page of
 * another server can send it.
 */
export function callBySession(fetch: typeof globalThis.fetch, server: string): CallServer {
  const init: RequestInit = { credentials: "same-origin" };
  const bySession: typeof globalThis.fetch = (address, given) =>
    fetch(address, {
      ...given,
      ...init,
      headers: { ...(given?.headers as Record<string, string>), "office-session": "1" },
    });
  return faultsOf(askServer(bySession, server));
}

function faultsOf(ask: AskServer): CallServer {
  return async <T>(call: ServerCall): Promise<Result<T, CallFault>> => {
    const answer = await ask<T>(call);
    return answer.ok ? answer : fail(answer.failure.kind);
  };
}

/** The same as {@link callServer}, for pages that need more of a refusal than its kind. */
export function askServer(fetch: typeof globalThis.fetch, server: string): AskServer {
  return async <T>({ line, body, key, version }: ServerCall): Promise<Result<T, Refusal>> => {
    const [method = "GET", path = ""] = line.split(" ");
    const headers = {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(key === undefined ? {} : { authorization: `Bearer ${key.trim()}` }),
      ...(version === undefined ? {} : { "if-match": `"${version}"` }),
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
      const told = answer.status === 204 ? null : ((await answer.json()) as T & Problem);
      return answer.ok ? ok(told as T) : fail(refusalOf(told ?? {}));
    } catch {
      return fail({ kind: "unreachable", pointers: [] });
    }
  };
}

type Problem = {
  readonly type?: string;
  readonly errors?: readonly { readonly pointer: string }[];
  readonly comment?: OfficeComment;
};

function refusalOf({ type, errors = [], comment }: Problem): Refusal {
  const kind = type?.split("#")[1] ?? "internal";
  return { kind, pointers: errors.map(({ pointer }) => pointer), ...(comment ? { comment } : {}) };
}
