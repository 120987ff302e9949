import type { Failure } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Organization } from "../organization/organization.ts";
import type { KeyStore } from "./key-store.ts";
import type { Principal } from "../access/principal.ts";
import { reaches } from "../access/reach.ts";

/** What {@link deleteKey} works with; `today` in days since 1970-01-01. */
export type DeleteKeyRooms = {
  readonly store: Pick<KeyStore, "find" | "revoke">;
  readonly organization: Organization;
  readonly today: number;
  readonly nowMs: number;
};

/** Revokes a key at once and for ever. Failures: `unknown-key`; `outside-subtree` for a key of a unit out of reach. */
export function deleteKey(rooms: DeleteKeyRooms, principal: Principal, id: string): Result<null, Failure> {
  const key = rooms.store.find(id);
  if (!key) return fail({ kind: "unknown-key", given: id });
  if (!reaches(principal, rooms.organization, { unit: key.unit, days: [rooms.today] })) {
    return fail({ kind: "outside-subtree", given: key.unit });
  }
  rooms.store.revoke(id, rooms.nowMs);
  return ok(null);
}
