import { formatDay } from "../../shared/calendar/day.ts";
import { indexExportQuery, type IndexExportQuery } from "../../shared/contract/export.ts";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import { zoneOffset } from "../../shared/calendar/zone-day.ts";
import type { Answer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readQuery } from "../operations/read-query.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";
import { fileAnswer } from "../files/file-answer.ts";
import { indexPortions } from "./index-portions.ts";
import { indexTableColumns } from "./index-table.ts";
import { localInstant } from "../files/local-instant.ts";
import { readFormat } from "../exports/read-format.ts";
import type { IndexExport } from "./open-index-export.ts";
import type { Table } from "../files/table.ts";

/** `GET …/exports/indices.{csv,xlsx,parquet,ndjson}`: all rows that `GET …/indices` would give page by page. */
export const exportIndicesRoute: Route = {
  method: "GET",
  path: "/v1/agencies/:agency/exports/indices.:format",
  audience: "indices:read",
  summary: "Export indices as csv, xlsx, parquet or ndjson",
  query: indexExportQuery,
  handle: exportIndices,
};

async function exportIndices(context: RouteContext): Promise<Answer> {
  const format = readFormat(context);
  if (!format.ok) return problemAnswer(format.failure);
  const query = readQuery(context.url, indexExportQuery);
  if (!query.ok) return problemAnswer(query.failure);
  const { locale, ...question } = query.value;
  const opened = await context.agency(context.params.agency ?? "").openIndexExport(needPrincipal(context), question);
  if (!opened.ok) return problemAnswer(opened.failure);
  const table = tableOf(opened.value, question, locale);
  const { letOthersIn } = context;
  return fileAnswer(format.value, { table, portions: indexPortions(opened), letOthersIn });
}

function tableOf(
  { rows, agency, asked, madeMs }: IndexExport,
  query: Omit<IndexExportQuery, "locale">,
  locale: IndexExportQuery["locale"],
): Table<PublishedIndex> {
  const offsetOf = zoneOffset(agency.time_zone);
  const { unit, period, question, methods, unitsAs } = asked;
  const { by, channel, service, reason, weights_by, compare, rank } = query;
  const narrowed = Object.entries({ by, channel, service, reason, weights_by, compare, rank });
  return {
    name: "indices",
    columns: indexTableColumns(query),
    facts: [
      ["file", "Chỉ số hài lòng · satisfaction indices"],
      ["agency", `${agency.code} ${agency.name}`],
      ["unit", `${unit.code} ${unit.name}`],
      ["period", `${formatDay(period.from)} – ${formatDay(period.to)}`],
      ["method", methods.join(",")],
      ["question", question ?? "tất cả · all"],
      ["units_as", unitsAs],
      ...narrowed.flatMap(([name, value]) => (value ? [[name, value] as const] : [])),
      ["made_at", localInstant(madeMs, offsetOf)],
      [
        "note",
        "Người tự nguyện đánh giá, không phải mẫu ngẫu nhiên; không phải Chỉ số SIPAS · people who chose to rate, no sample; not SIPAS",
      ],
    ],
    rows,
    locale: locale === "vi" ? "vi" : null,
    offsetOf,
  };
}
