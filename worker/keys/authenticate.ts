import { formatDay, type Day } from "../../shared/calendar/day.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { equalHashes, hashOf } from "../crypto/hash.ts";
import type { FailureOf } from "../problems/failure.ts";
import type { Environment } from "../runtime/environment.ts";
import type { AgencyPort, Registry } from "../runtime/ports.ts";
import type { KeyStore, StoredKey } from "./key-store.ts";
import { readKeyToken } from "./key-token.ts";

/** What {@link authenticate} works with; `agency` returns the object of an agency that the registry knows. */
export type AuthenticateDeps = {
  readonly request: { readonly headers: Headers };
  readonly environment: Pick<Environment, "ROOT_KEY">;
  readonly registry: Pick<Registry, "knows">;
  agency(code: string): Pick<AgencyPort, "holderOfKey">;
};

/** Why a key is not valid. Only who has the key learns that it has ended. */
export type KeyFailure = FailureOf<"unauthorized" | "key-expired">;

/** Keys are shorter; a longer text is not hashed. */
const longestToken = 512;

/** Who asks; null without an `Authorization` header. */
export async function authenticate(deps: AuthenticateDeps): Promise<Result<Principal | null, KeyFailure>> {
  const header = deps.request.headers.get("authorization");
  if (header === null) return ok(null);
  return holderOfToken(deps, /^bearer +(.+)$/i.exec(header.trim())?.[1] ?? "");
}

/** Who holds a token: the root key, or a key of an agency. */
export async function holderOfToken(
  deps: Omit<AuthenticateDeps, "request">,
  token: string,
): Promise<Result<Principal, KeyFailure>> {
  if (token === "" || token.length > longestToken) return fail({ kind: "unauthorized" });
  if (await isRootKey(token, deps.environment.ROOT_KEY)) return ok({ kind: "root" });
  const key = readKeyToken(token);
  // The registry first: a call to the object of an agency that does not exist would make its files.
  if (!key || !(await deps.registry.knows(key.agency))) return fail({ kind: "unauthorized" });
  return deps.agency(key.agency).holderOfKey(key.id, await hashOf(key.secret));
}

async function isRootKey(token: string, rootKey: string | undefined): Promise<boolean> {
  if (!rootKey) return false;
  return equalHashes(await hashOf(token), await hashOf(rootKey));
}

/**
 * What {@link holderOfKey} works with; `equalHashes` takes the same time wherever they differ. `today` is the agency's
 * calendar day.
 */
export type HolderDeps = {
  readonly keys: Pick<KeyStore, "find" | "use">;
  readonly agency: string;
  readonly today: Day;
  readonly equalHashes: (a: string, b: string) => boolean;
};

/** Who holds the key with that id and that hash of its secret; `unauthorized` also for a revoked key. Notes the day of the use. */
export function holderOfKey(
  { keys, agency, today, equalHashes }: HolderDeps,
  id: string,
  hash: string,
): Result<Principal, KeyFailure> {
  const key = keys.find(id);
  if (!key || !equalHashes(key.hash, hash)) return fail({ kind: "unauthorized" });
  return holderOf({ keys, agency, today }, key);
}

/** The holder of a key that is not revoked. Notes the day of the use. */
export function holderOf(
  { keys, agency, today }: Pick<HolderDeps, "keys" | "agency" | "today">,
  { id, scopes, unit, expiresDay }: StoredKey,
): Result<Principal, KeyFailure> {
  const holder = { kind: "key", agency, id, scopes, unit } as const;
  if (expiresDay !== null && expiresDay < today) return fail({ kind: "key-expired", given: formatDay(expiresDay) });
  keys.use(id, today);
  return ok(
    expiresDay !== null && endsSoon(expiresDay, today) ? { ...holder, lastDay: formatDay(expiresDay) } : holder,
  );
}

/** Days before a key's last day from which its holder and the office are warned. */
export const warnDays = 30;

/** Whether a key with that last day ends within 30 days, or has ended. */
export function endsSoon(expiresDay: Day, today: Day): boolean {
  return expiresDay - today <= warnDays;
}
