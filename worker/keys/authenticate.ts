import type { FailureOf } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { AgencyPort } from "../agency/agency-port.ts";
import type { Environment } from "../runtime/environment.ts";
import type { RegistryPort } from "../runtime/ports.ts";
import { readKeyToken } from "./key-token.ts";
import { equalHashes, hashOf } from "../crypto/hash.ts";
import type { Principal } from "../access/principal.ts";

/** What {@link authenticate} works with; `agency` gives the object of an agency that the registry knows. */
export type AuthenticateRooms = {
  readonly request: { readonly headers: Headers };
  readonly environment: Pick<Environment, "ROOT_KEY">;
  readonly registry: Pick<RegistryPort, "knows">;
  agency(code: string): Pick<AgencyPort, "holderOfKey">;
};

/** No key is longer; what is longer is not hashed. */
const longestToken = 512;

/** Who asks, null without an `Authorization`. Failure: `unauthorized` for whatever is no valid key. */
export async function authenticate(
  rooms: AuthenticateRooms,
): Promise<Result<Principal | null, FailureOf<"unauthorized">>> {
  const header = rooms.request.headers.get("authorization");
  if (header === null) return ok(null);
  const token = /^bearer +(.+)$/i.exec(header.trim())?.[1] ?? "";
  if (token === "" || token.length > longestToken) return fail({ kind: "unauthorized" });
  if (await isRootKey(token, rooms.environment.ROOT_KEY)) return ok({ kind: "root" });
  const key = readKeyToken(token);
  // The registry first: asking an agency's object that does not exist would make its files.
  if (!key || !(await rooms.registry.knows(key.agency))) return fail({ kind: "unauthorized" });
  return rooms.agency(key.agency).holderOfKey(key.id, await hashOf(key.secret));
}

async function isRootKey(token: string, rootKey: string | undefined): Promise<boolean> {
  if (!rootKey) return false;
  return equalHashes(await hashOf(token), await hashOf(rootKey));
}
