import type { FailureOf } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { UnitHistory } from "../organization/unit-tree.ts";
import { type Principal, subtreeRoot } from "./principal.ts";

/** The agency asked, as far as reaching goes. */
export type Reachable = { readonly agency: { readonly code: string }; readonly units: UnitHistory };

/** Whether the asker's subtree is the whole agency. */
export function needWholeAgency(
  principal: Principal,
  { agency }: Reachable,
): Result<null, FailureOf<"outside-subtree">> {
  const unit = subtreeRoot(principal, agency.code);
  return unit === agency.code ? ok(null) : fail({ kind: "outside-subtree", given: unit, fits: [agency.code] });
}

/**
 * Whether the asker may change what belongs to a unit on these days (since 1970-01-01): a key on a subtree must have the
 * unit below its own on each of them. A unit that does not stand on a day counts where it last stood, or first will.
 * A key on the whole agency reaches every unit.
 */
export function reaches(principal: Principal, { agency, units }: Reachable, { unit, days }: UnitOnDays): boolean {
  const root = subtreeRoot(principal, agency.code);
  return root === agency.code || days.every((day) => units.allOn(day).contains(root, unit));
}

/** A unit and the days on which it is touched. */
export type UnitOnDays = { readonly unit: string; readonly days: readonly number[] };
