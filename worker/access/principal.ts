import type { Scope } from "../../shared/contract/key.ts";
import type { Role } from "../../shared/contract/member.ts";

/**
 * Who asks: the holder of the root key, or somebody at an agency, who sees the subtree of `unit`: the holder of a key, a member,
 * or the holder of the root key in a session. `id` is then the key's, the member's, or `root`.
 */
export type Principal =
  | { readonly kind: "root" }
  | {
      readonly kind: "key";
      readonly agency: string;
      readonly id: string;
      readonly scopes: readonly Scope[];
      readonly unit: string;
      /** Of a member alone. */
      readonly role?: Role;
      /** The key's last day, such as `2027-01-02`, if it is near. */
      readonly lastDay?: string;
      /** Id of the session that they ask by, if it is one. */
      readonly session?: string;
    };

/** Root of the subtree that the asker sees and may change; `agency` is the code of the agency that is asked. */
export function subtreeRoot(principal: Principal, agency: string): string {
  return principal.kind === "root" ? agency : principal.unit;
}

/** Whether the asker has a scope. The root key has all. */
export function hasScope(principal: Principal, scope: Scope): boolean {
  return principal.kind === "root" || principal.scopes.includes(scope);
}

/** The asker as the maker of a key or an invitation; null for the holder of the root key, in a session too. */
export function makerOf(principal: Principal): string | null {
  return principal.kind === "root" || principal.id === "root" ? null : principal.id;
}
