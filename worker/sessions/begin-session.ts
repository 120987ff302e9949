import { formatDay } from "../../shared/calendar/day.ts";
import { longestHours, mostSessions, type Session } from "../../shared/contract/session.ts";
import { scopes } from "../../shared/contract/key.ts";
import { ok, type Result } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { type AuditDeps, askerOf, noteDeed } from "../audit/note-deed.ts";
import { equalHashes } from "../crypto/hash.ts";
import type { KeyStore } from "../keys/key-store.ts";
import type { Credential } from "../keys/key-token.ts";
import type { MemberStore } from "../members/member-store.ts";
import { part, type Part, type WorkerDeps } from "../operations/operation.ts";
import type { ReachDeps } from "../organization/organization.ts";
import {
  endsOfSessions,
  isOpenAt,
  type NamedSession,
  sessionInCookie,
  type SessionToken,
  writeSessionCookie,
} from "./session-cookie.ts";
import type { SessionKind, SessionStore, StoredSession } from "./session-store.ts";

/** What the operations on sessions work with. */
export type SessionDeps = ReachDeps &
  AuditDeps & {
    readonly sessions: SessionStore;
    readonly keys: Pick<KeyStore, "find" | "ofMember">;
    readonly members: Pick<MemberStore, "find">;
  };

/** A session that has begun; `id` and `secret` go into its cookie. */
export type OpenedSession = { readonly id: string; readonly secret: string; readonly session: Session };

/** Begins a session, always with a new id and secret; for a member `asPrincipal` makes the principal. */
export function beginSession(deps: SessionDeps, principal: Principal, { id, hash, secret }: Credential): OpenedSession {
  const holder = askerOf(principal);
  const times = { begunMs: deps.nowMs, seenMs: deps.nowMs };
  const begun: StoredSession = { id, hash, kind: kindOf(principal), holder, ...times };
  deps.sessions.removeOld(endsOfSessions(deps.nowMs));
  endBeyondMost(deps, begun);
  deps.sessions.add(begun);
  const unit = subtreeRoot(principal, deps.organization.agency.code);
  noteDeed(deps, { by: holder, what: "session.begun", on: id, unit });
  return { id, secret, session: sessionOf(deps, principal, begun) };
}

/** Ends the oldest sessions, so that there is room for one more. */
function endBeyondMost(deps: SessionDeps, { kind, holder }: StoredSession): void {
  for (const old of deps.sessions.of(kind, holder).slice(mostSessions - 1)) endByServer(deps, old);
}

function endByServer(deps: SessionDeps, { id, holder }: StoredSession): void {
  deps.sessions.end(id);
  const unit = (deps.members.find(holder) ?? deps.keys.find(holder))?.unit ?? deps.organization.agency.code;
  noteDeed(deps, { by: "server", what: "session.ended", on: id, unit, before: holder });
}

/** Ends the session that a browser had before a new sign-in. Its cookie is overwritten, so nobody could sign it out. */
export const endReplaced: Part<SessionDeps, NamedSession, null, never, null> = part({
  name: "endReplacedSession",
  failures: [],
  runs: "in a transaction",
  run: (deps: SessionDeps, _: null, { id, hash }: NamedSession): Result<null, never> => {
    const found = deps.sessions.find(id);
    const isTheirs = found !== null && equalHashes(found.hash, hash);
    if (isTheirs && isOpenAt(deps.nowMs, found)) endByServer(deps, found);
    return ok(null);
  },
});

/**
 * Returns the `Set-Cookie` of a new session, and ends the session that the browser had, at whichever agency.
 * @param before the browser's session, where the request itself does not bring its cookie
 */
export async function cookieOfSession(
  worker: Pick<WorkerDeps, "request" | "registry" | "ask" | "log">,
  begun: SessionToken,
  before?: NamedSession | null,
): Promise<string> {
  const replaced = before === undefined ? await sessionInCookie(worker) : before;
  try {
    if (replaced) await worker.ask(endReplaced, { agency: replaced.agency, principal: null, input: replaced });
  } catch (error) {
    // The answer may have a key that is shown once, so it must not be lost. The old session ends by itself.
    worker.log("ending the session before", error);
  }
  return writeSessionCookie(begun);
}

/** Whose sessions an asker's are. */
export function kindOf(principal: Principal): SessionKind {
  if (principal.kind === "root" || principal.id === "root") return "root";
  return principal.role === undefined ? "key" : "member";
}

/** A session as its holder reads it. */
export function sessionOf(
  { organization, keys, members }: SessionDeps,
  principal: Principal,
  { begunMs }: StoredSession,
): Session {
  const { code } = organization.agency;
  const id = askerOf(principal);
  const isAll = principal.kind === "root";
  return {
    ...{ agency: code, id, unit: subtreeRoot(principal, code) },
    name: (members.find(id) ?? keys.find(id))?.name ?? id,
    role: isAll ? null : (principal.role ?? null),
    scopes: isAll ? [...scopes] : [...principal.scopes],
    key_expires_on: lastKeyDay({ keys }, principal),
    begun_at: new Date(begunMs).toISOString(),
    ends_at: new Date(begunMs + longestHours * 3_600_000).toISOString(),
  };
}

function lastKeyDay({ keys }: Pick<SessionDeps, "keys">, principal: Principal): string | null {
  if (principal.kind === "root") return null;
  const key = principal.role === undefined ? keys.find(principal.id) : keys.ofMember(principal.id)[0];
  const day = key?.expiresDay ?? null;
  return day === null ? null : formatDay(day);
}
