import { longestHours, type Session } from "../../shared/contract/session.ts";
import { scopes } from "../../shared/contract/key.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { type AuditDeps, askerOf, noteDeed } from "../audit/note-deed.ts";
import type { KeyStore } from "../keys/key-store.ts";
import type { Credential } from "../keys/key-token.ts";
import type { MemberStore } from "../members/member-store.ts";
import type { ReachDeps } from "../organization/organization.ts";
import { endsOfSessions } from "./session-cookie.ts";
import type { SessionKind, SessionStore, StoredSession } from "./session-store.ts";

/** What the operations on sessions work with. */
export type SessionDeps = ReachDeps &
  AuditDeps & {
    readonly sessions: SessionStore;
    readonly keys: Pick<KeyStore, "find">;
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
  deps.sessions.add(begun);
  const unit = subtreeRoot(principal, deps.organization.agency.code);
  noteDeed(deps, { by: holder, what: "session.begun", on: id, unit });
  return { id, secret, session: sessionOf(deps, principal, begun) };
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
    begun_at: new Date(begunMs).toISOString(),
    ends_at: new Date(begunMs + longestHours * 3_600_000).toISOString(),
  };
}
