import { type Day, formatDay } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";
import type { Failure } from "../../shared/contract/failure.ts";
import type { Page } from "../../shared/contract/list.ts";
import type { Scorecard, ScorecardQuery } from "../../shared/contract/scorecard.ts";
import { allScorecards, findScorecard } from "../../shared/methods/all-scorecards.ts";
import { computeScorecard } from "../../shared/methods/compute-scorecard.ts";
import type { ScorecardMethod } from "../../shared/methods/scorecard-method.ts";
import { fail, type Result } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { queryName } from "../http/cursor.ts";
import { inOrderOf, pageOf } from "../http/page-of.ts";
import { parseIndexQuestion } from "../indices/index-question.ts";
import type { Organization } from "../organization/organization.ts";
import type { MeasureRow, MeasureStore } from "./measure-store.ts";

/** What {@link readScorecards} works with; `today` in days since 1970-01-01. */
export type ScorecardRooms = {
  readonly store: Pick<MeasureStore, "measures">;
  readonly organization: Organization;
  readonly today: Day;
};

/** Id of a scorecard method, and of what. */
export type ScorecardAsked = { readonly method: string; readonly query: ScorecardQuery };

/**
 * One page of scorecards: of a unit's subtree, or with `by=unit` of each direct child's, and of the unit's own reports
 * where there are any; in the order of their codes. A measure counts in a period that contains its whole span, under the
 * unit that reported it, where that unit stands today.
 * Failures: `unknown-method`, those of a question for indices, `invalid` for the limit, `bad-cursor`,
 * `sum-too-large`.
 */
export async function readScorecards(
  rooms: ScorecardRooms,
  principal: Principal,
  { method: id, query }: ScorecardAsked,
): Promise<Result<Page<Scorecard>, Failure>> {
  const method = findScorecard(id);
  if (method === undefined) return unknownScorecard(id);
  const { organization, today } = rooms;
  const root = subtreeRoot(principal, organization.agency.code);
  const { cursor: _cursor, limit: _limit, ...asked } = query;
  const question = parseIndexQuestion(asked, { organization, root, today });
  if (!question.ok) return question;
  const { unit, period, by } = question.value;
  const groups = groupsOf(rooms, { unit, period, byUnit: by.has("unit") });
  const rows = groups.map((group) => scorecardOf(group, { method, period, rooms }));
  if (!rows.every(isExact)) return fail({ kind: "sum-too-large" });
  const name = queryName(`scorecards/${id}`, { ...asked, root });
  const list = { secret: organization.agency.cursor_secret, query: name, ...inOrderOf(rows, placeOf) };
  return pageOf(list, query);
}

function unknownScorecard(given: string): { readonly ok: false; readonly failure: Failure } {
  const fits = allScorecards.map(({ id }) => id);
  return fail({ kind: "unknown-method", given, fits, errors: [{ pointer: "/method", detail: "is no scorecard" }] });
}

/** The units whose measures go into one row; `own`: a parent's own beside its children. */
type Group = { readonly code: string; readonly own: boolean; readonly measures: readonly MeasureRow[] };

type View = { readonly unit: string; readonly period: Period; readonly byUnit: boolean };

function groupsOf({ store, organization, today }: ScorecardRooms, { unit, period, byUnit }: View): Group[] {
  const tree = organization.units.allOn(today);
  const measures = Map.groupBy(store.measures(tree.subtree(unit), period.from, period.to), (measure) => measure.unit);
  const within = (codes: readonly string[]): MeasureRow[] => codes.flatMap((code) => measures.get(code) ?? []);
  if (!byUnit) return [{ code: unit, own: false, measures: within(tree.subtree(unit)) }];
  const children = tree.children(unit).map((code) => ({ code, own: false, measures: within(tree.subtree(code)) }));
  const own = within([unit]);
  return [
    ...(own.length > 0 ? [{ code: unit, own: true, measures: own }] : []),
    ...children.filter(({ code, measures: its }) => its.length > 0 || organization.units.existsWithin(code, period)),
  ];
}

type Frame = { readonly method: ScorecardMethod; readonly period: Period; readonly rooms: ScorecardRooms };

function scorecardOf({ code, own, measures }: Group, { method, period, rooms }: Frame): Scorecard {
  const whole = measures.filter(({ from, to }) => period.from <= from && to <= period.to);
  const scored = computeScorecard(method, whole);
  return {
    unit: { code, name: nameOf(code, rooms) },
    ...(own ? { own } : {}),
    period: { from: formatDay(period.from), to: formatDay(period.to) },
    method: method.id,
    parts: scored.parts,
    total: scored.total,
    max: method.max,
    percent: scored.percent,
    ...(scored.band === undefined ? {} : { band: scored.band }),
    inputs: scored.inputs,
    missing: scored.missing,
    reporting_units: scored.reportingUnits,
    spanning: measures.length - whole.length,
    preview: true,
  };
}

function nameOf(code: string, { organization: { agency, units }, today }: ScorecardRooms): string {
  return code === agency.code && !units.knows(code) ? agency.name : units.nameOf(code, today);
}

function isExact({ inputs }: Scorecard): boolean {
  return Object.values(inputs).every((sum) => sum === null || Number.isSafeInteger(sum));
}

function placeOf({ unit, own }: Scorecard): string {
  return `${unit.code} ${own ? "own" : ""}`;
}
