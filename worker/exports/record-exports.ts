import { formatDay } from "../../shared/calendar/day.ts";
import { zoneOffset } from "../../shared/calendar/zone-day.ts";
import { exportFormats, type RecordExportQuery, recordExportQuery } from "../../shared/contract/export.ts";
import type { Service } from "../../shared/contract/service.ts";
import { ok, type Result } from "../../shared/result.ts";
import { type AskedSubtree, askedSubtree, unitsWithin } from "../access/reach.ts";
import type { Principal } from "../access/principal.ts";
import { officeReader, visibleComment } from "../comments/visible-comment.ts";
import { fileAnswer, fileTypes, readFormat } from "../files/file-answer.ts";
import { type Facts, localInstant, sampleFacts, type Table, volunteersNote } from "../files/table.ts";
import {
  type Answer,
  type Operation,
  operationInWorker,
  type Part,
  part,
  type WorkerDeps,
} from "../operations/operation.ts";
import type { Organization } from "../organization/organization.ts";
import { type DatedUnit, unitHistory } from "../organization/unit-tree.ts";
import type { FailureOf } from "../problems/failure.ts";
import { commentColumns, feedbackColumns, type RecordColumnNames } from "./record-columns.ts";
import type { RecordFilter, RecordStore, RecordStretch } from "./record-store.ts";
import { readStoredRecord, seesExactWords, type StoredRecord, withRating } from "./stored-record.ts";

/** What exports of ratings and comments work with. */
export type RecordExportDeps = {
  readonly records: Pick<RecordStore, "stretch" | "count">;
  readonly organization: Organization;
  readonly organizationStore: { units(): readonly DatedUnit[]; services(): readonly Service[] };
  readonly today: number;
  readonly nowMs: number;
};

/** Ratings, or comments, of a unit's subtree and a period. */
type Asked = { readonly list: "feedback" | "comments"; readonly query: RecordExportQuery };

/** The rows after an id ("" for the first), without what was received since the export began. */
type AskedStretch = Asked & { readonly after: string; readonly receivedBeforeMs: number };

/** What a file needs to know before its first row. */
type RecordPlan = {
  /** Whether words stand beside exact times. */
  readonly exactWords: boolean;
  readonly agency: { readonly code: string; readonly name: string; readonly time_zone: string };
  readonly facts: Facts;
  readonly receivedBeforeMs: number;
  readonly units: readonly DatedUnit[];
  readonly services: readonly Service[];
};

/** Rows that one call reads or counts, so that nobody waits long for the agency's object. */
const stretchRows = 100;
const countedRows = 2000;

const subtreeFailures = ["invalid", "unknown-unit", "outside-subtree"] as const;
type SubtreeFailure = FailureOf<(typeof subtreeFailures)[number]>;
type Within<T> = Result<T, SubtreeFailure>;

const planFeedback = part({
  name: "planFeedbackExport",
  failures: subtreeFailures,
  runs: "reads",
  wholeAgency: true,
  run: planOf,
});

const planComments = part({
  name: "planCommentsExport",
  failures: subtreeFailures,
  runs: "reads",
  run: planOf,
});

function planOf(deps: RecordExportDeps, principal: Principal, { list, query }: Asked): Within<RecordPlan> {
  const checked = askedSubtree(deps, principal, query);
  if (!checked.ok) return checked;
  const { organization, organizationStore, nowMs } = deps;
  const { code, name, time_zone } = organization.agency;
  return ok({
    agency: { code, name, time_zone },
    facts: factsOf(list, checked.value, deps),
    exactWords: seesExactWords(principal, organization),
    receivedBeforeMs: nowMs,
    units: organizationStore.units(),
    services: organizationStore.services(),
  });
}

const countExport = part({
  name: "countExport",
  failures: subtreeFailures,
  runs: "reads",
  run(deps: RecordExportDeps, principal, asked: AskedStretch): Within<ReturnType<RecordStore["count"]>> {
    const filter = filterOf(deps, principal, asked);
    return filter.ok ? ok(deps.records.count(asked.after, countedRows, filter.value)) : filter;
  },
});

const readExport = part({
  name: "readExport",
  failures: subtreeFailures,
  runs: "reads",
  run(deps: RecordExportDeps, principal, asked: AskedStretch): Within<RecordStretch> {
    const filter = filterOf(deps, principal, asked);
    if (!filter.ok) return filter;
    const stretch = deps.records.stretch(asked.after, stretchRows, filter.value);
    return ok(asked.list === "comments" ? { ...stretch, rows: seenComments(deps, principal, stretch.rows) } : stretch);
  },
});

const inCommon = {
  method: "GET",
  params: { format: { words: "Format of the file.", values: exportFormats } },
  query: recordExportQuery,
  files: fileTypes,
  failures: ["not-found", ...subtreeFailures],
  parts: [planFeedback, planComments, countExport, readExport],
} as const;

/** `GET …/exports/feedback.{csv,xlsx,parquet,ndjson}`: every rating once, in its newest revision. */
export const exportFeedback: Operation<RecordExportDeps> = operationInWorker({
  ...inCommon,
  path: "/v1/agencies/:agency/exports/feedback.:format",
  audience: "feedback:read",
  summary: "Export feedback as csv, xlsx, parquet or ndjson",
  description:
    "Needs a key on the whole agency. Every rating once, in its newest revision. The header `row-count` tells how many they are.",
  handle: (worker, principal, { params, query }) =>
    exportRecords(worker, principal, { ...params, list: "feedback", query }),
});

/** `GET …/exports/comments.{csv,xlsx,parquet,ndjson}`: the words. */
export const exportComments: Operation<RecordExportDeps> = operationInWorker({
  ...inCommon,
  path: "/v1/agencies/:agency/exports/comments.:format",
  audience: "comments:read",
  summary: "Export comments as csv, xlsx, parquet or ndjson",
  description: "Comments that the key may see, to keys of a unit without exact times, touchpoints and ids.",
  handle: (worker, principal, { params, query }) =>
    exportRecords(worker, principal, { ...params, list: "comments", query }),
});

async function exportRecords(
  worker: WorkerDeps,
  principal: Principal,
  { agency, format: named, ...asked }: Asked & { readonly agency: string; readonly format: string },
): Promise<Result<Answer, FailureOf<"not-found"> | SubtreeFailure>> {
  const format = readFormat(named, worker.url.pathname);
  if (!format.ok) return format;
  const plan = await worker.ask(asked.list === "feedback" ? planFeedback : planComments, {
    agency,
    principal,
    input: asked,
  });
  if (!plan.ok) return plan;
  const { receivedBeforeMs } = plan.value;
  const askStretch = <V>(stretch: StretchPart<V>, after: string): Promise<Within<V>> =>
    worker.ask(stretch, { agency, principal, input: { ...asked, after, receivedBeforeMs } });
  // People add and withdraw comments while the file is read, so their number is not known before.
  const rows = asked.list === "comments" ? ok(null) : await countRecords((after) => askStretch(countExport, after));
  if (!rows.ok) return rows;
  const portions = recordPortions((after) => askStretch(readExport, after));
  const table = tableOf(plan.value, asked, rows.value);
  return fileAnswer(format.value, { table, portions, letOthersIn: worker.letOthersIn });
}

type StretchPart<V> = Part<never, AskedStretch, V, SubtreeFailure["kind"]>;

type Count = (after: string) => Promise<Within<ReturnType<RecordStore["count"]>>>;

async function countRecords(count: Count): Promise<Within<number>> {
  let rows = 0;
  for (let after: string | null = ""; after !== null; ) {
    const counted: Awaited<ReturnType<Count>> = await count(after);
    if (!counted.ok) return counted;
    rows += counted.value.rows;
    after = counted.value.last;
  }
  return ok(rows);
}

/** Reads each stretch only when it is wanted. Throws if one fails, so that a broken file is not taken for a whole one. */
async function* recordPortions(
  read: (after: string) => Promise<Within<RecordStretch>>,
): AsyncGenerator<StoredRecord[]> {
  for (let after: string | null = ""; after !== null; ) {
    const stretch: Within<RecordStretch> = await read(after);
    if (!stretch.ok) throw new Error(`the export broke off: ${stretch.failure.kind}`);
    yield stretch.value.rows.map((row) => readStoredRecord(row));
    after = stretch.value.last;
  }
}

/** Rows whose comment the key may see, by the same rule as everywhere. */
function seenComments(deps: RecordExportDeps, principal: Principal, rows: readonly string[]): string[] {
  const reader = officeReader(deps, principal);
  return rows.flatMap((json) => {
    const row = readStoredRecord(json);
    const facts = { state: row.commentState ?? "received", decision: row.commentDecision, assignedTo: row.commentUnit };
    const receipt = { receivedDay: row.commentDay ?? row.day, category: row.commentCategory ?? "" };
    const sight = visibleComment({ ...row, ...facts, ...receipt, replies: [] }, reader);
    return sight === null ? [] : [withRating(json, sight.rated)];
  });
}

function filterOf(deps: RecordExportDeps, principal: Principal, asked: AskedStretch): Within<RecordFilter> {
  const { list, query, receivedBeforeMs } = asked;
  const checked = askedSubtree(deps, principal, query);
  if (!checked.ok) return checked;
  const { unit, period } = checked.value;
  const { from = null, to = null } = period ?? {};
  return ok({ units: unitsWithin(unit, deps), from, to, receivedBeforeMs, withComment: list === "comments" });
}

function tableOf(plan: RecordPlan, { list, query }: Asked, rows: number | null): Table<StoredRecord> {
  const { agency, facts, units, services } = plan;
  const names: RecordColumnNames = {
    agency,
    units: unitHistory(agency.code, units),
    services: new Map(services.map(({ id, name }) => [id, name])),
  };
  return {
    name: list,
    columns: list === "feedback" ? feedbackColumns(names, plan.exactWords) : commentColumns(names, plan.exactWords),
    facts,
    rows,
    locale: query.locale === "vi" ? "vi" : null,
    offsetOf: zoneOffset(agency.time_zone),
  };
}

function factsOf(list: Asked["list"], { unit, period }: AskedSubtree, deps: RecordExportDeps): Facts {
  const { agency } = deps.organization;
  return [
    ["file", list === "feedback" ? "Phiếu đánh giá · feedback" : "Góp ý · comments"],
    ["agency", `${agency.code} ${agency.name}`],
    ["unit", `${unit} (gồm cả đơn vị trực thuộc · with its subtree)`],
    ["period", period ? `${formatDay(period.from)} – ${formatDay(period.to)}` : "tất cả · all"],
    ["made_at", localInstant(deps.nowMs, zoneOffset(agency.time_zone))],
    ...sampleFacts(agency),
    ["note", volunteersNote],
  ];
}
