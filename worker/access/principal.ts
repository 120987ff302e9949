import type { Scope } from "../../shared/contract/key.ts";

/** Who asks: the holder of the root key, or of an agency's key, which sees the subtree of `unit`. */
export type Principal =
  | { readonly kind: "root" }
  | {
      readonly kind: "key";
      readonly agency: string;
      readonly id: string;
      readonly scopes: readonly Scope[];
      readonly unit: string;
      /** The key's last day, such as `2027-01-02`, if it is near. */
      readonly lastDay?: string;
    };

/** Root of the subtree that the asker sees and may change; `agency` is the code of the agency that is asked. */
export function subtreeRoot(principal: Principal, agency: string): string {
  return principal.kind === "root" ? agency : principal.unit;
}

/** Whether the asker has a scope. The root key has all. */
export function hasScope(principal: Principal, scope: Scope): boolean {
  return principal.kind === "root" || principal.scopes.includes(scope);
}
