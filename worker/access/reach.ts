import type { FailureOf } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "./principal.ts";

/** What reach needs to know of an agency: its code, its units, and who stands below whom on a day (since 1970-01-01). */
export type Reachable = {
  readonly agency: { readonly code: string };
  readonly units: {
    /** Whether the unit was known at any time. */
    knows(code: string): boolean;
    /** The tree of a day with every unit that was ever known. */
    allOn(day: number): {
      /** Whether `code` is `root` or stands below it. */
      contains(root: string, code: string): boolean;
      /** Codes of `root` and of all units below it. */
      subtree(root: string): string[];
    };
  };
};

/** Whether the asker's subtree is the whole agency. */
export function needWholeAgency(
  principal: Principal,
  { agency }: Reachable,
): Result<null, FailureOf<"outside-subtree">> {
  const unit = subtreeRoot(principal, agency.code);
  return unit === agency.code ? ok(null) : fail({ kind: "outside-subtree", given: unit, fits: [agency.code] });
}

/**
 * Whether the asker may change what belongs to a unit on these days (since 1970-01-01). A key on a subtree needs the unit
 * below its own on each of the days; a unit that does not exist on a day counts where it last stood, or first will. A key on
 * the whole agency reaches every unit.
 */
export function reaches(principal: Principal, { agency, units }: Reachable, { unit, days }: UnitOnDays): boolean {
  const root = subtreeRoot(principal, agency.code);
  return root === agency.code || days.every((day) => units.allOn(day).contains(root, unit));
}

/** A unit and the days on which it is touched. */
export type UnitOnDays = { readonly unit: string; readonly days: readonly number[] };
