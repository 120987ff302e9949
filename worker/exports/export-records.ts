import { formatDay } from "../../shared/calendar/day.ts";
import { recordExportQuery } from "../../shared/contract/export.ts";
import { ok } from "../../shared/result.ts";
import { zoneOffset } from "../../shared/calendar/zone-day.ts";
import type { Answer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readQuery } from "../operations/read-query.ts";
import { needPrincipal, type RouteContext } from "../operations/route.ts";
import { unitHistory } from "../organization/unit-tree.ts";
import { commentColumns } from "./comment-columns.ts";
import { feedbackColumns } from "./feedback-columns.ts";
import { fileAnswer } from "../files/file-answer.ts";
import { localInstant } from "../files/local-instant.ts";
import type { RecordAsk, RecordPlan } from "./plan-export.ts";
import { readFormat } from "./read-format.ts";
import { countRecords, recordPortions } from "./record-portions.ts";
import type { RecordNames } from "./record-columns.ts";
import type { StoredRecord } from "./stored-record.ts";
import type { Facts, Table } from "../files/table.ts";

/** Answers an export of ratings or comments: a problem, or the file as it is read. */
export async function exportRecords(context: RouteContext, list: RecordAsk["list"]): Promise<Answer> {
  const format = readFormat(context);
  if (!format.ok) return problemAnswer(format.failure);
  const query = readQuery(context.url, recordExportQuery);
  if (!query.ok) return problemAnswer(query.failure);
  const [agency, principal] = [context.agency(context.params.agency ?? ""), needPrincipal(context)];
  const ask: RecordAsk = { list, query: query.value };
  const plan = await agency.planExport(principal, ask);
  if (!plan.ok) return problemAnswer(plan.failure);
  const { receivedBeforeMs } = plan.value;
  const at = ({
    after,
  }: {
    after: string;
  }): { ask: RecordAsk; place: { after: string; receivedBeforeMs: number } } => ({
    ask,
    place: { after, receivedBeforeMs },
  });
  // Comments can be added and withdrawn while they are read, so nobody knows before how many there will be.
  const rows = list === "comments" ? ok(null) : await countRecords((place) => agency.countExport(principal, at(place)));
  if (!rows.ok) return problemAnswer(rows.failure);
  const portions = recordPortions((place) => agency.readExport(principal, at(place)));
  const table = tableOf(plan.value, { ask, rows: rows.value });
  return fileAnswer(format.value, { table, portions, letOthersIn: context.letOthersIn });
}

type TableAsk = { readonly ask: RecordAsk; readonly rows: number | null };

function tableOf(plan: RecordPlan, { ask, rows }: TableAsk): Table<StoredRecord> {
  const { agency, units, services, words, pressure } = plan;
  const names: RecordNames = {
    agency,
    units: unitHistory(agency.code, units),
    services: new Map(services.map(({ id, name }) => [id, name])),
  };
  const offsetOf = zoneOffset(agency.time_zone);
  return {
    name: ask.list,
    columns: ask.list === "feedback" ? feedbackColumns(names, { words, pressure }) : commentColumns(names, words),
    facts: factsOf(plan, ask, offsetOf),
    rows,
    locale: ask.query.locale === "vi" ? "vi" : null,
    offsetOf,
  };
}

function factsOf(plan: RecordPlan, { list }: RecordAsk, offsetOf: (ms: number) => number): Facts {
  const { agency, unit, period, receivedBeforeMs } = plan;
  return [
    ["file", list === "feedback" ? "Phiếu đánh giá · feedback" : "Góp ý · comments"],
    ["agency", `${agency.code} ${agency.name}`],
    ["unit", `${unit} (gồm cả đơn vị trực thuộc · with its subtree)`],
    ["period", period ? `${formatDay(period.from)} – ${formatDay(period.to)}` : "tất cả · all"],
    ["made_at", localInstant(receivedBeforeMs, offsetOf)],
    [
      "note",
      "Người tự nguyện đánh giá, không phải mẫu ngẫu nhiên; không phải Chỉ số SIPAS · people who chose to rate, no sample; not SIPAS",
    ],
  ];
}
