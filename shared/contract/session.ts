import * as z from "zod/mini";
import { agencyCode, calendarDay, textUpTo } from "../codes.ts";
import { scope } from "./key.ts";
import { pageQuery } from "./list.ts";
import { role } from "./member.ts";

/** Header that a page of this server sends with each call that its session is for. Pages of other servers cannot send it. */
export const sessionHeader = "office-session";

/** Minutes without a call after which a session ends. */
export const idleMinutes = 60;

/** Hours after which a session ends in any case. */
export const longestHours = 12;

/** Most sessions of one member or key, or of the root key at one agency, at a time. With one more the oldest ends. */
export const mostSessions = 20;

/** Body of `POST /v1/sessions`: a key of an agency, or the root key with the agency that the session is for. */
export const newSession = z.strictObject({
  key: z.string().check(z.minLength(1), z.maxLength(512)),
  agency: z.optional(agencyCode),
});

/** Who is signed in, and what they may do. */
export const session = z.strictObject({
  agency: z.string(),
  /** Id of the member or key; `root` for the root key. The audit log names it. */
  id: z.string(),
  name: z.string(),
  /** Null for a key, which has scopes of its own. */
  role: z.nullable(role),
  scopes: z.array(scope),
  /** Root of the subtree that they see and may change. */
  unit: z.string(),
  begun_at: z.iso.datetime(),
  /**
   * Last day, in the agency's time zone, of the key by which they sign in: the session's own, or the member's. Null if the key has no
   * end, or if they sign in by a provider or the root key.
   */
  key_expires_on: z.nullable(calendarDay),
  /** When it ends in any case; earlier after {@link idleMinutes} minutes without a call. */
  ends_at: z.iso.datetime(),
});

/** See {@link session}. */
export type Session = z.infer<typeof session>;

/** Answer of `GET /v1/session`; null if nobody is signed in. */
export const currentSession = z.strictObject({ session: z.nullable(session) });

/** A session as its holder's list shows it. */
export const listedSession = z.strictObject({
  id: z.string(),
  begun_at: z.iso.datetime(),
  last_seen_at: z.iso.datetime(),
  ends_at: z.iso.datetime(),
  /** Whether it is the one that asks. */
  is_this: z.boolean(),
});

/** See {@link listedSession}. */
export type ListedSession = z.infer<typeof listedSession>;

/** Query of `GET …/sessions`. */
export const sessionsQuery = z.extend(pageQuery, {
  member: z.optional(
    textUpTo(64).check(z.describe("The sessions of this member, not the asker's own; needs `members:write`.")),
  ),
});

/** See {@link sessionsQuery}. */
export type SessionsQuery = z.infer<typeof sessionsQuery>;

/** Answer of `POST /v1/invitations`: a session that has begun, and the key to sign in by from now on, shown only here. */
export const joinedByKey = z.strictObject({ session, key: z.string(), key_expires_on: calendarDay });

/** See {@link joinedByKey}. */
export type JoinedByKey = z.infer<typeof joinedByKey>;

/** Body of `POST /v1/own-keys`: the key by which a member signs in. */
export const ownKey = z.strictObject({ key: z.string().check(z.minLength(1), z.maxLength(512)) });

/** Answer of `POST /v1/own-keys`: the new key, shown only here, and the last days of the new and the old one. */
export const renewedKey = z.strictObject({
  key: z.string(),
  key_expires_on: calendarDay,
  before_expires_on: calendarDay,
});

/** See {@link renewedKey}. */
export type RenewedKey = z.infer<typeof renewedKey>;
