import { parsePeriod, type Period, type PeriodQuery } from "../../shared/calendar/period.ts";
import type { FailureOf } from "../problems/failure.ts";
import { fail, ok, type PointedError, type Result } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "./principal.ts";
import type { Reachable } from "./reach.ts";

/** The unit whose subtree is asked for, and the days; null for all of them. */
export type AskedSubtree = { readonly unit: string; readonly period: Period | null };

/** The agency asked, and its calendar day (since 1970-01-01): a subtree is that of today. */
export type SubtreeAsking = { readonly organization: Reachable; readonly today: number };

/**
 * Reads which unit's subtree is asked for, the asker's own where none is named, and of which days.
 * Failures, each pointing at its parameter: `invalid` (period), `unknown-unit`, `outside-subtree`.
 */
export function askedSubtree(
  { organization: { agency, units }, today }: SubtreeAsking,
  principal: Principal,
  query: PeriodQuery & { readonly unit?: string | undefined },
): Result<AskedSubtree, FailureOf<"invalid" | "unknown-unit" | "outside-subtree">> {
  const root = subtreeRoot(principal, agency.code);
  const { unit = root, period, from, to } = query;
  const isAll = period === undefined && from === undefined && to === undefined;
  const days: Result<Period | null, PointedError[]> = isAll ? ok(null) : parsePeriod(query);
  if (!days.ok) return fail({ kind: "invalid", errors: days.failure });
  const point = (
    kind: "unknown-unit" | "outside-subtree",
    detail: string,
  ): Result<never, FailureOf<"unknown-unit" | "outside-subtree">> =>
    fail({ kind, given: unit, errors: [{ pointer: "/unit", detail }] });
  if (unit !== agency.code && !units.knows(unit)) return point("unknown-unit", "is not known");
  if (root !== agency.code && !units.allOn(today).contains(root, unit)) {
    return point("outside-subtree", `is not below ${root}`);
  }
  return ok({ unit, period: days.value });
}

/** The units below `root` today, with all that ever stood in it, `root` included; null for the whole agency. */
export function unitsWithin(
  root: string,
  { organization: { agency, units }, today }: SubtreeAsking,
): readonly string[] | null {
  return root === agency.code ? null : units.allOn(today).subtree(root);
}
