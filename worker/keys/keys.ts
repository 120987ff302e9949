import { type Day, formatDay, toDay } from "../../shared/calendar/day.ts";
import {
  type CreatedKey,
  createdKey,
  type KeyInfo,
  keyInfo,
  type KeyRotation,
  keyRotation,
  type NewKey,
  newKey,
} from "../../shared/contract/key.ts";
import { listOf, type Page, type PageQuery, pageQuery } from "../../shared/contract/list.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { hasScope, makerOf, type Principal, subtreeRoot } from "../access/principal.ts";
import { reaches } from "../access/reach.ts";
import { type AuditDeps, askerOf, noteDeed } from "../audit/note-deed.ts";
import { queryName } from "../lists/cursor.ts";
import { inOrderOf, type PageFailure, pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { ReachDeps } from "../organization/organization.ts";
import { type FailureOf, givenAt, invalidAt } from "../problems/failure.ts";
import { endsSoon, warnDays } from "./authenticate.ts";
import type { FreshKey, KeyStore, StoredKey } from "./key-store.ts";
import { type Credential, newCredential, writeKeyToken } from "./key-token.ts";

const path = "/v1/agencies/:agency/keys";

/** What the operations on keys work with. */
export type KeyDeps = ReachDeps & AuditDeps & { readonly keys: KeyStore };

type Random = { readonly randomBytes: (count: number) => Uint8Array };
type Prepared = { readonly credential: Credential };

/** Days for which a key works if nothing is said, and the most that can be said. */
const usualDays = 365;
const mostDays = 5 * 366;
/** Days for which a key that was rotated still works if nothing is said. */
const usualOverlap = 7;

/** `POST …/keys`: a new key; the only answer that shows its secret. */
export const createKey: Operation<KeyDeps & Random> = operation({
  method: "POST",
  path,
  audience: "keys:write",
  summary: "Make a key within the asking key's scopes and subtree",
  description:
    "This answer alone shows the key. Without `unit` the new key is on the whole agency. Without `expires_on` it ends after a year; `null` makes a key without an end, for a pull that nobody watches.",
  body: newKey,
  answer: createdKey,
  statuses: [201],
  failures: ["invalid", "unknown-unit", "scope-missing", "outside-subtree"],
  runs: "in a transaction",
  prepare: async ({ randomBytes }) => ok(await newCredential(randomBytes)),
  run: (deps, principal, { body, prepared: credential }) => makeKey({ ...deps, credential }, principal, body),
});

/** `POST …/keys/{id}/rotate`: a new key in place of another, while both work for some days. */
export const rotateKey: Operation<KeyDeps & Random> = operation({
  method: "POST",
  path: `${path}/:id/rotate`,
  params: { id: "The key's id, as the list of keys shows it." },
  audience: "keys:write",
  summary: "Replace a key by a new one with the same name, scopes and unit",
  description:
    "This answer alone shows the new key. The old one works for `overlap_days` more, 7 if nothing is said, or until its own end if that is sooner.",
  body: keyRotation,
  answer: createdKey,
  statuses: [201],
  failures: ["invalid", "unknown-key", "scope-missing", "outside-subtree"],
  runs: "in a transaction",
  prepare: async ({ randomBytes }) => ok(await newCredential(randomBytes)),
  run: (deps, principal, { params, body, prepared: credential }) =>
    replaceKey({ ...deps, credential }, principal, { id: params.id, ...body }),
});

/** `GET …/keys`: keys that are not revoked within the asking key's subtree, by id, without their secrets. */
export const listKeys: Operation<KeyDeps> = operation({
  method: "GET",
  path,
  audience: "keys:write",
  summary: "Read the keys within the asking key's subtree",
  description:
    "Without secrets and without revoked keys. Keys that have ended stay in the list until they are deleted.",
  query: pageQuery,
  answer: listOf(keyInfo),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  run: (deps, principal, { query }) => pageOfKeys(deps, principal, query),
});

/** `DELETE …/keys/{id}`: revokes a key at once and for ever. */
export const deleteKey: Operation<KeyDeps> = operation({
  method: "DELETE",
  path: `${path}/:id`,
  params: { id: "The key's id, as the list of keys shows it." },
  audience: "keys:write",
  summary: "Revoke a key within the asking key's subtree",
  description: "At once and for ever.",
  statuses: [204],
  failures: ["unknown-key", "outside-subtree"],
  runs: "in a transaction",
  run: (deps, principal, { params }) => revokeKey(deps, principal, params.id),
});

/** Makes a key within the asker's scopes and subtree; returns it with its token. Each failure points at its place. */
export function makeKey(
  deps: KeyDeps & Prepared,
  principal: Principal,
  given: NewKey,
): Result<CreatedKey, FailureOf<"invalid" | "unknown-unit" | "scope-missing" | "outside-subtree">> {
  const { organization, today } = deps;
  const { code } = organization.agency;
  const unit = given.unit ?? code;
  if (unit !== code && !organization.units.knows(unit)) {
    return fail({ kind: "unknown-unit", ...givenAt("/unit", unit, "must be a known unit") });
  }
  const beyond = given.scopes.findIndex((scope) => !hasScope(principal, scope));
  if (beyond >= 0) {
    const scope = given.scopes[beyond] ?? "";
    const wrong = givenAt(`/scopes/${beyond}`, scope, "must be a scope of the key that makes it");
    return fail({ kind: "scope-missing", ...wrong });
  }
  if (!reaches(principal, organization, { unit, days: [today] })) {
    const wrong = givenAt("/unit", unit, "must be within the subtree of the key that makes it");
    return fail({ kind: "outside-subtree", ...wrong });
  }
  const expiresDay = lastDayOf(given.expires_on, { today, usual: today + usualDays });
  if (!expiresDay.ok) return expiresDay;
  const key = { name: given.name, scopes: [...new Set(given.scopes)], unit, expiresDay: expiresDay.value };
  return ok(addKey(deps, principal, key));
}

type LastDays = { readonly today: Day; readonly usual: Day | null };

/** The last day of a key that is being made. */
function lastDayOf(
  given: string | null | undefined,
  { today, usual }: LastDays,
): Result<Day | null, FailureOf<"invalid">> {
  if (given === undefined) return ok(usual);
  if (given === null) return ok(null);
  const day = toDay(given);
  if (day >= today && day <= today + mostDays) return ok(day);
  const span = `${formatDay(today)} to ${formatDay(today + mostDays)}`;
  return fail(invalidAt("/expires_on", `must be a day from ${span}, or null`));
}

function addKey(
  deps: KeyDeps & Prepared,
  principal: Principal,
  made: Pick<FreshKey, "name" | "scopes" | "unit" | "expiresDay">,
): CreatedKey {
  const { id, hash, secret } = deps.credential;
  const key: FreshKey = { ...made, id, hash, createdMs: deps.nowMs, madeBy: makerOf(principal), member: null };
  deps.keys.add(key);
  const { unit, scopes } = key;
  noteDeed(deps, { by: askerOf(principal), what: "key.created", on: id, unit, after: scopes.join(" ") });
  const info = toKeyInfo({ ...key, usedDay: null, replacedBy: null }, deps.today);
  return { ...info, key: writeKeyToken({ agency: deps.organization.agency.code, id, secret }) };
}

/** Makes a key in place of another, which ends after the days of overlap. The asker needs all its scopes. */
export function replaceKey(
  deps: KeyDeps & Prepared,
  principal: Principal,
  given: KeyRotation & { readonly id: string },
): Result<CreatedKey, FailureOf<"invalid" | "unknown-key" | "scope-missing" | "outside-subtree">> {
  const { today } = deps;
  const reached = reachedKey(deps, principal, given.id);
  if (!reached.ok) return reached;
  const { id, name, scopes, unit, expiresDay } = reached.value;
  const beyond = scopes.find((scope) => !hasScope(principal, scope));
  if (beyond !== undefined) return fail({ kind: "scope-missing", given: beyond });
  // A key without an end keeps having none: the pull that works with it must not stop one night.
  const usual = expiresDay === null ? null : today + usualDays;
  const newEnd = lastDayOf(given.expires_on, { today, usual });
  if (!newEnd.ok) return newEnd;
  const lastDay = Math.min(today + (given.overlap_days ?? usualOverlap), expiresDay ?? Number.POSITIVE_INFINITY);
  const made = addKey(deps, principal, { name, scopes, unit, expiresDay: newEnd.value });
  deps.keys.replace(id, { id: made.id, lastDay });
  const after = `replaced by ${made.id}, works until ${formatDay(lastDay)}`;
  noteDeed(deps, { by: askerOf(principal), what: "key.rotated", on: id, unit, after });
  return ok(made);
}

/** A page of the list of keys. */
export function pageOfKeys(
  { keys, organization, today }: KeyDeps,
  principal: Principal,
  query: PageQuery,
): Promise<Result<Page<KeyInfo>, PageFailure>> {
  const { agency } = organization;
  const reached = keys.all().filter(({ unit }) => reaches(principal, organization, { unit, days: [today] }));
  const scope = queryName("keys", { unit: subtreeRoot(principal, agency.code) });
  const rows = inOrderOf(
    reached.map((key) => toKeyInfo(key, today)),
    ({ id }) => id,
  );
  return pageOf({ secret: agency.cursor_secret, query: scope, ...rows }, query);
}

function toKeyInfo({ id, name, scopes, unit, ...key }: Omit<StoredKey, "hash">, today: Day): KeyInfo {
  const { createdMs, expiresDay, usedDay, replacedBy } = key;
  return {
    ...{ id, name, scopes: [...scopes], unit, created_at: new Date(createdMs).toISOString() },
    expires_on: expiresDay === null ? null : formatDay(expiresDay),
    expires_soon: expiresDay !== null && endsSoon(expiresDay, today),
    last_used_on: usedDay === null ? null : formatDay(usedDay),
    replaced_by: replacedBy,
  };
}

/** Revokes a key of a unit within the asker's subtree. */
export function revokeKey(
  deps: KeyDeps,
  principal: Principal,
  id: string,
): Result<null, FailureOf<"unknown-key" | "outside-subtree">> {
  const reached = reachedKey(deps, principal, id);
  if (!reached.ok) return reached;
  deps.keys.revoke(id, deps.nowMs);
  noteDeed(deps, { by: askerOf(principal), what: "key.deleted", on: id, unit: reached.value.unit });
  return ok(null);
}

/** The key with that id, if its unit is within the asker's subtree. */
function reachedKey(
  { keys, organization, today }: KeyDeps,
  principal: Principal,
  id: string,
): Result<StoredKey, FailureOf<"unknown-key" | "outside-subtree">> {
  const key = keys.find(id);
  if (!key || key.member !== null) return fail({ kind: "unknown-key", given: id });
  const isWithin = reaches(principal, organization, { unit: key.unit, days: [today] });
  return isWithin ? ok(key) : fail({ kind: "outside-subtree", given: key.unit });
}

/** Writes to the audit log which keys end within 30 days, each once. To be called every day. */
export function tellEndingKeys(deps: Pick<KeyDeps, "keys"> & AuditDeps): void {
  for (const { id, unit, expiresDay, member } of deps.keys.takeUntold(deps.today + warnDays)) {
    if (expiresDay === null) continue;
    noteDeed(deps, {
      by: "server",
      what: "key.expiring",
      on: member ?? id,
      unit,
      after: `last day ${formatDay(expiresDay)}`,
    });
  }
}
