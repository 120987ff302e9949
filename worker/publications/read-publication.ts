import { formatDay } from "../../shared/calendar/day.ts";
import { type Period, parsePeriod } from "../../shared/calendar/period.ts";
import type { Failure } from "../../shared/contract/failure.ts";
import type { Page, PageQuery } from "../../shared/contract/list.ts";
import type { Publication, PublicationQuery, PublishedPage } from "../../shared/contract/publication.ts";
import { overallQuestion } from "../../shared/levels.ts";
import { allMethods, findMethod, methodsForScale } from "../../shared/methods/all-methods.ts";
import type { Method } from "../../shared/methods/method.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { decodeCursor, encodeCursor, queryName } from "../http/cursor.ts";
import { pageOf, readLimit } from "../http/page-of.ts";
import type { Organization } from "../organization/organization.ts";
import type { PublicationFacts, PublicationStore, RowFamily, RowQuery } from "./publication-store.ts";
import { isoOf, publishedRow } from "./published-row.ts";

/** What publications are read from: what was written, never the counts. `today` is the agency's day. */
export type ReadDeps = {
  readonly publications: Pick<PublicationStore, "publicationsBefore" | "publication" | "rows">;
  readonly organization: Organization;
  readonly today: number;
};

/** A publication as the API tells it. */
export function toPublication({ version, day, publishedMs, ...counts }: PublicationFacts): Publication {
  return { version, published_at: isoOf(publishedMs), day: formatDay(day), ...counts };
}

/** All publications, newest first. Failures: `invalid` for the limit, `bad-cursor`. */
export function listPublications(
  { publications, organization }: ReadDeps,
  query: PageQuery,
): Promise<Result<Page<Publication>, Failure>> {
  const list = {
    secret: organization.agency.cursor_secret,
    query: queryName("publications"),
    read: (after: readonly (string | number)[] | null, limit: number) =>
      publications.publicationsBefore(after === null ? null : Number(after[0]), limit).map(toPublication),
    positionOf: ({ version }: Publication) => [version],
  };
  return pageOf(list, query);
}

/** Rows of a version; null: the latest. Failures: `unknown-publication`, those of the question, `invalid`, `bad-cursor`. */
export async function readPublication(
  deps: ReadDeps,
  version: number | null,
  query: PublicationQuery,
): Promise<Result<PublishedPage, Failure>> {
  const { publications, organization } = deps;
  const question = parseQuestion(query, organization);
  if (!question.ok) return question;
  const limit = readLimit(query.limit);
  if (!limit.ok) return limit;
  const facts = version === null ? publications.publicationsBefore(null, 1)[0] : publications.publication(version);
  if (!facts) {
    return fail({ kind: "unknown-publication", given: version === null ? "none is made yet" : String(version) });
  }
  const { cursor, limit: _limit, ...asked } = query;
  const scope = {
    secret: organization.agency.cursor_secret,
    query: queryName("publication-rows", { ...asked, version: String(facts.version) }),
  };
  const position = cursor === undefined ? ok([0]) : await decodeCursor(cursor, scope);
  if (!position.ok) return position;
  const page = { version: facts.version, start: Number(position.value[0]), limit: limit.value };
  const { data, next } = pageFrom(page, question.value, deps);
  const next_cursor = next === null ? null : await encodeCursor([next], scope);
  return ok({ data, meta: { next_cursor, publication: toPublication(facts) } });
}

type Place = { readonly version: number; readonly start: number; readonly limit: number };

/** Every row has a place for each method, also for one that does not take its scale: so a place is found again. */
function pageFrom({ version, start, limit }: Place, question: Question, deps: ReadDeps): PageOfRows {
  const { methods, unit, isByUnit, ...filters } = question;
  const first = Math.floor(start / methods.length);
  const wanted = { ...filters, version, offset: first, limit: limit + 1 };
  const { publications } = deps;
  const anyBelow = { node: null, period: null, within: null, offset: 0, limit: 1 };
  const hasBelow = isByUnit && publications.rows({ ...wanted, ...anyBelow, above: unit }).length > 0;
  const rows = publications.rows({
    ...wanted,
    ...(hasBelow ? { above: unit, node: null } : { above: null, node: unit }),
  });
  const data: PublishedPage["data"] = [];
  for (const [place, row] of rows.entries()) {
    for (const [number, method] of methods.entries()) {
      const here = (first + place) * methods.length + number;
      if (here < start || !method.scales.some((levels) => levels === row.tally.length)) continue;
      if (data.length === limit) return { data, next: here };
      data.push(publishedRow(row, method, deps));
    }
  }
  return { data, next: rows.length > limit ? (first + rows.length) * methods.length : null };
}

type PageOfRows = { readonly data: PublishedPage["data"]; readonly next: number | null };

/** Which rows are asked for, with a figure for each method that takes their scale. */
type Question = Pick<RowQuery, "families" | "value" | "period" | "within"> & {
  readonly unit: string;
  readonly isByUnit: boolean;
  readonly methods: readonly Method[];
};

type Checked<T> = Result<T, Failure>;

const rounded = ["service", "channel", "question"] as const;
const words = ["unit", ...rounded, "time"] as const;

/**
 * Checks the text of a query. Failures, each pointing at its parameter: `invalid` (a period or a combination that is not
 * published), `unknown-unit`, `unknown-service`, `unknown-question`, `unknown-method`, `scale-unfit`.
 */
function parseQuestion(query: PublicationQuery, organization: Organization): Checked<Question> {
  const { agency, units } = organization;
  const unit = query.unit ?? agency.code;
  if (unit !== agency.code && !units.knows(unit)) return unknown("unknown-unit", "/unit", unit);
  const period = parsePeriodName(query.period);
  if (!period.ok) return period;
  const by = query.by === undefined ? [] : query.by.split(",");
  const wrong = by.find((word, place) => !words.some((known) => known === word) || by.indexOf(word) < place);
  if (wrong !== undefined) return refuse("/by", `must be one of ${words.slice(0, -1).join(", ")}, or time, or both`);
  const rows = parseFamily(query, by, organization);
  if (!rows.ok) return rows;
  if (unit !== agency.code && rows.value.families.some((family) => family !== "none")) {
    return refuse("/unit", `must be ${agency.code} with service, channel or question: no unit's are published`);
  }
  const methods = parseMethods(query, organization);
  if (!methods.ok) return methods;
  const isByTime = by.includes("time");
  const time = { period: isByTime ? null : (query.period ?? null), within: isByTime ? period.value : null };
  return ok({ unit, isByUnit: by.includes("unit"), ...time, methods: methods.value, ...rows.value });
}

function parsePeriodName(text: string | undefined): Checked<Period | null> {
  if (text === undefined) return ok(null);
  if (!/^\d{4}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?$/.test(text)) {
    const forms = "a month 2026-11, quarter 2026-Q4, half 2026-H2 or year 2026";
    return refuse("/period", `must be ${forms}: no other is published`);
  }
  const period = parsePeriod({ period: text });
  return period.ok ? period : fail({ kind: "invalid", errors: period.failure });
}

function refuse(pointer: string, detail: string): Checked<never> {
  return fail({ kind: "invalid", errors: [{ pointer, detail }] });
}

function unknown(kind: Failure["kind"], pointer: string, given: string): Checked<never> {
  return fail({ kind, given, errors: [{ pointer, detail: "is not known" }] });
}

function parseFamily(
  query: PublicationQuery,
  by: readonly string[],
  { services, questions }: Organization,
): Checked<{ readonly families: readonly RowFamily[]; readonly value: string | null }> {
  const { service, question } = query;
  if (service !== undefined && !services.has(service)) return unknown("unknown-service", "/service", service);
  if (question !== undefined && !questions.has(question)) return unknown("unknown-question", "/question", question);
  // Rows are about the question `overall` anyway.
  const isNarrowed = (name: (typeof rounded)[number]): boolean =>
    query[name] !== undefined && !(name === "question" && question === overallQuestion);
  const named = rounded.filter((name) => by.includes(name) || isNarrowed(name));
  const [dimension, second] = [...(by.includes("unit") ? ["unit" as const] : []), ...named];
  if (second !== undefined) return refuse(`/${second}`, `is not published together with ${dimension}`);
  if (dimension === undefined || dimension === "unit") return ok({ families: ["none"], value: null });
  if (dimension !== "question") return ok({ families: [dimension], value: query[dimension] ?? null });
  if (question === overallQuestion) return ok({ families: ["none"], value: null });
  return ok(
    question === undefined
      ? { families: ["none", "question"], value: null }
      : { families: ["question"], value: question },
  );
}

function parseMethods(
  { method, by, question }: PublicationQuery,
  { questions }: Organization,
): Checked<readonly Method[]> {
  if (method === undefined) return ok(allMethods);
  const isAll = by?.split(",").includes("question") && question === undefined;
  const scales = isAll ? [...questions.values()] : [questions.get(question ?? overallQuestion) ?? 5];
  const fits = [...new Set(scales.flatMap(methodsForScale))].map(({ id }) => id);
  const methods = new Set<Method>();
  for (const given of method.split(",")) {
    const found = findMethod(given);
    if (!found) {
      return fail({ kind: "unknown-method", given, fits, errors: [{ pointer: "/method", detail: "is not known" }] });
    }
    if (!fits.includes(given)) {
      const detail = `takes questions of ${found.scales.join(", ")} levels only`;
      return fail({ kind: "scale-unfit", given, fits, errors: [{ pointer: "/method", detail }] });
    }
    methods.add(found);
  }
  return ok([...methods]);
}
