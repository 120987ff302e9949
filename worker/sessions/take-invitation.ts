import { formatDay } from "../../shared/calendar/day.ts";
import { takenInvitation } from "../../shared/contract/member.ts";
import { joinedByKey, type JoinedByKey } from "../../shared/contract/session.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { KeyStore } from "../keys/key-store.ts";
import { type Credential, newCredential, ownKeyDays, writeKeyToken } from "../keys/key-token.ts";
import { asPrincipal, hashOfInvitation, joinMember } from "../members/join-member.ts";
import type { MemberStore } from "../members/member-store.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { FailureOf } from "../problems/failure.ts";
import { beginSession, cookieOfSession, type OpenedSession, type SessionDeps } from "./begin-session.ts";

type TakeDeps = SessionDeps & {
  readonly randomBytes: (count: number) => Uint8Array;
  readonly keys: Pick<KeyStore, "add" | "revokeOf">;
  readonly members: Pick<MemberStore, "invitedBy" | "join" | "identified">;
  /** The agency's provider of OpenID Connect; null if it has none. */
  readonly signIn: { read(): unknown };
};

/** The hash of a code, and the credentials of the key and session that it is traded for. */
type Prepared = { readonly hash: string; readonly forKey: Credential; readonly forSession: Credential };

type Joined = { readonly answer: JoinedByKey; readonly cookie: Pick<OpenedSession, "id" | "secret"> };

/** `POST /v1/invitations`: an invited member joins, by a key. */
export const takeInvitation: Operation<TakeDeps> = operation({
  method: "POST",
  path: "/v1/invitations",
  audience: "code-holder",
  summary: "Join an agency by an invitation, and sign in",
  description:
    "The answer alone shows the key by which the member signs in from now on. It has the scopes of the member's role, whatever that is at the time, and ends after a year. Sets the cookie of a new session. A code that is unknown, used or lapsed gets the same answer. Not at an agency with a provider of OpenID Connect: there an invitation goes along with the sign-in.",
  body: takenInvitation,
  answer: joinedByKey,
  statuses: [201],
  failures: ["unknown-code", "rate-limited", "identity-taken", "provider-needed"],
  at: ({ body: { agency } }) => ({ agency, otherwise: { kind: "unknown-code" } }),
  guesses: true,
  runs: "in a transaction",
  prepare: async ({ randomBytes }, _, { body }) =>
    ok({
      hash: await hashOfInvitation(body.code),
      forKey: await newCredential(randomBytes),
      forSession: await newCredential(randomBytes),
    }),
  run: (deps, _, { prepared }) => joinByKey(deps, prepared),
  shape: async ({ answer, cookie }, worker, { body: { agency } }) => ({
    value: answer,
    headers: { "set-cookie": await cookieOfSession(worker, { agency, ...cookie }) },
  }),
});

function joinByKey(
  deps: TakeDeps,
  { hash, forKey, forSession }: Prepared,
): Result<Joined, FailureOf<"unknown-code" | "identity-taken" | "provider-needed">> {
  if (deps.signIn.read() !== null) return fail({ kind: "provider-needed" });
  const member = deps.members.invitedBy(hash, deps.nowMs);
  if (!member) return fail({ kind: "unknown-code" });
  const joined = joinMember(deps, member, null);
  if (!joined.ok) return joined;
  const { code } = deps.organization.agency;
  const expiresDay = deps.today + ownKeyDays;
  const { secret, ...stored } = forKey;
  const own = { name: member.name, scopes: [], unit: member.unit, createdMs: deps.nowMs, expiresDay };
  deps.keys.add({ ...stored, ...own, madeBy: member.id, member: member.id });
  const { session, ...cookie } = beginSession(deps, asPrincipal(code, member), forSession);
  const key = writeKeyToken({ agency: code, id: stored.id, secret });
  return ok({ answer: { session, key, key_expires_on: formatDay(expiresDay) }, cookie });
}
