import { sessionHeader } from "../../shared/contract/session.ts";
import type { Answer } from "../operations/operation.ts";
import type { Failure } from "../problems/failure.ts";
import { problemOf } from "../problems/problems.ts";
import type { Environment } from "../runtime/environment.ts";

/** What an answer needs to become a response. */
export type RespondContext = {
  readonly request: Request;
  readonly requestId: string;
  readonly environment: Environment;
};

/** The one place where an answer becomes a response: request id, CORS, caching, ETag and 304. */
export async function respond(answer: Answer, { request, requestId, environment }: RespondContext): Promise<Response> {
  const isRead = request.method === "GET" || request.method === "HEAD";
  // A plain record until the end: a `Headers` costs the runtime more than all else here.
  const headers: Record<string, string> = {
    ...corsHeaders(),
    "request-id": requestId,
    "api-version": environment.VERSION ?? "0",
    "x-content-type-options": "nosniff",
    ...caching(answer, { isRead, asker: askerOf(request) }),
    ...(answer.body === null ? {} : { "content-type": answer.type }),
    ...answer.headers,
  };
  if (isRead && answer.status === 200 && typeof answer.body === "string") {
    const etag = answer.headers?.etag ?? (await etagOf(answer, answer.body));
    headers.etag = etag;
    if (matches(request.headers.get("if-none-match"), etag)) {
      const { "content-type": _, ...unchanged } = headers;
      return new Response(null, { status: 304, headers: unchanged });
    }
  }
  if (request.method !== "HEAD")
    return withCookies(new Response(answer.body, { status: answer.status, headers }), answer);
  if (answer.body instanceof ReadableStream) await answer.body.cancel();
  return new Response(null, { status: answer.status, headers });
}

function withCookies(response: Response, { cookies = [] }: Answer): Response {
  for (const cookie of cookies) response.headers.append("set-cookie", cookie);
  return response;
}

/** The headers besides `Origin` that say who asks; null if nobody says so. */
function askerOf({ headers }: Request): string | null {
  if (headers.has(sessionHeader)) return `Authorization, Cookie, ${sessionHeader}`;
  return headers.has("authorization") ? "Authorization" : null;
}

/** Whoever showed a key or a session gets what nobody else may keep. What an answer's own headers say of caching goes before this. */
function caching(
  answer: Answer,
  { isRead, asker }: { readonly isRead: boolean; readonly asker: string | null },
): Record<string, string> {
  const vary = asker ? { vary: `${asker}, Origin` } : {};
  if (!isRead || answer.status >= 400) return { ...vary, "cache-control": "no-store" };
  if (asker) return { ...vary, "cache-control": "private, no-cache" };
  return { "cache-control": `public, max-age=${answer.maxAgeSeconds ?? 60}` };
}

/** Of answers that are made once and given again. */
const etags = new WeakMap<Answer, string>();

async function etagOf(answer: Answer, body: string): Promise<string> {
  const known = etags.get(answer);
  if (known !== undefined) return known;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  const half = new Uint8Array(digest, 0, 16);
  const etag = `"${btoa(String.fromCharCode(...half)).replaceAll("=", "")}"`;
  etags.set(answer, etag);
  return etag;
}

/** Weak comparison (RFC 9110 §13.1.2). */
function matches(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  return ifNoneMatch.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}

/** Any page may call, never with credentials; `Vary: Origin` stands on every answer all the same, so that no cache mixes them. */
function corsHeaders(): Record<string, string> {
  return {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "etag, request-id, retry-after, api-version, link, row-count, key-expires",
    vary: "Origin",
  };
}

/** The answer to a preflight, for these methods. */
export function preflight(methods: readonly string[], requestId: string): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...corsHeaders(),
      "request-id": requestId,
      "access-control-allow-methods": methods.join(", "),
      "access-control-allow-headers": "authorization, content-type, if-match, if-none-match",
      "access-control-max-age": "86400",
    },
  });
}

/** What a 401 asks for; of a key that has expired it says so (RFC 6750 §3). */
function challengeOf({ kind }: Failure): string {
  if (kind === "signature") return "Signature";
  return kind === "key-expired" ? 'Bearer error="invalid_token", error_description="The key has expired"' : "Bearer";
}

/** The answer for a request that failed as a whole. */
export function problemAnswer(failure: Failure, headers: Record<string, string> = {}): Answer {
  const problem = problemOf(failure);
  const retry = "retryAfterSeconds" in failure ? failure.retryAfterSeconds : problem.status === 503 ? 5 : undefined;
  return {
    status: problem.status,
    type: "application/problem+json; charset=utf-8",
    body: JSON.stringify(problem),
    headers: {
      ...(retry === undefined ? {} : { "retry-after": String(retry) }),
      ...(problem.status === 401 ? { "www-authenticate": challengeOf(failure) } : {}),
      ...headers,
    },
  };
}
