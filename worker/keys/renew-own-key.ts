import { formatDay } from "../../shared/calendar/day.ts";
import { ownKey, type RenewedKey, renewedKey } from "../../shared/contract/session.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { subtreeRoot } from "../access/principal.ts";
import { type AuditDeps, noteDeed } from "../audit/note-deed.ts";
import { equalHashes, hashOf } from "../crypto/hash.ts";
import type { MemberStore } from "../members/member-store.ts";
import { type Operation, operation } from "../operations/operation.ts";
import { type FailureOf, invalidAt } from "../problems/failure.ts";
import type { ReachDeps } from "../organization/organization.ts";
import { holderOf } from "./authenticate.ts";
import type { KeyStore } from "./key-store.ts";
import { type Credential, newCredential, ownKeyDays, readKeyToken, writeKeyToken } from "./key-token.ts";

type RenewDeps = ReachDeps &
  AuditDeps & {
    readonly keys: Pick<KeyStore, "find" | "use" | "ofMember" | "add" | "revoke" | "replace">;
    readonly members: Pick<MemberStore, "joined" | "see">;
    readonly randomBytes: (count: number) => Uint8Array;
  };

/** Id of the old key and hash of its secret, and the credential of the new key. */
type Prepared = { readonly id: string; readonly hash: string; readonly fresh: Credential };

/** Days for which the old key still works, so that somebody who closed the page too early is not locked out. */
const overlapDays = 1;

/** `POST /v1/own-keys`: a member's new key in place of the one that they show. */
export const renewOwnKey: Operation<RenewDeps> = operation({
  method: "POST",
  path: "/v1/own-keys",
  // A session is not enough: otherwise somebody at an open browser, or with a stolen session, could get a key for a year.
  audience: "code-holder",
  summary: "Replace the key by which a member signs in",
  description:
    "The answer alone shows the new key, which ends after a year. The one in the body works until the end of the next day and can be shown once more until then, which ends the key that was made before. Sessions go on. A key that is unknown, revoked or has ended gets the same answer. Keys for programs are replaced by `POST …/keys/{id}/rotate`.",
  body: ownKey,
  answer: renewedKey,
  statuses: [201],
  failures: ["unknown-code", "rate-limited", "invalid"],
  guesses: true,
  at: ({ body }) => ({
    agency: readKeyToken(body.key.trim())?.agency ?? null,
    otherwise: { kind: "unknown-code" },
  }),
  runs: "in a transaction",
  prepare: async ({ randomBytes }, _, { body }) => {
    const shown = readKeyToken(body.key.trim());
    if (!shown) return fail({ kind: "unknown-code" });
    return ok({ id: shown.id, hash: await hashOf(shown.secret), fresh: await newCredential(randomBytes) });
  },
  run: (deps, _, { prepared }) => renew(deps, prepared),
});

function renew(
  deps: RenewDeps,
  { id, hash, fresh }: Prepared,
): Result<RenewedKey, FailureOf<"unknown-code" | "invalid">> {
  const { keys, today, nowMs } = deps;
  const agency = deps.organization.agency.code;
  const shown = keys.find(id);
  if (!shown || !equalHashes(shown.hash, hash)) return fail({ kind: "unknown-code" });
  const { member, name } = shown;
  if (member === null) return fail(invalidAt("/key", "must be the key by which a member signs in"));
  const holder = holderOf({ ...deps, agency }, shown);
  if (!holder.ok) return fail({ kind: "unknown-code" });
  // The member's of now: they may have been moved since the key was made.
  const unit = subtreeRoot(holder.value, agency);
  for (const other of keys.ofMember(member)) if (other.id !== id) keys.revoke(other.id, nowMs);
  const expiresDay = today + ownKeyDays;
  const lastDay = Math.min(today + overlapDays, shown.expiresDay ?? Number.POSITIVE_INFINITY);
  const { secret, ...stored } = fresh;
  keys.add({ ...stored, name, scopes: [], unit, createdMs: nowMs, expiresDay, madeBy: member, member });
  keys.replace(id, { id: fresh.id, lastDay });
  const after = `last day ${formatDay(expiresDay)}`;
  noteDeed(deps, { by: member, what: "member.key-renewed", on: member, unit, after });
  const key = writeKeyToken({ agency, id: fresh.id, secret });
  return ok({ key, key_expires_on: formatDay(expiresDay), before_expires_on: formatDay(lastDay) });
}
