import type { Scope } from "../../shared/contract/key.ts";

/** Who asks: the holder of the root key, or of a key of one agency that sees the subtree below `unit`. */
export type Principal =
  | { readonly kind: "root" }
  | {
      readonly kind: "key";
      readonly agency: string;
      readonly id: string;
      readonly scopes: readonly Scope[];
      readonly unit: string;
    };

/** Root of the subtree that the asker sees and may change; `agency` is the code of the agency asked. */
export function subtreeRoot(principal: Principal, agency: string): string {
  return principal.kind === "root" ? agency : principal.unit;
}

/** Whether the asker may use what asks for one of these scopes. The root key may use all. */
export function hasScope(principal: Principal, scope: Scope): boolean {
  return principal.kind === "root" || principal.scopes.includes(scope);
}
