import { scopesOfRole } from "../../shared/contract/member.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { type AuditDeps, noteDeed } from "../audit/note-deed.ts";
import { hashOf } from "../crypto/hash.ts";
import type { FailureOf } from "../problems/failure.ts";
import type { Identity, MemberStore, StoredMember } from "./member-store.ts";

/** What ends with a membership, or with the way in which a member signed in before. */
export type EndingDeps = {
  readonly sessions: { endOf(kind: "member", holder: string): void };
  readonly keys: { revokeOf(member: string, revokedMs: number): void };
};

/** What {@link joinMember} works with. */
export type JoinDeps = EndingDeps & AuditDeps & { readonly members: Pick<MemberStore, "join" | "identified"> };

/** The principal that a member who joined is. */
export type MemberPrincipal = Extract<Principal, { readonly kind: "key" }>;

/** The SHA-256 under which an invitation's code is stored. The code has 128 random bits. */
export function hashOfInvitation(code: string): Promise<string> {
  return hashOf(`invitation ${code}`);
}

/**
 * Lets an invited member join: by an identity, or by a key where it is null. Uses up the invitation. What they signed in by
 * before ends. An identity is one member's only.
 */
export function joinMember(
  deps: JoinDeps,
  { id, unit }: StoredMember,
  identity: Identity | null,
): Result<null, FailureOf<"identity-taken">> {
  const other = identity && deps.members.identified(identity);
  if (other && other.id !== id) return fail({ kind: "identity-taken" });
  endAccess(deps, id, deps.nowMs);
  deps.members.join(id, identity, deps.nowMs);
  const after = identity ? `by OpenID at ${identity.issuer}` : "by key";
  noteDeed(deps, { by: id, what: "member.joined", on: id, unit, after });
  return ok(null);
}

/** Ends a member's sessions and key. */
export function endAccess({ sessions, keys }: EndingDeps, member: string, nowMs: number): void {
  sessions.endOf("member", member);
  keys.revokeOf(member, nowMs);
}

/** Who a member is to operations: their role's scopes, on their subtree, as they are now. */
export function asPrincipal(
  agency: string,
  { id, role, unit }: Pick<StoredMember, "id" | "role" | "unit">,
): MemberPrincipal {
  return { kind: "key", agency, id, role, scopes: scopesOfRole[role], unit };
}
