import { type MemberChange, type Role, scopesOfRole } from "../../shared/contract/member.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { KeyMakers } from "../access/is-same-hand.ts";
import { hasScope, makerOf, type Principal } from "../access/principal.ts";
import { reaches } from "../access/reach.ts";
import { type AuditDeps, askerOf, noteDeed } from "../audit/note-deed.ts";
import type { ReachDeps } from "../organization/organization.ts";
import { type FailureOf, givenAt } from "../problems/failure.ts";
import { type EndingDeps, endAccess } from "./join-member.ts";
import type { MemberStore, StoredMember } from "./member-store.ts";

/** What the operations on members work with. */
export type MemberDeps = ReachDeps &
  AuditDeps &
  EndingDeps & { readonly members: MemberStore; readonly keys: KeyMakers };

/** A role on a subtree. */
type Place = { readonly role: Role; readonly unit: string };

/** Whether the asker may give somebody a role on a unit: one whose scopes they all have, within their own subtree. */
export function mayGive(
  { organization, today }: ReachDeps,
  principal: Principal,
  { role, unit }: Place,
): Result<null, FailureOf<"unknown-unit" | "scope-missing" | "outside-subtree">> {
  if (unit !== organization.agency.code && !organization.units.knows(unit)) {
    return fail({ kind: "unknown-unit", ...givenAt("/unit", unit, "must be a known unit") });
  }
  const beyond = scopesOfRole[role].find((scope) => !hasScope(principal, scope));
  if (beyond !== undefined) {
    return fail({ kind: "scope-missing", ...givenAt("/role", beyond, "must be a role whose scopes the asker has") });
  }
  if (!reaches(principal, organization, { unit, days: [today] })) {
    return fail({ kind: "outside-subtree", ...givenAt("/unit", unit, "must be within the asker's subtree") });
  }
  return ok(null);
}

/** The member with that id, if their unit is within the asker's subtree. */
export function reachedMember(
  { members, organization, today }: ReachDeps & { readonly members: Pick<MemberStore, "find"> },
  principal: Principal,
  id: string,
): Result<StoredMember, FailureOf<"unknown-member" | "outside-subtree">> {
  const found = members.find(id);
  if (!found) return fail({ kind: "unknown-member", given: id });
  const isWithin = reaches(principal, organization, { unit: found.unit, days: [today] });
  return isWithin ? ok(found) : fail({ kind: "outside-subtree", given: found.unit });
}

/** Changes a member. Another role or unit ends their sessions, and an open code that somebody else made. */
export function changeMember(
  deps: MemberDeps,
  principal: Principal,
  { id, ...change }: MemberChange & { readonly id: string },
): Result<
  StoredMember,
  FailureOf<"unknown-member" | "unknown-unit" | "scope-missing" | "outside-subtree" | "last-administrator">
> {
  const reached = reachedMember(deps, principal, id);
  if (!reached.ok) return reached;
  const before = reached.value;
  const { name = before.name, role = before.role, unit = before.unit } = change;
  const isMoved = role !== before.role || unit !== before.unit;
  const allowed = isMoved ? mayGive(deps, principal, { role, unit }) : ok(null);
  if (!allowed.ok) return allowed;
  const spared = isMoved ? spareLast(deps, principal, { before, after: { role, unit } }) : ok(null);
  if (!spared.ok) return spared;
  if (!isMoved && name === before.name) return reached;
  deps.members.change(id, { name, role, unit });
  if (isMoved) {
    deps.sessions.endOf("member", id);
    // Whoever made the code could give the rights of before, and perhaps not these.
    deps.members.endCodeOfOthers(id, makerOf(principal));
  }
  const after = { ...before, name, role, unit };
  const deed = { by: askerOf(principal), what: "member.changed", on: id, unit };
  noteDeed(deps, { ...deed, before: words(before), after: words(after) });
  return ok(after);
}

/** Removes a member of a unit within the asker's subtree: what they sign in by ends at once. */
export function removeMember(
  deps: MemberDeps,
  principal: Principal,
  id: string,
): Result<null, FailureOf<"unknown-member" | "outside-subtree" | "last-administrator">> {
  const reached = reachedMember(deps, principal, id);
  if (!reached.ok) return reached;
  const spared = spareLast(deps, principal, { before: reached.value, after: null });
  if (!spared.ok) return spared;
  endAccess(deps, id, deps.nowMs);
  deps.members.remove(id, deps.nowMs);
  const { unit } = reached.value;
  noteDeed(deps, { by: askerOf(principal), what: "member.removed", on: id, unit, before: words(reached.value) });
  return ok(null);
}

/** A member as the audit log tells of them. */
function words({ name, role, unit }: Pick<StoredMember, "name"> & Place): string {
  return `${name}, ${role}, ${unit}`;
}

/** Refuses what would leave the agency without an administrator, unless the root key asks. `after` is null for a removal. */
function spareLast(
  { members, organization }: MemberDeps,
  principal: Principal,
  { before, after }: { readonly before: StoredMember; readonly after: Place | null },
): Result<null, FailureOf<"last-administrator">> {
  const { code } = organization.agency;
  const isHead = ({ role, unit }: Place): boolean => role === "administrator" && unit === code;
  if (principal.kind === "root" || before.state !== "joined" || !isHead(before) || (after && isHead(after))) {
    return ok(null);
  }
  const heads = members.all().filter((one) => one.state === "joined" && isHead(one));
  return heads.length > 1 ? ok(null) : fail({ kind: "last-administrator" });
}
