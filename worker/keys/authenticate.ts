import { formatDay, type Day } from "../../shared/calendar/day.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { equalHashes, hashOf } from "../crypto/hash.ts";
import type { FailureOf } from "../problems/failure.ts";
import type { Environment } from "../runtime/environment.ts";
import type { AgencyPort, Registry } from "../runtime/ports.ts";
import type { KeyStore, StoredKey } from "./key-store.ts";
import { readKeyToken } from "./key-token.ts";
import { asPrincipal, type MemberPrincipal } from "../members/join-member.ts";
import type { MemberStore } from "../members/member-store.ts";

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
  readonly members: Pick<MemberStore, "joined" | "see">;
  readonly agency: string;
  readonly today: Day;
  readonly equalHashes: (a: string, b: string) => boolean;
};

/** Who holds the key with that id and that hash of its secret; `unauthorized` also for a revoked key. Notes the day of the use. */
export function holderOfKey(deps: HolderDeps, id: string, hash: string): Result<Principal, KeyFailure> {
  const key = deps.keys.find(id);
  if (!key || !deps.equalHashes(key.hash, hash)) return fail({ kind: "unauthorized" });
  return holderOf(deps, key);
}

/** The holder of a key that is not revoked: a member, if it is a member's. Notes the day of the use. */
export function holderOf(deps: Omit<HolderDeps, "equalHashes">, key: StoredKey): Result<Principal, KeyFailure> {
  const { keys, agency, today } = deps;
  const { id, scopes, unit, expiresDay, member } = key;
  if (expiresDay !== null && expiresDay < today) return fail({ kind: "key-expired", given: formatDay(expiresDay) });
  const holder = member === null ? ({ kind: "key", agency, id, scopes, unit } as const) : memberNow(deps, member);
  if (!holder) return fail({ kind: "unauthorized" });
  keys.use(id, today);
  return ok(
    expiresDay !== null && endsSoon(expiresDay, today) ? { ...holder, lastDay: formatDay(expiresDay) } : holder,
  );
}

/** A member with the scopes of their present role; null for one who has not joined or was removed. Notes the day of the use. */
export function memberNow(
  { members, agency, today }: Pick<HolderDeps, "members" | "agency" | "today">,
  id: string,
): MemberPrincipal | null {
  const member = members.joined(id);
  if (!member) return null;
  members.see(id, today);
  return asPrincipal(agency, member);
}

/** Days before a key's last day from which its holder and the office are warned. */
export const warnDays = 30;

/** Whether a key with that last day ends within 30 days, or has ended. */
export function endsSoon(expiresDay: Day, today: Day): boolean {
  return expiresDay - today <= warnDays;
}
