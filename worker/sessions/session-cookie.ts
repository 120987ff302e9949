import { idleMinutes, longestHours, sessionHeader } from "../../shared/contract/session.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { hashOf } from "../crypto/hash.ts";
import type { FailureOf } from "../problems/failure.ts";
import type { AgencyPort, Registry } from "../runtime/ports.ts";

/** What a session's cookie holds. */
export type SessionToken = { readonly agency: string; readonly id: string; readonly secret: string };

/** The prefix binds the cookie to this host, all of it, and to https; browsers take it on `localhost`, too. */
const cookieName = "__Host-office-session";
const tokenShape = /^([A-Z][A-Z0-9]{1,15})\.([0-9a-z]{12})\.([A-Za-z0-9_-]{43})$/;
// No other site's page makes the browser send it, and no script reads it.
const attributes = "Path=/; Secure; HttpOnly; SameSite=Strict";

/** `Set-Cookie` for a session that begins. */
export function writeSessionCookie({ agency, id, secret }: SessionToken): string {
  return `${cookieName}=${agency}.${id}.${secret}; Max-Age=${longestHours * 3600}; ${attributes}`;
}

/** `Set-Cookie` for a session that has ended. */
export const clearedSessionCookie: string = `${cookieName}=; Max-Age=0; ${attributes}`;

/**
 * Whether a request asks by its session. It says so in a header that a page of another site cannot send: its browser asks by a
 * preflight first, which allows no such header. Newer browsers also say where a request comes from.
 */
export function asksBySession({ headers }: { readonly headers: Headers }): boolean {
  if (!headers.has(sessionHeader) || headers.has("authorization")) return false;
  const from = headers.get("sec-fetch-site");
  return from === null || from === "same-origin";
}

type CookieDeps = {
  readonly request: { readonly headers: Headers };
  readonly registry: Pick<Registry, "knows">;
  agency(code: string): Pick<AgencyPort, "holderOfSession">;
};

/** Who asks by a session; null without its cookie. */
export async function holderOfCookie(deps: CookieDeps): Promise<Result<Principal | null, FailureOf<"session-ended">>> {
  if (cookieIn(deps.request) === "") return ok(null);
  const named = await sessionInCookie(deps);
  return named ? deps.agency(named.agency).holderOfSession(named.id, named.hash) : fail({ kind: "session-ended" });
}

/** A session, and the SHA-256 of its secret in hex: that proves that somebody has the secret, and opens nothing. */
export type NamedSession = { readonly agency: string; readonly id: string; readonly hash: string };

/** The session that a request's cookie names; null without one, or if no agency of this server has its code. */
export async function sessionInCookie({
  request,
  registry,
}: Pick<CookieDeps, "request" | "registry">): Promise<NamedSession | null> {
  const [, agency = "", id = "", secret = ""] = tokenShape.exec(cookieIn(request)) ?? [];
  // The registry first: a call to the object of an agency that does not exist would make its files.
  if (agency === "" || !(await registry.knows(agency))) return null;
  return { agency, id, hash: await hashOf(secret) };
}

function cookieIn({ headers }: CookieDeps["request"]): string {
  const cookies = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return cookies.find((pair) => pair.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1) ?? "";
}

const minuteMs = 60_000;

/** Sessions that were last seen, or begun, before these times have ended. Milliseconds since 1970. */
export function endsOfSessions(nowMs: number): Times {
  return { seenMs: nowMs - idleMinutes * minuteMs, begunMs: nowMs - longestHours * 60 * minuteMs };
}

type Times = { readonly seenMs: number; readonly begunMs: number };

/** Whether a session has not ended by itself. */
export function isOpenAt(nowMs: number, session: Times): boolean {
  const ends = endsOfSessions(nowMs);
  return session.seenMs >= ends.seenMs && session.begunMs >= ends.begunMs;
}
