import type { Day } from "../../shared/calendar/day.ts";
import type { Comparison } from "../../shared/calendar/earlier-period.ts";
import { type BucketUnit, bucketUnits, type Period, parsePeriod } from "../../shared/calendar/period.ts";
import { slug } from "../../shared/codes.ts";
import type { FailureOf } from "../problems/failure.ts";
import type { IndexQuery } from "../../shared/contract/published-index.ts";
import { overallQuestion } from "../../shared/levels.ts";
import { findIndexMethod, indexMethods, indexMethodsForScale } from "../../shared/methods/all-methods.ts";
import { findScorecard } from "../../shared/methods/all-scorecards.ts";
import { type IndexMethod, isWeighted, type StratumDimension } from "../../shared/methods/weighted-method.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Organization } from "../organization/organization.ts";

/** What rows can be told apart by, besides time. */
export const indexDimensions = ["unit", "service", "channel", "question", "touchpoint", "officer", "reason"] as const;

/** See {@link indexDimensions}. */
export type IndexDimension = (typeof indexDimensions)[number];

/** A query of indices after the check. */
export type IndexQuestion = {
  readonly period: Period;
  /** With its whole subtree. */
  readonly unit: string;
  readonly by: ReadonlySet<IndexDimension>;
  readonly time: BucketUnit | null;
  /** Null only with `question` in `by`: all of them. */
  readonly question: string | null;
  readonly channel: string | null;
  readonly service: string | null;
  /** Only people who named this reason; null: all. */
  readonly reason: string | null;
  /** In the order asked for; null: the usual method of each question's scale. */
  readonly methods: readonly IndexMethod[] | null;
  /** What weighted methods weight. */
  readonly weightsBy: StratumDimension;
  readonly unitsAs: "now" | "then";
  /** The earlier period that each row is compared with; null: none. */
  readonly compare: Comparison | null;
  /** Whether units are ranked among those beside them. */
  readonly ranks: boolean;
};

/** What a query is checked against. `root` is the unit whose subtree the asker sees. */
export type Asking = { readonly organization: Organization; readonly root: string; readonly today: Day };

/** What can be wrong with a query. Each failure points at its parameter, and those of methods name the methods that fit. */
export const questionFailures = [
  "invalid",
  "unknown-unit",
  "outside-subtree",
  "unknown-question",
  "unknown-service",
  "unknown-reason",
  "unknown-method",
  "scale-unfit",
] as const;

/** See {@link questionFailures}. */
export type QuestionFailure = (typeof questionFailures)[number];

type Checked<T> = Result<T, FailureOf<QuestionFailure>>;

/** Checks the text of a query against what the agency has set up. */
export function parseIndexQuestion(query: IndexQuery, asking: Asking): Checked<IndexQuestion> {
  const period = parsePeriod(query);
  if (!period.ok) return fail({ kind: "invalid", errors: period.failure });
  const by = parseBy(query.by);
  if (!by.ok) return by;
  const unit = parseUnit(query.unit, asking);
  if (!unit.ok) return unit;
  const question = parseQuestion(query.question, by.value.by, asking.organization);
  if (!question.ok) return question;
  const filters = parseFilters(query, asking.organization);
  if (!filters.ok) return filters;
  const beside = besideReasons({ ...by.value, ...filters.value, question: question.value });
  if (beside !== null) return beside;
  const methods = parseMethods(query.method, question.value, asking.organization);
  if (!methods.ok) return methods;
  const weightsBy = parseWeights(query.weights_by, methods.value, { ...by.value, ...filters.value });
  if (!weightsBy.ok) return weightsBy;
  const byOfficer = by.value.by.has("officer");
  if (byOfficer && query.units_as === "now") {
    return refuse("/units_as", "must be then with officer in by: an officer served in the unit of the day");
  }
  if (query.rank !== undefined && !by.value.by.has("unit")) return refuse("/rank", "needs unit in by");
  return ok({
    period: period.value,
    unit: unit.value,
    ...by.value,
    question: question.value,
    ...filters.value,
    methods: methods.value,
    weightsBy: weightsBy.value,
    unitsAs: query.units_as ?? (byOfficer ? "then" : "now"),
    compare: query.compare ?? null,
    ranks: query.rank === "unit",
  });
}

function refuse(pointer: string, detail: string): Checked<never> {
  return fail({ kind: "invalid", errors: [{ pointer, detail }] });
}

function unknown(
  kind: "unknown-unit" | "unknown-service" | "unknown-question" | "unknown-reason",
  pointer: string,
  given: string,
): Checked<never> {
  return fail({ kind, given, errors: [{ pointer, detail: "is not known" }] });
}

function parseBy(text: string | undefined): Checked<Pick<IndexQuestion, "by" | "time">> {
  const by = new Set<IndexDimension>();
  let time: BucketUnit | null = null;
  for (const word of text === undefined ? [] : text.split(",")) {
    const dimension = indexDimensions.find((known) => known === word);
    const unitOfTime = bucketUnits.find((known) => known === word);
    if (dimension !== undefined) {
      if (by.has(dimension)) return refuse("/by", `names ${dimension} twice`);
      by.add(dimension);
    } else if (unitOfTime !== undefined) {
      if (time !== null) return refuse("/by", "must name one unit of time at most");
      time = unitOfTime;
    } else {
      return refuse("/by", `must be a comma list of ${[...indexDimensions, ...bucketUnits].join(", ")}`);
    }
  }
  return ok({ by, time });
}

function parseUnit(given: string | undefined, { organization, root, today }: Asking): Checked<string> {
  const unit = given ?? root;
  const { agency, units } = organization;
  if (unit !== agency.code && !units.knows(unit)) return unknown("unknown-unit", "/unit", unit);
  if (root === agency.code || units.allOn(today).contains(root, unit)) return ok(unit);
  return fail({ kind: "outside-subtree", given: unit, errors: [{ pointer: "/unit", detail: `is not below ${root}` }] });
}

function parseQuestion(
  given: string | undefined,
  by: ReadonlySet<IndexDimension>,
  { questions }: Organization,
): Checked<string | null> {
  if (given === undefined) return ok(by.has("question") ? null : overallQuestion);
  return questions.has(given) ? ok(given) : unknown("unknown-question", "/question", given);
}

function parseFilters(
  { channel, service, reason }: IndexQuery,
  { services, forms }: Organization,
): Checked<Pick<IndexQuestion, "channel" | "service" | "reason">> {
  if (channel !== undefined && !slug.safeParse(channel).success) {
    return refuse("/channel", "must be the name of a channel such as portal, kiosk or paper");
  }
  if (service !== undefined && !services.has(service)) return unknown("unknown-service", "/service", service);
  if (reason !== undefined && ![...forms.values()].some(({ reasonsEver }) => reasonsEver.has(reason))) {
    return unknown("unknown-reason", "/reason", reason);
  }
  return ok({ channel: channel ?? null, service: service ?? null, reason: reason ?? null });
}

/** Whether rows are by reason, or only hold people who named one. */
export function asksForReasons({ by, reason }: Pick<IndexQuestion, "by" | "reason">): boolean {
  return reason !== null || by.has("reason");
}

/** Reasons belong to the level of `overall`, and are counted by unit, time, service and channel. */
function besideReasons(asked: Pick<IndexQuestion, "by" | "reason" | "question">): Checked<never> | null {
  if (!asksForReasons(asked)) return null;
  const uncounted = (["question", "touchpoint", "officer"] as const).find((dimension) => asked.by.has(dimension));
  if (uncounted !== undefined)
    return refuse("/by", `must not hold ${uncounted} with reason: reasons are not counted by it`);
  if (asked.question === overallQuestion) return null;
  return refuse("/question", `must be ${overallQuestion} with reason: reasons are named beside its levels`);
}

/** A method must take the question's scale. With all questions it must take the scale of one; the others have no row by it. */
function parseMethods(
  text: string | undefined,
  question: string | null,
  { questions }: Organization,
): Checked<readonly IndexMethod[] | null> {
  if (text === undefined) return ok(null);
  const scale = questions.get(question ?? overallQuestion) ?? 5;
  const fitting = question === null ? indexMethods : indexMethodsForScale(scale);
  const asked = new Set<IndexMethod>();
  for (const id of text.split(",")) {
    const method = findIndexMethod(id);
    if (method === undefined) return unknownMethod(id, fitting);
    const fits = question === null ? [...questions.values()] : [scale];
    if (!fits.some((levels) => method.scales.includes(levels)))
      return scaleUnfit(method, fits.flatMap(indexMethodsForScale));
    asked.add(method);
  }
  return ok([...asked]);
}

type Narrowing = Pick<IndexQuestion, "by" | "channel" | "service" | "reason">;

/** A weighted method weights services, or channels; with channels one service can be asked for. */
function parseWeights(
  given: IndexQuery["weights_by"],
  methods: readonly IndexMethod[] | null,
  { by, channel, service, reason }: Narrowing,
): Checked<StratumDimension> {
  const weighted = methods?.find(isWeighted);
  const weightsBy = given ?? "service";
  if (weighted === undefined) {
    return given === undefined ? ok(weightsBy) : refuse("/weights_by", "needs a weighted method");
  }
  const free: ReadonlySet<string> = new Set(weightsBy === "channel" ? ["unit", "service"] : ["unit"]);
  const why = `${weighted.id}, which weights ${weightsBy}s`;
  const other = [...by].find((dimension) => !free.has(dimension));
  if (other !== undefined) return refuse("/by", `must not hold ${other} with ${why}`);
  if (channel !== null) return refuse("/channel", `must not be given with ${why}`);
  if (reason !== null) return refuse("/reason", `must not be given with ${why}`);
  return service === null || free.has("service") ? ok(weightsBy) : refuse("/service", `must not be given with ${why}`);
}

function unknownMethod(given: string, fitting: readonly IndexMethod[]): Checked<never> {
  const fits = fitting.map((method) => method.id);
  if (findScorecard(given) !== undefined) {
    const detail = `takes measures, not answers: ask for scorecards/${given}`;
    return fail({ kind: "scale-unfit", given, fits, errors: [{ pointer: "/method", detail }] });
  }
  return fail({ kind: "unknown-method", given, fits, errors: [{ pointer: "/method", detail: "is not known" }] });
}

function scaleUnfit(method: IndexMethod, fitting: readonly IndexMethod[]): Checked<never> {
  const fits = [...new Set(fitting.map(({ id }) => id))];
  const detail = `takes questions of ${method.scales.join(", ")} levels only`;
  return fail({ kind: "scale-unfit", given: method.id, fits, errors: [{ pointer: "/method", detail }] });
}
