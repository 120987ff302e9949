import { parsePeriod } from "../../shared/calendar/period.ts";
import type { Failure } from "../problems/failure.ts";
import type { PublicationQuery } from "../../shared/contract/publication.ts";
import { overallQuestion } from "../../shared/levels.ts";
import { allMethods, findMethod, methodsForScale } from "../../shared/methods/all-methods.ts";
import type { Method } from "../../shared/methods/method.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type Organization, ratingScales } from "../organization/organization.ts";
import type { Facet, FacetFamily } from "./lattice-row.ts";

/** Which published rows are asked for; null lets every period or value through. */
export type PublicationQuestion = {
  readonly unit: string;
  readonly byUnit: boolean;
  readonly families: readonly FacetFamily[];
  readonly facet: Facet | null;
  readonly period: string | null;
  /** Rows have one figure for each of these that takes their scale. */
  readonly methods: readonly Method[];
};

type Checked<T> = Result<T, Failure>;

const dimensions = ["service", "channel", "question"] as const;
type Dimension = (typeof dimensions)[number];

/**
 * Checks the text of a query against the lattice. Failures, each pointing at its parameter: `invalid` (a period or a
 * combination that is not published), `unknown-unit`, `unknown-service`, `unknown-question`, `unknown-method`,
 * `scale-unfit`.
 */
export function parsePublicationQuestion(
  query: PublicationQuery,
  organization: Organization,
): Checked<PublicationQuestion> {
  const { agency, units } = organization;
  const unit = query.unit ?? agency.code;
  if (unit !== agency.code && !units.knows(unit)) return unknown("unknown-unit", "/unit", unit);
  const period = parsePeriodName(query.period);
  if (!period.ok) return period;
  const facets = parseFacets(query, organization);
  if (!facets.ok) return facets;
  const methods = parseMethods(query, organization);
  if (!methods.ok) return methods;
  return ok({ unit, period: period.value, methods: methods.value, ...facets.value });
}

function parsePeriodName(text: string | undefined): Checked<string | null> {
  if (text === undefined) return ok(null);
  if (!/^\d{4}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?$/.test(text)) {
    const forms = "a month 2026-11, quarter 2026-Q4, half 2026-H2 or year 2026";
    return refuse("/period", `must be ${forms}: no other is published`);
  }
  const period = parsePeriod({ period: text });
  return period.ok ? ok(text) : fail({ kind: "invalid", errors: period.failure });
}

function refuse(pointer: string, detail: string): Checked<never> {
  return fail({ kind: "invalid", errors: [{ pointer, detail }] });
}

function unknown(
  kind: "unknown-unit" | "unknown-service" | "unknown-question",
  pointer: string,
  given: string,
): Checked<never> {
  return fail({ kind, given, errors: [{ pointer, detail: "is not known" }] });
}

type Facets = Pick<PublicationQuestion, "byUnit" | "families" | "facet">;

function parseFacets(query: PublicationQuery, organization: Organization): Checked<Facets> {
  const { services } = organization;
  const questions = ratingScales(organization);
  const by = query.by === undefined ? [] : query.by.split(",");
  const wrong = by.find((word, place) => !["unit", ...dimensions].includes(word) || by.indexOf(word) < place);
  if (wrong !== undefined)
    return refuse("/by", "must be unit, one of service, channel, question, or both with a comma");
  if (query.service !== undefined && !services.has(query.service)) {
    return unknown("unknown-service", "/service", query.service);
  }
  if (query.question !== undefined && !questions.has(query.question)) {
    return unknown("unknown-question", "/question", query.question);
  }
  const named = dimensions.filter((dimension) => by.includes(dimension) || isNarrowed(query, dimension));
  if (named.length > 1) return refuse(`/${named[1]}`, `is not published together with ${named[0]}`);
  const [dimension] = named;
  const byUnit = by.includes("unit");
  if (dimension === undefined) return ok({ byUnit, families: ["none"], facet: null });
  const value = query[dimension];
  if (dimension === "question" && value === undefined)
    return ok({ byUnit, families: ["none", "question"], facet: null });
  if (dimension === "question" && value === overallQuestion) return ok({ byUnit, families: ["none"], facet: null });
  return ok({ byUnit, families: [dimension], facet: value === undefined ? null : `${dimension}:${value}` });
}

/** The question `overall` is what rows are about anyway. */
function isNarrowed(query: PublicationQuery, dimension: Dimension): boolean {
  const value = query[dimension];
  return value !== undefined && !(dimension === "question" && value === overallQuestion);
}

function parseMethods(
  { method, by, question }: PublicationQuery,
  organization: Organization,
): Checked<readonly Method[]> {
  if (method === undefined) return ok(allMethods);
  const questions = ratingScales(organization);
  const all = by?.split(",").includes("question") && question === undefined;
  const scales = all ? [...questions.values()] : [questions.get(question ?? overallQuestion) ?? 5];
  const fits = [...new Set(scales.flatMap(methodsForScale))].map(({ id }) => id);
  const methods = new Set<Method>();
  for (const given of method.split(",")) {
    const found = findMethod(given);
    if (!found)
      return fail({ kind: "unknown-method", given, fits, errors: [{ pointer: "/method", detail: "is not known" }] });
    if (!fits.includes(given)) {
      const detail = `takes questions of ${found.scales.join(", ")} levels only`;
      return fail({ kind: "scale-unfit", given, fits, errors: [{ pointer: "/method", detail }] });
    }
    methods.add(found);
  }
  return ok([...methods]);
}
