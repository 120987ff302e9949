import { type Day, formatDay } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";
import type { Failure } from "../problems/failure.ts";
import type { Page } from "../../shared/contract/list.ts";
import type { Scorecard, ScorecardQuery } from "../../shared/contract/scorecard.ts";
import { allScorecards, findScorecard } from "../../shared/methods/all-scorecards.ts";
import { qd766Satisfaction } from "../../shared/methods/qd766-satisfaction.ts";
import { computeScorecard } from "../../shared/methods/compute-scorecard.ts";
import type { ScorecardMethod } from "../../shared/methods/scorecard-method.ts";
import { fail, type Result } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { type AnsweredComment, onTimeShares } from "../deadlines/on-time-shares.ts";
import { queryName } from "../lists/cursor.ts";
import { inOrderOf, pageOf } from "../lists/page-of.ts";
import { type IndexQuestion, parseIndexQuestion } from "../indices/index-question.ts";
import type { UnitGroup } from "../indices/unit-group.ts";
import { unitGroups } from "../indices/unit-groups.ts";
import type { Organization } from "../organization/organization.ts";
import type { MeasureRow, MeasureStore } from "./measure-store.ts";

/** What {@link readScorecards} works with; `today` in days since 1970-01-01. */
export type ScorecardRooms = {
  readonly store: Pick<MeasureStore, "measures">;
  readonly organization: Organization;
  readonly today: Day;
  /** What was to be answered on some days; null units: of all. */
  readonly dueAnswers: (span: { units: readonly string[] | null; from: Day; to: Day }) => AnsweredComment[];
};

/** Id of a scorecard method, and of what. */
export type ScorecardAsked = { readonly method: string; readonly query: ScorecardQuery };

/**
 * One page of scorecards: of a unit's subtree, or with `by=unit` of each direct child's, and of the unit's own reports
 * where there are any; in the order of their codes. A measure counts in a period that contains its whole span, with the
 * unit that reported it or, with `now`, with the one that is its heir; one that would have to be divided is in no sum.
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
  const view = { question: question.value, rooms, method };
  const rows = groupsOf(view).map((group) => scorecardOf(group, view));
  if (!rows.every(isExact)) return fail({ kind: "sum-too-large" });
  const name = queryName(`scorecards/${id}`, { ...asked, root });
  const list = { secret: organization.agency.cursor_secret, query: name, ...inOrderOf(rows, placeOf) };
  return pageOf(list, query);
}

function unknownScorecard(given: string): { readonly ok: false; readonly failure: Failure } {
  const fits = allScorecards.map(({ id }) => id);
  return fail({ kind: "unknown-method", given, fits, errors: [{ pointer: "/method", detail: "is no scorecard" }] });
}

/**
 * What goes into one row; `own`: a parent's own beside its children. `partly` names units of which only a part belongs
 * here, so that their reports cannot be counted.
 */
type Group = UnitGroup & {
  readonly measures: MeasureRow[];
  readonly partly: Set<string>;
  /** Answers to comments, of whom a suggestion is made. */
  readonly answers: AnsweredComment[];
};

type View = { readonly question: IndexQuestion; readonly rooms: ScorecardRooms; readonly method: ScorecardMethod };

/** A report goes as a whole where the counts of its last day go. */
function groupsOf({ question, rooms, method }: View): Group[] {
  const { store, organization, today, dueAnswers } = rooms;
  const { unit, period, by, unitsAs } = question;
  const units = unitGroups({ unit, period, unitsAs, today, byUnit: by.has("unit") }, organization);
  const groups = new Map<string, Group>();
  const known = (group: UnitGroup): Group => {
    const found = groups.get(placeName(group)) ?? { ...group, measures: [], partly: new Set(), answers: [] };
    groups.set(placeName(group), found);
    return found;
  };
  for (const group of units.always) known(group);
  for (const measure of store.measures(units.units, period.from, period.to)) {
    const heirs = units.sharesOf(measure.unit, measure.to).groups;
    for (const heir of heirs) {
      if (heir === null) continue;
      if (heirs.length === 1) known(heir).measures.push(measure);
      else if (isWithin(measure, period)) known(heir).partly.add(measure.unit);
    }
  }
  if (!suggests(method)) return [...groups.values()];
  for (const answer of dueAnswers({ units: units.units, from: period.from, to: period.to })) {
    const [heir, ...others] = units.sharesOf(answer.unit, answer.dueDay).groups;
    if (heir && others.length === 0) known(heir).answers.push(answer);
  }
  return [...groups.values()];
}

/** The one scorecard of whose inputs answers to comments tell something. */
function suggests({ id }: ScorecardMethod): boolean {
  return id === qd766Satisfaction.id;
}

function suggestedBy({ answers }: Group, today: Day): Scorecard["suggested"] {
  const sum = { reflections: 0, answered_on_time: 0, rated: 0, rated_satisfied: 0 };
  for (const share of onTimeShares(answers, today)) {
    sum.reflections += share.received;
    sum.answered_on_time += share.answered_on_time;
    sum.rated += share.rated;
    sum.rated_satisfied += share.rated_satisfied;
  }
  return sum;
}

function isWithin({ from, to }: MeasureRow, period: Period): boolean {
  return period.from <= from && to <= period.to;
}

function scorecardOf(group: Group, { question: { period, unitsAs }, rooms, method }: View): Scorecard {
  const { code, own, unmapped, measures, partly } = group;
  const whole = measures.filter((measure) => isWithin(measure, period));
  const scored = computeScorecard(method, whole);
  return {
    unit: { code, name: nameOf(code, rooms, unitsAs === "now" ? rooms.today : period.to) },
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
    ...(suggests(method) ? { suggested: suggestedBy(group, rooms.today) } : {}),
  };
}

function nameOf(code: string, { organization: { agency, units } }: ScorecardRooms, day: Day): string {
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
