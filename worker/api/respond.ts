import type { Answer } from "../operations/operation.ts";
import { corsHeaders } from "./cors.ts";

/** What an answer needs to become a response. */
export type RespondContext = {
  readonly request: Request;
  readonly requestId: string;
  /** Whether the asker showed a key; what is theirs is not kept by others. */
  readonly withKey: boolean;
  readonly apiVersion: string;
};

/** The one place where an answer becomes a response: request id, CORS, caching, ETag and 304. */
export async function respond(answer: Answer, context: RespondContext): Promise<Response> {
  const { request, requestId, apiVersion } = context;
  const isRead = request.method === "GET" || request.method === "HEAD";
  // A plain record until the end: a `Headers` costs the runtime more than all else here.
  const headers: Record<string, string> = {
    ...corsHeaders(),
    "request-id": requestId,
    "api-version": apiVersion,
    "x-content-type-options": "nosniff",
    ...caching(answer, { ...context, isRead }),
    ...(answer.body === null ? {} : { "content-type": answer.type }),
    ...answer.headers,
  };
  if (isRead && answer.status === 200 && typeof answer.body === "string") {
    const etag = answer.headers?.etag ?? (await etagOf(answer.body));
    headers.etag = etag;
    if (matches(request.headers.get("if-none-match"), etag)) {
      const { "content-type": _, ...unchanged } = headers;
      return new Response(null, { status: 304, headers: unchanged });
    }
  }
  if (request.method !== "HEAD") return new Response(answer.body, { status: answer.status, headers });
  if (answer.body instanceof ReadableStream) await answer.body.cancel();
  return new Response(null, { status: answer.status, headers });
}

type Caching = Pick<RespondContext, "withKey"> & { readonly isRead: boolean };

/** What an answer's own headers say of caching goes before this. */
function caching(answer: Answer, { withKey, isRead }: Caching): Record<string, string> {
  const vary = withKey ? { vary: "Authorization, Origin" } : {};
  if (!isRead || answer.status >= 400) return { ...vary, "cache-control": "no-store" };
  if (withKey) return { ...vary, "cache-control": "private, no-cache" };
  return { "cache-control": `public, max-age=${answer.maxAgeSeconds ?? 60}` };
}

async function etagOf(body: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  const half = new Uint8Array(digest, 0, 16);
  return `"${btoa(String.fromCharCode(...half)).replaceAll("=", "")}"`;
}

/** Weak comparison (RFC 9110 §13.1.2). */
function matches(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  return ifNoneMatch.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}
