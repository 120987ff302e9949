import { formatDay } from "../../shared/calendar/day.ts";
import { listOf, type Page, type PageQuery, pageQuery } from "../../shared/contract/list.ts";
import {
  type InvitedMember,
  invitationDays,
  invitedMember,
  type Member,
  member,
  memberChange,
  newMember,
} from "../../shared/contract/member.ts";
import { ok, type Result } from "../../shared/result.ts";
import { makerOf, type Principal, subtreeRoot } from "../access/principal.ts";
import { reaches } from "../access/reach.ts";
import { askerOf, noteDeed } from "../audit/note-deed.ts";
import { encodeBase64url, newId } from "../crypto/base64url.ts";
import { queryName } from "../lists/cursor.ts";
import { inOrderOf, type PageFailure, pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import { changeMember, type MemberDeps, mayGive, reachedMember, removeMember } from "./change-member.ts";
import { hashOfInvitation } from "./join-member.ts";
import type { FreshMember, Invitation, StoredMember } from "./member-store.ts";

const path = "/v1/agencies/:agency/members";
const params = { id: "The member's id, as the list of members shows it." } as const;
const dayMs = 86_400_000;

type Random = { readonly randomBytes: (count: number) => Uint8Array };
type FreshCode = { readonly id: string; readonly code: string; readonly hash: string };

/** `POST …/members`: invites somebody. */
export const inviteMember: Operation<MemberDeps & Random> = operation({
  method: "POST",
  path,
  audience: "members:write",
  summary: "Invite somebody to the agency, in a role",
  description:
    "Within the asker's scopes and subtree. Without `unit` the role is on the whole agency. This answer alone shows the invitation's code, which works once, for 7 days.",
  body: newMember,
  answer: invitedMember,
  statuses: [201],
  failures: ["invalid", "unknown-unit", "scope-missing", "outside-subtree"],
  runs: "in a transaction",
  prepare: async ({ randomBytes }) => ok(await freshCode(randomBytes)),
  run(deps, principal, { body, prepared: fresh }) {
    const { name, role, unit = deps.organization.agency.code } = body;
    const allowed = mayGive(deps, principal, { role, unit });
    if (!allowed.ok) return allowed;
    const invited: FreshMember = { id: fresh.id, name, role, unit, invitedMs: deps.nowMs };
    deps.members.add(invited, invitationBy(deps, principal, fresh.hash));
    return ok(told(deps, principal, { id: fresh.id, code: fresh.code }));
  },
});

/** `POST …/members/{id}/invitation`: a new code in place of the one before, or of the key that a member signs in by. */
export const renewInvitation: Operation<MemberDeps & Random> = operation({
  method: "POST",
  path: `${path}/:id/invitation`,
  params,
  audience: "members:write",
  summary: "Invite a member anew: the code was lost or has lapsed, or their key is to be replaced",
  description:
    "The code before ends at once. A member who has joined signs in as before until the new code is used; then their key and sessions end. Whoever holds the code can become the member, so the asker needs all scopes of the member's role.",
  answer: invitedMember,
  statuses: [201],
  failures: ["unknown-member", "unknown-unit", "scope-missing", "outside-subtree"],
  runs: "in a transaction",
  prepare: async ({ randomBytes }) => ok(await freshCode(randomBytes)),
  run(deps, principal, { params: { id }, prepared: { code, hash } }) {
    const reached = reachedMember(deps, principal, id);
    const allowed = reached.ok ? mayGive(deps, principal, reached.value) : reached;
    if (!allowed.ok) return allowed;
    deps.members.invite(id, invitationBy(deps, principal, hash));
    return ok(told(deps, principal, { id, code }));
  },
});

/** `GET …/members`: members within the asker's subtree, by id. */
export const listMembers: Operation<MemberDeps> = operation({
  method: "GET",
  path,
  audience: "members:write",
  summary: "Read the members within the asker's subtree",
  description: "Invited ones too, without their codes; no removed ones.",
  query: pageQuery,
  answer: listOf(member),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  run: (deps, principal, { query }) => pageOfMembers(deps, principal, query),
});

/** `PATCH …/members/{id}`: another name, role or unit. */
export const patchMember: Operation<MemberDeps> = operation({
  method: "PATCH",
  path: `${path}/:id`,
  params,
  audience: "members:write",
  summary: "Change a member's name, role or unit",
  description:
    "Within the asker's scopes and subtree. Another role or unit holds at once and ends the member's sessions, and the code of an open invitation that somebody else made. Only the root key may take the role from the last administrator of the whole agency who has joined.",
  body: memberChange,
  answer: member,
  failures: ["unknown-member", "unknown-unit", "scope-missing", "outside-subtree", "last-administrator"],
  runs: "in a transaction",
  run(deps, principal, { params: { id }, body }) {
    const changed = changeMember(deps, principal, { id, ...body });
    return changed.ok ? ok(toMember(changed.value, deps.nowMs)) : changed;
  },
});

/** `DELETE …/members/{id}`: ends a membership at once. */
export const deleteMember: Operation<MemberDeps> = operation({
  method: "DELETE",
  path: `${path}/:id`,
  params,
  audience: "members:write",
  summary: "Remove a member, or take an invitation back",
  description:
    "Their sessions and their key end at once, and for ever; the audit log keeps their name. Keys of the API that they made stay. Only the root key may remove the last administrator of the whole agency who has joined.",
  statuses: [204],
  failures: ["unknown-member", "outside-subtree", "last-administrator"],
  runs: "in a transaction",
  run: (deps, principal, { params: { id } }) => removeMember(deps, principal, id),
});

async function freshCode(randomBytes: Random["randomBytes"]): Promise<FreshCode> {
  const code = encodeBase64url(randomBytes(16));
  return { id: `member-${newId(randomBytes, 12)}`, code, hash: await hashOfInvitation(code) };
}

/** An invitation for seven days. Whoever has the asker's own key or code may have this code, too. */
function invitationBy({ keys, nowMs }: MemberDeps, principal: Principal, hash: string): Invitation {
  const maker = makerOf(principal);
  const hands = maker === null ? [] : [maker, ...keys.makersOf(maker)];
  return { hash, lapsesMs: nowMs + invitationDays * dayMs, hands };
}

/** Notes an invitation and shows it, with its code. */
function told(deps: MemberDeps, principal: Principal, { id, code }: Omit<FreshCode, "hash">): InvitedMember {
  const stored = deps.members.find(id);
  if (!stored) throw new Error("an invited member is stored");
  const { name, role, unit } = stored;
  const lapses_at = new Date(stored.lapsesMs ?? 0).toISOString();
  noteDeed(deps, { by: askerOf(principal), what: "member.invited", on: id, unit, after: `${name}, ${role}, ${unit}` });
  return { ...toMember(stored, deps.nowMs), invitation: code, lapses_at };
}

function pageOfMembers(
  { members, organization, today, nowMs }: MemberDeps,
  principal: Principal,
  query: PageQuery,
): Promise<Result<Page<Member>, PageFailure>> {
  const { agency } = organization;
  const reached = members.all().filter(({ unit }) => reaches(principal, organization, { unit, days: [today] }));
  const rows = inOrderOf(
    reached.map((stored) => toMember(stored, nowMs)),
    ({ id }) => id,
  );
  const name = queryName("members", { unit: subtreeRoot(principal, agency.code) });
  return pageOf({ secret: agency.cursor_secret, query: name, ...rows }, query);
}

function toMember(stored: StoredMember, nowMs: number): Member {
  const { id, name, role, unit, invitedMs, joinedMs, seenDay, issuer, lapsesMs } = stored;
  const hasJoined = stored.state === "joined";
  const isOpen = lapsesMs !== null && lapsesMs > nowMs;
  return {
    ...{ id, name, role, unit },
    state: hasJoined ? "joined" : isOpen ? "invited" : "lapsed",
    signs_in_by: hasJoined ? (issuer === null ? "key" : "openid") : null,
    invited_at: new Date(invitedMs).toISOString(),
    joined_at: joinedMs === null ? null : new Date(joinedMs).toISOString(),
    last_seen_on: seenDay === null ? null : formatDay(seenDay),
  };
}
