import type { FailureOf } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { KeyStore } from "./key-store.ts";
import type { Principal } from "../access/principal.ts";

/** What {@link holderOfKey} works with; `equalHashes` takes the same time wherever they differ. */
export type HolderRooms = {
  readonly store: Pick<KeyStore, "find">;
  readonly agency: string;
  readonly equalHashes: (a: string, b: string) => boolean;
};

/** Who holds the key with that id and that hash of its secret. Failure: `unauthorized`, also for a revoked key. */
export function holderOfKey(
  rooms: HolderRooms,
  id: string,
  hash: string,
): Result<Principal, FailureOf<"unauthorized">> {
  const key = rooms.store.find(id);
  if (!key || !rooms.equalHashes(key.hash, hash)) return fail({ kind: "unauthorized" });
  return ok({ kind: "key", agency: rooms.agency, id, scopes: key.scopes, unit: key.unit });
}
