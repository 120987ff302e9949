import type { Period } from "../../shared/calendar/period.ts";
import type { Failure } from "../problems/failure.ts";
import type { IndexQuery, PublishedIndex } from "../../shared/contract/published-index.ts";
import { isScale } from "../../shared/levels.ts";
import { defaultMethodFor } from "../../shared/methods/all-methods.ts";
import { ok, type Result } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { type IndexQuestion, parseIndexQuestion } from "./index-question.ts";
import { type IndexReading, readIndices } from "./read-indices.ts";

/** A question in the words of its file; `question` null for all of them. */
export type AskedIndex = {
  readonly unit: { readonly code: string; readonly name: string };
  readonly period: Period;
  readonly question: string | null;
  /** Ids with their versions. */
  readonly methods: readonly string[];
  readonly unitsAs: "now" | "then";
};

/** Indices counted at one moment, to be read portion by portion while others write. */
export type IndexExport = {
  readonly rows: number;
  readonly agency: { readonly code: string; readonly name: string; readonly time_zone: string };
  /** What was asked, with what was left out filled in. */
  readonly asked: AskedIndex;
  readonly madeMs: number;
  /** The rows from one place up to, without, another. */
  readonly read: (start: number, end: number) => Promise<PublishedIndex[]>;
};

/** Answers a question as {@link readIndices} does; rows are made only when they are read. Failures: those of the question. */
export function openIndexExport(
  reading: IndexReading & { readonly nowMs: number },
  principal: Principal,
  query: IndexQuery,
): Result<IndexExport, Failure> {
  const { organization, today, nowMs } = reading;
  const { code, name, time_zone } = organization.agency;
  const root = subtreeRoot(principal, code);
  const question = parseIndexQuestion(query, { organization, root, today });
  if (!question.ok) return question;
  const rows = readIndices(question.value, reading);
  if (!rows.ok) return rows;
  return ok({
    rows: rows.value.length,
    agency: { code, name, time_zone },
    asked: askedIndex(question.value, reading),
    madeMs: nowMs,
    read: async (start, end) => rows.value.slice(start, end),
  });
}

function askedIndex(asked: IndexQuestion, { organization, today }: IndexReading): AskedIndex {
  const { unit, period, question, methods, unitsAs } = asked;
  const { agency, units, questions } = organization;
  const name = unit === agency.code && !units.knows(unit) ? agency.name : units.nameOf(unit, today);
  const scales = [...questions].filter(([id]) => question === null || id === question).map(([, scale]) => scale);
  const used = methods ?? scales.filter(isScale).map(defaultMethodFor);
  return { unit: { code: unit, name }, period, question, methods: [...new Set(used.map(({ id }) => id))], unitsAs };
}
