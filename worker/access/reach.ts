import { parsePeriod, type Period, type PeriodQuery } from "../../shared/calendar/period.ts";
import { fail, ok, type PointedError, type Result } from "../../shared/result.ts";
import type { FailureOf } from "../problems/failure.ts";
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

/** The unit whose subtree is asked for, and the period; null for all days. */
export type AskedSubtree = { readonly unit: string; readonly period: Period | null };

/** The agency, and its calendar day (since 1970-01-01), since a subtree is that of today. */
export type SubtreeDeps = { readonly organization: Reachable; readonly today: number };

/** Reads the unit, by default the root of the asker's subtree, and the period. Each failure points at its parameter. */
export function askedSubtree(
  { organization: { agency, units }, today }: SubtreeDeps,
  principal: Principal,
  query: PeriodQuery & { readonly unit?: string | undefined },
): Result<AskedSubtree, FailureOf<"invalid" | "unknown-unit" | "outside-subtree">> {
  const root = subtreeRoot(principal, agency.code);
  const { unit = root, period, from, to } = query;
  const isAll = period === undefined && from === undefined && to === undefined;
  const days = isAll ? ok(null) : parsePeriod(query);
  if (!days.ok) return fail({ kind: "invalid", errors: days.failure });
  const at = (detail: string): PointedError[] => [{ pointer: "/unit", detail }];
  if (unit !== agency.code && !units.knows(unit)) {
    return fail({ kind: "unknown-unit", given: unit, errors: at("must be a known unit") });
  }
  if (root !== agency.code && !units.allOn(today).contains(root, unit)) {
    return fail({ kind: "outside-subtree", given: unit, errors: at(`must be ${root} or a unit below it`) });
  }
  return ok({ unit, period: days.value });
}

/** `root` and the units below it today, former ones included; null for the whole agency. */
export function unitsWithin(
  root: string,
  { organization: { agency, units }, today }: SubtreeDeps,
): readonly string[] | null {
  return root === agency.code ? null : units.allOn(today).subtree(root);
}
