import type { Failure } from "../problems/failure.ts";
import type { CreatedKey, KeyInfo, NewKey } from "../../shared/contract/key.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Organization } from "../organization/organization.ts";
import type { KeyStore, StoredKey } from "./key-store.ts";
import { type Credential, writeKeyToken } from "./key-token.ts";
import { hasScope, type Principal } from "../access/principal.ts";
import { reaches } from "../access/reach.ts";

/** What {@link createKey} works with; `today` in days since 1970-01-01. */
export type CreateKeyRooms = {
  readonly store: Pick<KeyStore, "add">;
  readonly organization: Organization;
  readonly credential: Credential;
  readonly today: number;
  readonly nowMs: number;
};

/**
 * Makes a key and answers its token, this once. A key makes keys within its own scopes and subtree only.
 * Failures: `unknown-unit`, `scope-missing`, `outside-subtree`, each pointing at the place.
 */
export function createKey(rooms: CreateKeyRooms, principal: Principal, given: NewKey): Result<CreatedKey, Failure> {
  const { organization, credential, today, nowMs } = rooms;
  const { code } = organization.agency;
  const unit = given.unit ?? code;
  if (unit !== code && !organization.units.knows(unit)) {
    return fail({ kind: "unknown-unit", given: unit, errors: [{ pointer: "/unit", detail: "must be a known unit" }] });
  }
  const beyond = given.scopes.findIndex((scope) => !hasScope(principal, scope));
  if (beyond >= 0) {
    const errors = [{ pointer: `/scopes/${beyond}`, detail: "must be a scope of the key that makes it" }];
    return fail({ kind: "scope-missing", given: given.scopes[beyond] ?? "", errors });
  }
  if (!reaches(principal, organization, { unit, days: [today] })) {
    const errors = [{ pointer: "/unit", detail: "must be within the subtree of the key that makes it" }];
    return fail({ kind: "outside-subtree", given: unit, errors });
  }
  const { id, hash, secret } = credential;
  const key = { id, hash, name: given.name, scopes: [...new Set(given.scopes)], unit, createdMs: nowMs };
  rooms.store.add(key);
  return ok({ ...toKeyInfo(key), key: writeKeyToken({ agency: code, id, secret }) });
}

/** A stored key as lists show it. */
export function toKeyInfo({ id, name, scopes, unit, createdMs }: StoredKey): KeyInfo {
  return { id, name, scopes: [...scopes], unit, created_at: new Date(createdMs).toISOString() };
}
