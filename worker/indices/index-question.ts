import type { Day } from "../../shared/calendar/day.ts";
import type { Comparison } from "../../shared/calendar/earlier-period.ts";
import { type BucketUnit, bucketUnits, type Period, parsePeriod } from "../../shared/calendar/period.ts";
import { slug } from "../../shared/codes.ts";
import type { FailureOf } from "../problems/failure.ts";
import type { IndexQuery } from "../../shared/contract/published-index.ts";
import { optionLevels, overallQuestion } from "../../shared/levels.ts";
import { findIndexMethod, indexMethods, indexMethodsForScale } from "../../shared/methods/all-methods.ts";
import { findScorecard } from "../../shared/methods/all-scorecards.ts";
import { type IndexMethod, isWeighted, type StratumDimension } from "../../shared/methods/weighted-method.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { KnownQuestion, Organization } from "../organization/organization.ts";
import { tallyLength } from "./option-cells.ts";

/** What rows can be told apart by, besides time. */
export const indexDimensions = [
  "unit",
  "service",
  "channel",
  "question",
  "touchpoint",
  "officer",
  "reason",
  "weekday",
  "hour",
] as const;

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

type Refusal = FailureOf<QuestionFailure>;

/** Checks the text of a query against what the agency has set up. */
export function parseIndexQuestion(query: IndexQuery, asking: Asking): Result<IndexQuestion, Refusal> {
  const { organization, root } = asking;
  const period = parsePeriod(query);
  if (!period.ok) return fail({ kind: "invalid", errors: period.failure });
  const grouped = parseBy(query.by);
  if (!grouped.ok) return grouped;
  const { by } = grouped.value;
  const asked: Asked = {
    period: period.value,
    ...grouped.value,
    unit: query.unit ?? root,
    question: query.question ?? (by.has("question") ? null : overallQuestion),
    channel: query.channel ?? null,
    service: query.service ?? null,
    reason: query.reason ?? null,
    weightsBy: query.weights_by ?? "service",
    unitsAs: query.units_as ?? (by.has("officer") ? "then" : "now"),
    compare: query.compare ?? null,
    ranks: query.rank === "unit",
  };
  const unfit =
    wrongUnit(asked, asking) ?? wrongFilter(asked, organization) ?? wrongReason(asked) ?? wrongHour(asked, asking);
  if (unfit) return fail(unfit);
  const methods = parseMethods(query.method, asked, organization);
  if (!methods.ok) return methods;
  const wrong = wrongWeights(query.weights_by, methods.value, asked) ?? wrongView(asked, organization);
  return wrong ? fail(wrong) : ok({ ...asked, methods: methods.value });
}

type Asked = Omit<IndexQuestion, "methods">;

type Named = { readonly kind: QuestionFailure; readonly given?: string; readonly fits?: readonly string[] };

function refuse(pointer: string, detail: string, named: Named = { kind: "invalid" }): Refusal {
  return { ...named, errors: [{ pointer, detail }] };
}

function parseBy(text: string | undefined): Result<Pick<IndexQuestion, "by" | "time">, Refusal> {
  const by = new Set<IndexDimension>();
  let time: BucketUnit | null = null;
  for (const word of text === undefined ? [] : text.split(",")) {
    const dimension = indexDimensions.find((known) => known === word);
    const unitOfTime = bucketUnits.find((known) => known === word);
    if (dimension !== undefined) {
      if (by.has(dimension)) return fail(refuse("/by", `names ${dimension} twice`));
      by.add(dimension);
    } else if (unitOfTime !== undefined) {
      if (time !== null) return fail(refuse("/by", "must name one unit of time at most"));
      time = unitOfTime;
    } else {
      return fail(refuse("/by", `must be a comma list of ${[...indexDimensions, ...bucketUnits].join(", ")}`));
    }
  }
  return ok({ by, time });
}

function wrongUnit({ unit }: Asked, { organization: { agency, units }, root, today }: Asking): Refusal | null {
  const given = unit;
  if (unit !== agency.code && !units.knows(unit))
    return refuse("/unit", "is not known", { kind: "unknown-unit", given });
  if (root === agency.code || units.allOn(today).contains(root, unit)) return null;
  return refuse("/unit", `is not below ${root}`, { kind: "outside-subtree", given });
}

function wrongFilter(
  { question, channel, service, reason }: Asked,
  { questions, services, forms }: Organization,
): Refusal | null {
  const unknown = (name: "question" | "service" | "reason", given: string): Refusal =>
    refuse(`/${name}`, "is not known", { kind: `unknown-${name}`, given });
  if (question !== null && !questions.has(question)) return unknown("question", question);
  if (channel !== null && !slug.safeParse(channel).success) {
    return refuse("/channel", "must be the name of a channel such as portal, kiosk or paper");
  }
  if (service !== null && !services.has(service)) return unknown("service", service);
  const isKnown = reason === null || [...forms.values()].some(({ reasonsEver }) => reasonsEver.has(reason));
  return isKnown ? null : unknown("reason", reason);
}

/** Whether rows are by reason, or only hold people who named one. */
export function asksForReasons({ by, reason }: Pick<IndexQuestion, "by" | "reason">): boolean {
  return reason !== null || by.has("reason");
}

/** Reasons belong to the level of `overall`, and are counted by unit, time, service and channel. */
function wrongReason(asked: Asked): Refusal | null {
  if (!asksForReasons(asked)) return null;
  const uncounted = (["question", "touchpoint", "officer"] as const).find((dimension) => asked.by.has(dimension));
  if (uncounted) return refuse("/by", `must not hold ${uncounted} with reason: reasons are not counted by it`);
  if (asked.question === overallQuestion) return null;
  return refuse("/question", `must be ${overallQuestion} with reason: reasons are named beside its levels`);
}

/** Whether rows are by hour of the day or by day of the week. */
export function asksForHours({ by }: Pick<IndexQuestion, "by">): boolean {
  return by.has("hour") || by.has("weekday");
}

const withHours: ReadonlySet<IndexDimension> = new Set(["unit", "channel", "weekday", "hour"]);

/** Hours are counted of `overall` by unit and channel, over the whole period, and for the whole agency's keys alone. */
function wrongHour(asked: Asked, { organization: { agency }, root }: Asking): Refusal | null {
  if (!asksForHours(asked)) return null;
  const name = asked.by.has("hour") ? "hour" : "weekday";
  if (root !== agency.code) {
    const detail = `must not hold ${name} with the key of a unit: counts that have settled have no hours`;
    return refuse("/by", detail, { kind: "outside-subtree", given: root, fits: [agency.code] });
  }
  const uncounted = [...asked.by].find((dimension) => !withHours.has(dimension)) ?? asked.time;
  if (uncounted) return refuse("/by", `must not hold ${uncounted} with ${name}: hours are not counted by it`);
  if (asked.question !== overallQuestion) return refuse("/question", `must be ${overallQuestion} with ${name}`);
  const { service, reason, compare, ranks } = asked;
  const more = Object.entries({ service, reason, compare, rank: ranks || null }).find(([, given]) => given !== null);
  return more ? refuse(`/${more[0]}`, `must not be given with ${name} in by`) : null;
}

const usual: KnownQuestion = { type: "rating", scale: 5 };

/** A method must take the question's scale, or its options. With all questions it must take the scale of one; the others have no row by it. */
function parseMethods(
  text: string | undefined,
  { question }: Asked,
  { questions }: Organization,
): Result<readonly IndexMethod[] | null, Refusal> {
  if (text === undefined) return ok(null);
  const known = question === null ? [...questions.values()] : [questions.get(question) ?? usual];
  const scales = known.map(tallyLength);
  const asked = new Set<IndexMethod>();
  for (const id of text.split(",")) {
    const method = findIndexMethod(id);
    const fitting = question === null && !method ? indexMethods : scales.flatMap(indexMethodsForScale);
    if (!method || !fitting.includes(method)) return fail(wrongMethod(id, method, fitting));
    asked.add(method);
  }
  return ok([...asked]);
}

function wrongMethod(given: string, method: IndexMethod | undefined, fitting: readonly IndexMethod[]): Refusal {
  const fits = [...new Set(fitting.map(({ id }) => id))];
  const unfit = { kind: "scale-unfit", given, fits } as const;
  if (method) {
    const { scales } = method;
    const taken = scales.includes(optionLevels) ? "single choices" : `questions of ${scales.join(", ")} levels`;
    return refuse("/method", `takes ${taken} only`, unfit);
  }
  if (findScorecard(given)) return refuse("/method", `takes measures, not answers: ask for scorecards/${given}`, unfit);
  return refuse("/method", "is not known", { kind: "unknown-method", given, fits });
}

/** A weighted method weights services, or channels; with channels one service can be asked for. */
function wrongWeights(
  given: IndexQuery["weights_by"],
  methods: readonly IndexMethod[] | null,
  { by, weightsBy, channel, service, reason }: Asked,
): Refusal | null {
  const weighted = methods?.find(isWeighted);
  if (weighted === undefined) return given === undefined ? null : refuse("/weights_by", "needs a weighted method");
  const free: ReadonlySet<string> = new Set(weightsBy === "channel" ? ["unit", "service"] : ["unit"]);
  const why = `${weighted.id}, which weights ${weightsBy}s`;
  const other = [...by].find((dimension) => !free.has(dimension));
  if (other !== undefined) return refuse("/by", `must not hold ${other} with ${why}`);
  const narrowed = channel !== null ? "channel" : reason !== null ? "reason" : "service";
  const isFit = narrowed === "service" && (service === null || free.has("service"));
  return isFit ? null : refuse(`/${narrowed}`, `must not be given with ${why}`);
}

function wrongView({ by, unitsAs, ranks, question }: Asked, { questions }: Organization): Refusal | null {
  if (by.has("officer") && unitsAs === "now") {
    return refuse("/units_as", "must be then with officer in by: an officer served in the unit of the day");
  }
  if (ranks && !by.has("unit")) return refuse("/rank", "needs unit in by");
  // No unit is above another because more of its people chose an option.
  const isChoice = question !== null && questions.get(question)?.type === "choice";
  return ranks && isChoice ? refuse("/rank", "must not be given with a single choice") : null;
}
