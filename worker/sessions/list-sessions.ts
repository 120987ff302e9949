import { listOf, type Page } from "../../shared/contract/list.ts";
import {
  type ListedSession,
  listedSession,
  longestHours,
  type SessionsQuery,
  sessionsQuery,
} from "../../shared/contract/session.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { hasScope, type Principal } from "../access/principal.ts";
import { askerOf, noteDeed } from "../audit/note-deed.ts";
import { queryName } from "../lists/cursor.ts";
import { inOrderOf, type PageFailure, pageOf } from "../lists/page-of.ts";
import { reachedMember } from "../members/change-member.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { FailureOf } from "../problems/failure.ts";
import { kindOf, type SessionDeps } from "./begin-session.ts";
import { isOpenAt } from "./session-cookie.ts";
import type { SessionKind, StoredSession } from "./session-store.ts";

const path = "/v1/agencies/:agency/sessions";

type Holder = { readonly kind: SessionKind; readonly holder: string };

/** `GET …/sessions`: where the asker is signed in, the newest first. */
export const listSessions: Operation<SessionDeps> = operation({
  method: "GET",
  path,
  audience: "any-key",
  summary: "Read one's own sessions, the newest first",
  description:
    "Those begun by the same key or member. With `members:write` also those of a member within the asker's subtree.",
  query: sessionsQuery,
  answer: listOf(listedSession),
  failures: ["invalid", "bad-cursor", "scope-missing", "unknown-member", "outside-subtree"],
  runs: "reads",
  async run(deps, principal, { query }) {
    const holder = holderIn(deps, principal, query);
    return holder.ok ? pageOfSessions(deps, principal, { ...query, ...holder.value }) : holder;
  },
});

/** `DELETE …/sessions/{id}`: ends a session. */
export const endSession: Operation<SessionDeps> = operation({
  method: "DELETE",
  path: `${path}/:id`,
  params: { id: "The session's id, as the list of sessions shows it." },
  audience: "any-key",
  summary: "End one of one's own sessions",
  description:
    "At once, on the server. With `members:write` also those of members within the asker's subtree. Any other one is not known.",
  statuses: [204],
  failures: ["unknown-session"],
  runs: "in a transaction",
  run(deps, principal, { params: { id } }) {
    const found = deps.sessions.find(id);
    if (!found || !mayEnd(deps, principal, found)) return fail({ kind: "unknown-session", given: id });
    deps.sessions.end(id);
    const by = askerOf(principal);
    const unit = deps.members.find(found.holder)?.unit ?? (principal.kind === "root" ? null : principal.unit);
    noteDeed(deps, {
      by,
      what: "session.ended",
      on: id,
      unit,
      ...(by === found.holder ? {} : { before: found.holder }),
    });
    return ok(null);
  },
});

function mayEnd(deps: SessionDeps, principal: Principal, { kind, holder }: StoredSession): boolean {
  if (kind === kindOf(principal) && holder === askerOf(principal)) return true;
  const isMembers = kind === "member" && hasScope(principal, "members:write");
  return isMembers && reachedMember(deps, principal, holder).ok;
}

/** Whose sessions are asked for. */
function holderIn(
  deps: SessionDeps,
  principal: Principal,
  { member }: SessionsQuery,
): Result<Holder, FailureOf<"scope-missing" | "unknown-member" | "outside-subtree">> {
  const asker = askerOf(principal);
  if (member === undefined || member === asker) return ok({ kind: kindOf(principal), holder: asker });
  if (!hasScope(principal, "members:write")) return fail({ kind: "scope-missing", given: "members:write" });
  const reached = reachedMember(deps, principal, member);
  return reached.ok ? ok({ kind: "member", holder: member }) : reached;
}

function pageOfSessions(
  { sessions, organization, nowMs }: SessionDeps,
  principal: Principal,
  { kind, holder, member, ...query }: SessionsQuery & Holder,
): Promise<Result<Page<ListedSession>, PageFailure>> {
  const open = sessions.of(kind, holder).filter((one) => isOpenAt(nowMs, one));
  const own = principal.kind === "key" ? principal.session : undefined;
  // Later ones have the smaller name, so the newest comes first.
  const nameOf = ({ begunMs, id }: StoredSession): string => `${String(1e15 - begunMs)} ${id}`;
  const { read, positionOf } = inOrderOf(open, nameOf);
  const name = queryName("sessions", { kind, holder, member });
  const list = { secret: organization.agency.cursor_secret, query: name, read, positionOf };
  return pageOf(list, query).then((page) =>
    page.ok ? ok({ ...page.value, data: page.value.data.map((one) => toListed(one, own)) }) : page,
  );
}

function toListed({ id, begunMs, seenMs }: StoredSession, own: string | undefined): ListedSession {
  const [begun_at, last_seen_at, ends_at] = [begunMs, seenMs, begunMs + longestHours * 3_600_000].map((ms) =>
    new Date(ms).toISOString(),
  ) as [string, string, string];
  return { id, begun_at, last_seen_at, ends_at, is_this: id === own };
}
