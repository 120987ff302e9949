import { formatDay } from "../../shared/calendar/day.ts";
import { parsePeriod } from "../../shared/calendar/period.ts";
import type { FailureOf } from "../problems/failure.ts";
import {
  dimensions,
  type Publication,
  type PublicationQuery,
  type PublishedPage,
  type PublishedRow,
} from "../../shared/contract/publication.ts";
import { overallQuestion, type Scale } from "../../shared/levels.ts";
import { allMethods, defaultMethodFor, findMethod, methodsForScale } from "../../shared/methods/all-methods.ts";
import type { Method } from "../../shared/methods/method.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { decodeCursor, encodeCursor, queryName } from "../lists/cursor.ts";
import { readLimit } from "../lists/page-of.ts";
import { type Organization, ratingScales } from "../organization/organization.ts";
import type { DatedRow, PublicationFacts, PublicationStore, RowQuery } from "../publications/publication-store.ts";
import { isoOf, publishedRow, unitNameOf } from "./published-row.ts";

/** What publications are read from: what was written, never the counts. `today` is the agency's day. */
export type ReadDeps = {
  readonly publications: Pick<PublicationStore, "publicationsBefore" | "publication" | "rows">;
  readonly organization: Organization;
  readonly today: number;
};

/** A publication as the API tells it; that of a sample says so. */
export function toPublication(
  { version, day, publishedMs, ...counts }: PublicationFacts,
  { agency }: Pick<Organization, "agency">,
): Publication {
  const sample = agency.sample ? ({ sample: true } as const) : {};
  return { version, published_at: isoOf(publishedMs), day: formatDay(day), ...counts, ...sample };
}

/** The publication that a path names: `latest`, or a version from 1 up. */
export function findPublication(
  { publications }: Pick<ReadDeps, "publications">,
  named: string,
): Result<PublicationFacts, FailureOf<"unknown-publication">> {
  const isLatest = named === "latest";
  const known = /^[1-9]\d{0,8}$/.test(named) ? publications.publication(Number(named)) : null;
  const facts = isLatest ? publications.publicationsBefore(null, 1)[0] : known;
  return facts ? ok(facts) : fail({ kind: "unknown-publication", given: isLatest ? "none is made yet" : named });
}

/** Why no rows are given. What points at a parameter is about it; `invalid` also is a combination that is not published. */
export const readFailures = [
  "unknown-publication",
  "invalid",
  "bad-cursor",
  "unknown-unit",
  "unknown-service",
  "unknown-question",
  "unknown-method",
  "scale-unfit",
] as const;

type ReadFailure = FailureOf<(typeof readFailures)[number]>;

type Checked<T> = Result<T, ReadFailure>;

/** Rows of a version, or of the latest. */
export async function readPublication(
  deps: ReadDeps,
  version: string,
  query: PublicationQuery,
): Promise<Checked<PublishedPage>> {
  const { organization } = deps;
  const question = parseQuestion(query, organization);
  if (!question.ok) return question;
  const limit = readLimit(query.limit);
  if (!limit.ok) return limit;
  const found = findPublication(deps, version);
  if (!found.ok) return found;
  const facts = found.value;
  const { cursor, limit: _limit, ...asked } = query;
  const named = queryName("publication-rows", { ...asked, version: `${facts.version}` });
  const scope = { secret: organization.agency.cursor_secret, query: named };
  const position = cursor === undefined ? ok([0]) : await decodeCursor(cursor, scope);
  if (!position.ok) return position;
  const start = Number(position.value[0]);
  const { data, next } = pageFrom({ version: facts.version, start, limit: limit.value }, question.value, deps);
  const next_cursor = next === null ? null : await encodeCursor([next], scope);
  return ok({ data, meta: { next_cursor, publication: toPublication(facts, organization) } });
}

/** Every row has a place for each method, also for one that does not take its scale: so a place is found again. */
function pageFrom(
  { version, start, limit }: { version: number; start: number; limit: number },
  { methods, unit, isByUnit, ...filters }: Question,
  deps: ReadDeps,
): { readonly data: PublishedRow[]; readonly next: number | null } {
  const { publications } = deps;
  const first = Math.floor(start / methods.length);
  const wanted = { ...filters, version, above: null, node: unit, offset: first, limit: limit + 1 };
  const below = { ...wanted, above: unit, node: null };
  const any = { ...below, period: null, within: null, offset: 0, limit: 1 };
  const rows = publications.rows(isByUnit && publications.rows(any).length > 0 ? below : wanted);
  const data: PublishedRow[] = [];
  for (const [place, row] of rows.entries()) {
    for (const [number, method] of methods.entries()) {
      const here = (first + place) * methods.length + number;
      if (here < start || !isGivenBy(row, method)) continue;
      if (data.length === limit) return { data, next: here };
      data.push(publishedRow(row, method, unitNameOf(row, deps)));
    }
  }
  return { data, next: rows.length > limit ? (first + rows.length) * methods.length : null };
}

/** A rounded row has a figure by one method alone: several together would tell its tally. */
function isGivenBy({ tally, roundedTo }: DatedRow, method: Method): boolean {
  const scale = method.scales.find((levels) => levels === tally.length);
  return scale !== undefined && (roundedTo === null || defaultMethodFor(scale).id === method.id);
}

/** Which rows are asked for, with a figure for each method that takes their scale. */
type Question = Pick<RowQuery, "families" | "value" | "period" | "within"> & {
  readonly unit: string;
  readonly isByUnit: boolean;
  readonly methods: readonly Method[];
};

const words: readonly string[] = ["unit", ...dimensions, "time"];

/** Checks the text of a query. */
function parseQuestion(query: PublicationQuery, organization: Organization): Checked<Question> {
  const { agency, units } = organization;
  const unit = query.unit ?? agency.code;
  if (unit !== agency.code && !units.knows(unit)) return unknown("unit", unit);
  const { period = null } = query;
  const days = period === null ? null : parsePeriod({ period });
  if (period !== null && !(days?.ok && /^\d{4}(-(\d\d|[QH]\d))?$/.test(period))) {
    const forms = "a month 2026-11, quarter 2026-Q4, half 2026-H2 or year 2026";
    return refuse("/period", `must be ${forms}: no other is published`);
  }
  const by = query.by?.split(",") ?? [];
  if (by.some((word, place) => !words.includes(word) || by.indexOf(word) < place)) {
    return refuse("/by", "must be one of unit, service, channel, question, or time, or time with one of them");
  }
  const rows = parseFamily(query, by, organization);
  if (!rows.ok) return rows;
  if (unit !== agency.code && rows.value.families.some((family) => family !== "none")) {
    return refuse("/unit", `must be ${agency.code} with service, channel or question: no unit's are published`);
  }
  const isRounded = !rows.value.families.includes("none");
  const methods = parseMethods(query, organization, isRounded);
  if (!methods.ok) return methods;
  const within = days?.ok ? days.value : null;
  const time = by.includes("time") ? { period: null, within } : { period, within: null };
  return ok({ unit, isByUnit: by.includes("unit"), ...time, methods: methods.value, ...rows.value });
}

type Named = {
  readonly kind: Exclude<ReadFailure["kind"], "bad-cursor" | "unknown-publication">;
  readonly given?: string;
  readonly fits?: readonly string[];
};

function refuse(pointer: string, detail: string, named: Named = { kind: "invalid" }): Checked<never> {
  return fail({ ...named, errors: [{ pointer, detail }] });
}

function unknown(name: "unit" | "service" | "question", given: string): Checked<never> {
  return refuse(`/${name}`, "is not known", { kind: `unknown-${name}`, given });
}

type Families = Pick<Question, "families" | "value">;

function parseFamily(query: PublicationQuery, by: readonly string[], known: Organization): Checked<Families> {
  const { service, question } = query;
  if (service !== undefined && !known.services.has(service)) return unknown("service", service);
  if (question !== undefined && !ratingScales(known).has(question)) return unknown("question", question);
  // Exact rows are about the question `overall` anyway.
  const asked = { ...query, question: question === overallQuestion ? undefined : question };
  const isNamed = (name: (typeof dimensions)[number]): boolean => by.includes(name) && query[name] !== overallQuestion;
  const named = dimensions.filter((name) => asked[name] !== undefined || isNamed(name));
  const [first, second] = by.includes("unit") ? ["unit", ...named] : named;
  if (second !== undefined) return refuse(`/${second}`, `is not published together with ${first}`);
  const [family] = named;
  if (family === undefined) return ok({ families: ["none"], value: null });
  const isAll = family === "question" && question === undefined;
  return ok({ families: isAll ? ["none", family] : [family], value: asked[family] ?? null });
}

type Methods = Checked<Question["methods"]>;

function parseMethods(query: PublicationQuery, organization: Organization, isRounded: boolean): Methods {
  const { method, by, question } = query;
  if (method === undefined) return ok(allMethods);
  const isAll = by?.split(",").includes("question") && question === undefined;
  const known = ratingScales(organization);
  const scales = isAll ? [...known.values()] : [known.get(question ?? overallQuestion) ?? 5];
  const methodsOf = (scale: Scale): readonly Method[] =>
    isRounded ? [defaultMethodFor(scale)] : methodsForScale(scale);
  const fits = new Map(scales.flatMap(methodsOf).map((one) => [one.id, one]));
  const given = [...new Set(method.split(","))];
  const wrong = given.find((id) => !fits.has(id));
  if (wrong === undefined) return ok(given.flatMap((id) => fits.get(id) ?? []));
  const unfit = findMethod(wrong);
  const named = { given: wrong, fits: [...fits.keys()] };
  if (!unfit) return refuse("/method", "is not known", { kind: "unknown-method", ...named });
  const rounded = "is not published by service, channel or question";
  const detail = isRounded ? rounded : `takes questions of ${unfit.scales.join(", ")} levels only`;
  return refuse("/method", detail, { kind: "scale-unfit", ...named });
}
