import { type CreatedKey, createdKey, type KeyInfo, keyInfo, type NewKey, newKey } from "../../shared/contract/key.ts";
import { listOf, type Page, type PageQuery, pageQuery } from "../../shared/contract/list.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { hasScope, type Principal, subtreeRoot } from "../access/principal.ts";
import { reaches } from "../access/reach.ts";
import { type AuditDeps, askerOf, noteDeed } from "../audit/note-deed.ts";
import { queryName } from "../lists/cursor.ts";
import { inOrderOf, type PageFailure, pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { ReachDeps } from "../organization/organization.ts";
import { type FailureOf, givenAt } from "../problems/failure.ts";
import type { KeyStore, StoredKey } from "./key-store.ts";
import { type Credential, newCredential, writeKeyToken } from "./key-token.ts";

const path = "/v1/agencies/:agency/keys";

/** What the operations on keys work with. */
export type KeyDeps = ReachDeps & AuditDeps & { readonly keys: KeyStore };

/** `POST …/keys`: a new key; the only answer that shows its secret. */
export const createKey: Operation<KeyDeps & { readonly randomBytes: (count: number) => Uint8Array }> = operation({
  method: "POST",
  path,
  audience: "keys:write",
  summary: "Make a key within the asking key's scopes and subtree",
  description: "This answer alone shows the key. Without `unit` the new key is on the whole agency.",
  body: newKey,
  answer: createdKey,
  statuses: [201],
  failures: ["unknown-unit", "scope-missing", "outside-subtree"],
  runs: "in a transaction",
  prepare: async ({ randomBytes }) => ok(await newCredential(randomBytes)),
  run: (deps, principal, { body, prepared: credential }) => makeKey({ ...deps, credential }, principal, body),
});

/** `GET …/keys`: keys in force within the asking key's subtree, by id, without their secrets. */
export const listKeys: Operation<KeyDeps> = operation({
  method: "GET",
  path,
  audience: "keys:write",
  summary: "Read the keys within the asking key's subtree",
  description: "Without secrets and without revoked keys.",
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
  deps: KeyDeps & { readonly credential: Credential },
  principal: Principal,
  given: NewKey,
): Result<CreatedKey, FailureOf<"unknown-unit" | "scope-missing" | "outside-subtree">> {
  const { organization, credential, today, nowMs } = deps;
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
  const { id, hash, secret } = credential;
  const madeBy = principal.kind === "key" ? principal.id : null;
  const key = { id, hash, name: given.name, scopes: [...new Set(given.scopes)], unit, createdMs: nowMs, madeBy };
  deps.keys.add(key);
  noteDeed(deps, { by: askerOf(principal), what: "key.created", on: id, unit, after: key.scopes.join(" ") });
  return ok({ ...toKeyInfo(key), key: writeKeyToken({ agency: code, id, secret }) });
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
  const rows = inOrderOf(reached.map(toKeyInfo), ({ id }) => id);
  return pageOf({ secret: agency.cursor_secret, query: scope, ...rows }, query);
}

function toKeyInfo({ id, name, scopes, unit, createdMs }: StoredKey): KeyInfo {
  return { id, name, scopes: [...scopes], unit, created_at: new Date(createdMs).toISOString() };
}

/** Revokes a key of a unit within the asker's subtree. */
export function revokeKey(
  deps: KeyDeps,
  principal: Principal,
  id: string,
): Result<null, FailureOf<"unknown-key" | "outside-subtree">> {
  const key = deps.keys.find(id);
  if (!key) return fail({ kind: "unknown-key", given: id });
  if (!reaches(principal, deps.organization, { unit: key.unit, days: [deps.today] })) {
    return fail({ kind: "outside-subtree", given: key.unit });
  }
  deps.keys.revoke(id, deps.nowMs);
  noteDeed(deps, { by: askerOf(principal), what: "key.deleted", on: id, unit: key.unit });
  return ok(null);
}
