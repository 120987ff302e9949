/// <reference lib="esnext.disposable" />
import { formatDay } from "../../shared/calendar/day.ts";
import { zoneOffset } from "../../shared/calendar/zone-day.ts";
import { exportFormats, indexExportQuery } from "../../shared/contract/export.ts";
import type { IndexQuery, PublishedIndex } from "../../shared/contract/published-index.ts";
import { defaultMethodFor } from "../../shared/methods/all-methods.ts";
import { ok } from "../../shared/result.ts";
import { subtreeRoot } from "../access/principal.ts";
import { fileAnswer, fileTypes, readFormat } from "../files/file-answer.ts";
import { type Facts, localInstant, sampleFacts, volunteersNote } from "../files/table.ts";
import { type Operation, operationInWorker, type Part, part } from "../operations/operation.ts";
import { indexTable } from "./index-columns.ts";
import { type IndexQuestion, parseIndexQuestion, type QuestionFailure, questionFailures } from "./index-question.ts";
import { tallyLength } from "./option-cells.ts";
import { type ReadFailure, readFailures, readIndices } from "./read-indices.ts";
import { type AskedIndexDeps, countsSeenBy } from "./counts-seen-by.ts";

/** What an export of indices works with. */
export type IndexExportDeps = AskedIndexDeps & { readonly nowMs: number };

/** Indices as they were counted at one moment, to be read portion by portion while others write. */
export type IndexExport = {
  readonly rows: number;
  /** What the file says about itself: whose indices, and what was asked. */
  readonly facts: Facts;
  /** The rows from `start` up to `end`, without the row at `end`. */
  readonly read: (start: number, end: number) => Promise<PublishedIndex[]>;
};

type OpenFailure = QuestionFailure | ReadFailure;
const openFailures: readonly OpenFailure[] = [...questionFailures, ...readFailures];

/**
 * Counts once and hands out `read`. The agency's object holds the counts as long as the Worker holds the answer, which
 * {@link indexPortions} lets go. A part per portion would have to count anew for each.
 */
export const openIndexExport: Part<IndexExportDeps, IndexQuery, IndexExport, OpenFailure> = part({
  name: "openIndexExport",
  failures: openFailures,
  runs: "reads",
  run(deps, principal, query) {
    const { organization, today } = deps;
    const root = subtreeRoot(principal, organization.agency.code);
    const question = parseIndexQuestion(query, { organization, root, today });
    if (!question.ok) return question;
    const rows = readIndices(question.value, countsSeenBy(principal, question.value, deps));
    if (!rows.ok) return rows;
    const facts = factsOf(question.value, query, deps);
    const read: IndexExport["read"] = async (start, end) => rows.value.slice(start, end);
    return ok({ rows: rows.value.length, facts, read });
  },
});

/** `GET …/exports/indices.{csv,xlsx,parquet,ndjson}`: all rows that `GET …/indices` gives page by page. */
export const exportIndices: Operation<IndexExportDeps> = operationInWorker({
  method: "GET",
  path: "/v1/agencies/:agency/exports/indices.:format",
  audience: "indices:read",
  summary: "Export indices as csv, xlsx, parquet or ndjson",
  description: "All rows that the list of indices gives page by page. The header `row-count` tells how many they are.",
  params: { format: { words: "Format of the file.", values: exportFormats } },
  query: indexExportQuery,
  files: fileTypes,
  failures: ["not-found", ...openFailures],
  parts: [openIndexExport],
  async handle(worker, principal, { params: { agency, format: named }, query }) {
    const format = readFormat(named, worker.url.pathname);
    if (!format.ok) return format;
    const opened = await worker.ask(openIndexExport, { agency, principal, input: query });
    if (!opened.ok) return opened;
    const table = indexTable("indices", query, opened.value);
    return fileAnswer(format.value, { table, portions: indexPortions(opened), letOthersIn: worker.letOthersIn });
  },
});

/** What was asked, with what was left out filled in. */
function factsOf(asked: IndexQuestion, query: IndexQuery, { organization, today, nowMs }: IndexExportDeps): Facts {
  const { unit, period, question, unitsAs } = asked;
  const { agency, units, questions } = organization;
  const name = unit === agency.code && !units.knows(unit) ? agency.name : units.nameOf(unit, today);
  const own = [...questions].flatMap(([id, known]) => (question === null || id === question ? [known] : []));
  const methods = asked.methods ?? own.map((known) => defaultMethodFor(tallyLength(known)));
  const { by, channel, service, reason, weights_by, compare, rank } = query;
  const narrowed = Object.entries({ by, channel, service, reason, weights_by, compare, rank });
  return [
    ["file", "Chỉ số hài lòng · satisfaction indices"],
    ["agency", `${agency.code} ${agency.name}`],
    ["unit", `${unit} ${name}`],
    ["period", `${formatDay(period.from)} – ${formatDay(period.to)}`],
    ["method", [...new Set(methods.map(({ id }) => id))].join(",")],
    ["question", question ?? "tất cả · all"],
    ["units_as", unitsAs],
    ...narrowed.flatMap(([name, value]) => (value ? [[name, value] as const] : [])),
    ["made_at", localInstant(nowMs, zoneOffset(agency.time_zone))],
    ...sampleFacts(agency),
    ["note", volunteersNote],
  ];
}

/** Rows that one call to the object brings; it carries 32 MiB at most. */
const portionRows = 500;

/**
 * All rows of an export in their order, portion by portion. The agency's object holds its counts until the export is disposed of, at
 * the end.
 */
export async function* indexPortions(
  opened: { readonly value: IndexExport } & Partial<Disposable>,
): AsyncGenerator<PublishedIndex[]> {
  const { rows, read } = opened.value;
  try {
    for (let start = 0; start < rows; start += portionRows)
      yield await read(start, Math.min(start + portionRows, rows));
  } finally {
    opened[Symbol.dispose]?.();
  }
}
