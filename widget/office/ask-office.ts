import type { OfficeComment } from "../../shared/contract/comment.ts";
import { fail, ok, type Result } from "../../shared/result.ts";

/** Why an office's call was refused: the problem's kind, `unreachable` without a network; where the server points; the newer comment of a 412. */
export type OfficeFault = {
  readonly kind: string;
  readonly pointers: readonly string[];
  readonly comment?: OfficeComment;
};

/** One call below `/v1/agencies/{agency}`; `version` goes into `If-Match`. */
export type OfficeCall = { readonly line: string; readonly body?: unknown; readonly version?: number };

/** Who asks: the key goes into a header of each call, and is kept nowhere else. */
export type OfficeHolder = { readonly agency: string; readonly key: string };

/** Asks the office's routes; the answer is what the contract says of that route. */
export type AskOffice = <T>(holder: OfficeHolder, call: OfficeCall) => Promise<Result<T, OfficeFault>>;

type Told = {
  readonly type?: string;
  readonly errors?: readonly { readonly pointer: string }[];
  readonly comment?: OfficeComment;
};

/** Asks a server by `fetch`, without cookies, and so that nothing keeps what was said. */
export function askOffice(fetch: typeof globalThis.fetch, server: string): AskOffice {
  return async <T>(
    { agency, key }: OfficeHolder,
    { line, body, version }: OfficeCall,
  ): Promise<Result<T, OfficeFault>> => {
    const [method = "GET", path = ""] = line.split(" ");
    const headers = {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(version === undefined ? {} : { "if-match": `"${version}"` }),
    };
    try {
      const answer = await fetch(`${server}/v1/agencies/${encodeURIComponent(agency)}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        cache: "no-store",
        credentials: "omit",
        referrerPolicy: "no-referrer",
      });
      const told = (await answer.json()) as T & Told;
      return answer.ok ? ok(told as T) : fail(faultOf(told));
    } catch {
      return fail({ kind: "unreachable", pointers: [] });
    }
  };
}

function faultOf({ type, errors = [], comment }: Told): OfficeFault {
  const kind = type?.split("#")[1] ?? "internal";
  return { kind, pointers: errors.map(({ pointer }) => pointer), ...(comment ? { comment } : {}) };
}
