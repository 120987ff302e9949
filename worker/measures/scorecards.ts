import { type Day, formatDay } from "../../shared/calendar/day.ts";
import { type Period, parsePeriod } from "../../shared/calendar/period.ts";
import { listOf } from "../../shared/contract/list.ts";
import { type Scorecard, scorecard, scorecardQuery } from "../../shared/contract/scorecard.ts";
import { allScorecards, findScorecard } from "../../shared/methods/all-scorecards.ts";
import { computeScorecard } from "../../shared/methods/compute-scorecard.ts";
import { qd766Satisfaction } from "../../shared/methods/qd766-satisfaction.ts";
import type { ScorecardMethod } from "../../shared/methods/scorecard-method.ts";
import { fail } from "../../shared/result.ts";
import { askedSubtree, needWholeAgency } from "../access/reach.ts";
import { subtreeRoot } from "../access/principal.ts";
import { type AnsweredComment, type OnTimeShare, onTimeShares } from "../deadlines/on-time-shares.ts";
import { type UnitGroup, unitGroups } from "../indices/unit-groups.ts";
import { queryName } from "../lists/cursor.ts";
import { inOrderOf, pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import { fewestPeople, type Organization } from "../organization/organization.ts";
import type { MeasureRow, ReportStore } from "../reported/report-store.ts";

/** What {@link listScorecards} works with; `today` in days since 1970-01-01. */
export type ScorecardDeps = {
  readonly reports: Pick<ReportStore, "rows">;
  readonly organization: Organization;
  readonly today: Day;
  readonly figures: {
    /** Comments that were to be answered within some days; of all units if null. `unitSees`: what a key of a unit sees of them. */
    due(span: Period & { units: readonly string[] | null; unitSees: UnitSees | null }): AnsweredComment[];
  };
};

type UnitSees = { readonly today: Day; readonly fewest: number };

/** `GET …/scorecards/{method}`: points per part, their total and the inputs used, within the key's subtree. */
export const listScorecards: Operation<ScorecardDeps> = operation({
  method: "GET",
  path: "/v1/agencies/:agency/scorecards/:method",
  audience: "indices:read",
  summary: "Read the scorecard of a unit's subtree, or of each unit below it",
  description:
    "A measure counts in a period that holds its whole span, with the unit that reported it or, with units_as=now, with that unit's heir. A measure that heirs would have to share counts nowhere.",
  params: { method: "A scorecard's method and version, such as qd766-satisfaction@1." },
  query: scorecardQuery,
  answer: listOf(scorecard),
  failures: ["unknown-method", "invalid", "unknown-unit", "outside-subtree", "bad-cursor", "sum-too-large"],
  runs: "reads",
  async run(deps, principal, { params, query }) {
    const method = findScorecard(params.method);
    if (method === undefined) {
      const errors = [{ pointer: "/method", detail: "is no scorecard" }];
      return fail({ kind: "unknown-method", given: params.method, fits: allScorecards.map(({ id }) => id), errors });
    }
    const period = parsePeriod(query);
    if (!period.ok) return fail({ kind: "invalid", errors: period.failure });
    const asked = askedSubtree(deps, principal, { unit: query.unit });
    if (!asked.ok) return asked;
    const { organization, today } = deps;
    const view: View = {
      ...{ unit: asked.value.unit, period: period.value, method },
      ...{ byUnit: query.by === "unit", unitsAs: query.units_as ?? "now" },
      unitSees: needWholeAgency(principal, organization).ok ? null : { today, fewest: fewestPeople(organization) },
    };
    const rows = groupsOf(view, deps).map((group) => scorecardOf(group, view, deps));
    if (!rows.every(isExact)) return fail({ kind: "sum-too-large" });
    const { agency } = organization;
    const { cursor: _cursor, limit: _limit, ...filters } = query;
    const name = queryName(`scorecards/${method.id}`, { ...filters, root: subtreeRoot(principal, agency.code) });
    return pageOf({ secret: agency.cursor_secret, query: name, ...inOrderOf(rows, placeOf) }, query);
  },
});

/** What is asked for, of which method. */
type View = {
  readonly unit: string;
  readonly period: Period;
  readonly byUnit: boolean;
  readonly unitsAs: "now" | "then";
  readonly unitSees: UnitSees | null;
  readonly method: ScorecardMethod;
};

/** What goes into one row. */
type Group = UnitGroup & {
  readonly measures: MeasureRow[];
  /** Units of which only a part belongs here, so that their measures cannot be counted. */
  readonly partly: Set<string>;
  /** Answers to comments, for the suggestion. */
  readonly answers: AnsweredComment[];
};

/** A measure goes as a whole where the counts of its last day go. */
function groupsOf(view: View, { reports, organization, today, figures }: ScorecardDeps): Group[] {
  const { period, method, unitSees } = view;
  const units = unitGroups({ ...view, today }, organization);
  const groups = new Map<string, Group>();
  const known = (group: UnitGroup): Group => {
    const found = groups.get(placeName(group)) ?? { ...group, measures: [], partly: new Set(), answers: [] };
    groups.set(placeName(group), found);
    return found;
  };
  for (const group of units.always) known(group);
  for (const measure of reports.rows("measures", { units: units.units, from: period.from, to: period.to })) {
    const heirs = units.sharesOf(measure.unit, measure.to).groups;
    for (const heir of heirs) {
      if (heir === null) continue;
      if (heirs.length === 1) known(heir).measures.push(measure);
      else if (isWithin(measure, period)) known(heir).partly.add(measure.unit);
    }
  }
  if (!suggests(method)) return [...groups.values()];
  for (const answer of figures.due({ units: units.units, ...period, unitSees })) {
    const [heir, ...others] = units.sharesOf(answer.unit, answer.dueDay).groups;
    if (heir && others.length === 0) known(heir).answers.push(answer);
  }
  return [...groups.values()];
}

/** Whether answers to comments suggest some of the inputs, which is so for one method. */
function suggests({ id }: ScorecardMethod): boolean {
  return id === qd766Satisfaction.id;
}

function suggestedBy({ answers }: Group, today: Day): Scorecard["suggested"] {
  const shares = onTimeShares(answers, today);
  const sum = (count: keyof Omit<OnTimeShare, "unit">): number => shares.reduce((sum, share) => sum + share[count], 0);
  return {
    reflections: sum("received"),
    answered_on_time: sum("answered_on_time"),
    rated: sum("rated"),
    rated_satisfied: sum("rated_satisfied"),
  };
}

function isWithin({ from, to }: MeasureRow, period: Period): boolean {
  return period.from <= from && to <= period.to;
}

function scorecardOf(group: Group, { period, unitsAs, method }: View, deps: ScorecardDeps): Scorecard {
  const { code, own, unmapped, measures, partly } = group;
  const whole = measures.filter((measure) => isWithin(measure, period));
  const scored = computeScorecard(method, whole);
  return {
    unit: { code, name: nameOf(code, deps, unitsAs === "now" ? deps.today : period.to) },
    ...(own ? { own } : {}),
    ...(unmapped ? { unmapped } : {}),
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
    unmapped_units: [...partly].sort(),
    spanning: measures.length - whole.length,
    preview: true,
    ...(suggests(method) ? { suggested: suggestedBy(group, deps.today) } : {}),
  };
}

function nameOf(code: string, { organization: { agency, units } }: ScorecardDeps, day: Day): string {
  return code === agency.code && !units.knows(code) ? agency.name : units.nameOf(code, day);
}

function isExact({ inputs }: Scorecard): boolean {
  return Object.values(inputs).every((sum) => sum === null || Number.isSafeInteger(sum));
}

function placeOf({ unit, own, unmapped }: Scorecard): string {
  return placeName({ code: unit.code, own: own === true, unmapped: unmapped === true });
}

function placeName({ code, own, unmapped }: UnitGroup): string {
  return `${code} ${own ? "own" : ""}${unmapped ? "unmapped" : ""}`;
}
