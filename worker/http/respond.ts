import type { Answer } from "./answer.ts";
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
  const headers = new Headers(corsHeaders());
  headers.set("request-id", context.requestId);
  headers.set("api-version", context.apiVersion);
  headers.set("x-content-type-options", "nosniff");
  if (answer.body !== null) headers.set("content-type", answer.type);
  for (const [name, value] of Object.entries(answer.headers ?? {})) headers.set(name, value);
  const isRead = context.request.method === "GET" || context.request.method === "HEAD";
  setCaching(headers, answer, { ...context, isRead });
  if (isRead && answer.status === 200 && answer.body !== null) {
    const etag = await etagOf(answer.body);
    headers.set("etag", etag);
    if (matches(context.request.headers.get("if-none-match"), etag)) {
      headers.delete("content-type");
      return new Response(null, { status: 304, headers });
    }
  }
  return new Response(context.request.method === "HEAD" ? null : answer.body, { status: answer.status, headers });
}

function setCaching(headers: Headers, answer: Answer, { withKey, isRead }: RespondContext & { isRead: boolean }): void {
  if (withKey) headers.set("vary", "Authorization, Origin");
  if (headers.has("cache-control")) return;
  if (!isRead || answer.status >= 400) headers.set("cache-control", "no-store");
  else if (withKey) headers.set("cache-control", "private, no-cache");
  else headers.set("cache-control", `public, max-age=${answer.maxAgeSeconds ?? 60}`);
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
