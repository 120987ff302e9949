import type { Failure } from "../../shared/contract/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { UnitHistory } from "../indices/unit-tree.ts";
import { type Principal, subtreeRoot } from "./principal.ts";

/** The agency asked, as far as reaching goes. */
export type Reachable = { readonly agency: { readonly code: string }; readonly units: UnitHistory };

/** Whether the asker's subtree is the whole agency. Failure: `outside-subtree`. */
export function needWholeAgency(principal: Principal, { agency }: Reachable): Result<null, Failure> {
  const unit = subtreeRoot(principal, agency.code);
  return unit === agency.code ? ok(null) : fail({ kind: "outside-subtree", given: unit, fits: [agency.code] });
}

/**
 * Whether the asker may change what belongs to a unit on these days (since 1970-01-01).
 * A key on a subtree reaches a unit that stands on at least one of them, and below the key's unit whenever it stands;
 * a key on the whole agency reaches every unit.
 */
export function reaches(principal: Principal, { agency, units }: Reachable, { unit, days }: UnitOnDays): boolean {
  const root = subtreeRoot(principal, agency.code);
  if (root === agency.code) return true;
  const trees = days.map((day) => units.on(day)).filter((tree) => tree.at(unit) !== undefined);
  return trees.length > 0 && trees.every((tree) => tree.contains(root, unit));
}

/** A unit and the days on which it is touched. */
export type UnitOnDays = { readonly unit: string; readonly days: readonly number[] };
