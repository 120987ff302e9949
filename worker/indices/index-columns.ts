import { parseDay } from "../../shared/calendar/day.ts";
import type { IndexQuery, PublishedIndex } from "../../shared/contract/published-index.ts";
import { overallQuestion } from "../../shared/levels.ts";
import { type Cell, type Column, type ColumnKind, type Facts, joined, type Table } from "../files/table.ts";

/** The parts of a query that decide which columns its rows have. */
export type AskedColumns = Pick<IndexQuery, "by" | "question" | "reason" | "compare" | "rank">;

/** A file of a query's rows. */
export function indexTable(
  name: string,
  query: AskedColumns & Pick<IndexQuery, "locale">,
  { rows, facts = [] }: { readonly rows: number; readonly facts?: Facts },
): Table<PublishedIndex> {
  const locale = query.locale === "vi" ? "vi" : null;
  return { name, columns: indexColumns(query), facts, rows, locale, offsetOf: () => 0 };
}

/** Columns of a query's rows, in a fixed order: those of officers, reasons, comparisons, ranks, options, weekdays and hours only if asked for. */
export function indexColumns({ by, question, reason, compare, rank }: AskedColumns): Column<PublishedIndex>[] {
  const dimensions = by?.split(",") ?? [];
  const mayBeChoice = question !== undefined && question !== overallQuestion;
  const columns = [
    ...everyColumn,
    ...(dimensions.includes("officer") ? officerColumns : []),
    ...(reason !== undefined || dimensions.includes("reason") ? reasonColumns : []),
    ...(compare ? changeColumns : []),
    ...(rank ? rankColumns : []),
    ...(dimensions.includes("question") || mayBeChoice ? optionColumns : []),
    ...hourColumns.filter(([name]) => dimensions.includes(name)),
  ];
  return columns.map(([name, kind, read]) => {
    const level = /^n(\d+)$/.exec(name)?.[1];
    const about = abouts[name] ?? (level ? `Mức ${level} · level ${level}` : "");
    return { name, kind, about, cell: (row) => cellOf(kind, read(row)) };
  });
}

function cellOf(kind: ColumnKind, value: Cell | undefined): Cell {
  if (value === undefined || value === "") return null;
  return kind === "day" && value !== null ? parseDay(String(value)) : value;
}

type IndexColumn = readonly [name: string, kind: ColumnKind, read: (row: PublishedIndex) => Cell | undefined];

/** One column for each level of the longest scale; cells above the question's own scale are empty. */
const levelColumns = Array.from(
  { length: 11 },
  (_, level): IndexColumn => [`n${level + 1}`, "whole", (row) => row.tally[level]],
);

/** First what the row is about, then its figures, then what defends them. New columns come last: programs count on the order. */
const everyColumn: readonly IndexColumn[] = [
  ["unit", "text", (row) => row.unit.code],
  ["unit_name", "text", (row) => row.unit.name],
  ["own", "yes-no", (row) => row.own === true],
  ["from", "day", (row) => row.period.from],
  ["to", "day", (row) => row.period.to],
  ["question", "text", (row) => row.question],
  ["service", "text", (row) => row.service],
  ["channel", "text", (row) => row.channel],
  ["touchpoint", "text", (row) => row.touchpoint],
  ["method", "text", (row) => row.method],
  ["value", "decimal", (row) => row.value],
  ["n", "whole", (row) => row.n],
  ...levelColumns,
  ["interval_kind", "text", (row) => row.interval?.kind],
  ["interval_confidence", "decimal", (row) => row.interval?.confidence],
  ["interval_low", "decimal", (row) => row.interval?.low],
  ["interval_high", "decimal", (row) => row.interval?.high],
  ["transactions", "whole", (row) => row.coverage?.transactions],
  ["coverage_rate", "decimal", (row) => row.coverage?.rate],
  ["coverage_note", "text", (row) => row.coverage_note],
  ["channels", "text", (row) => joined(row.channels)],
  ["flagged_n", "whole", (row) => row.flagged.n],
  ["value_without_flagged", "decimal", (row) => row.flagged.value_without],
  ["set_aside_n", "whole", (row) => row.set_aside.n],
  ["value_with_set_aside", "decimal", (row) => row.set_aside.value_with],
  ["spanning", "whole", (row) => row.spanning],
  ["withheld", "text", (row) => row.withheld],
  ["interval_of_served_low", "decimal", (row) => row.interval_of_served?.low],
  ["interval_of_served_high", "decimal", (row) => row.interval_of_served?.high],
  ["weights_by", "text", (row) => row.weights?.by],
  ["effective_n", "decimal", (row) => row.weights?.effective_n],
  ["design_effect", "decimal", (row) => row.weights?.design_effect],
  ["weights_refused", "text", (row) => row.weights?.refused?.reason],
  ["unmapped", "yes-no", (row) => row.unmapped === true],
  ["coverage_reported", "decimal", ({ coverage }) => coverage && (coverage.reported ?? 100)],
];

const optionColumns: readonly IndexColumn[] = [
  ["option", "text", (row) => row.option?.id],
  ["option_text", "text", (row) => row.option?.text.vi],
];

const officerColumns: readonly IndexColumn[] = [
  ["officer", "text", (row) => row.officer],
  ["standardised", "decimal", (row) => row.standardised?.value],
  ["standardised_low", "decimal", (row) => row.standardised?.interval?.low],
  ["standardised_high", "decimal", (row) => row.standardised?.interval?.high],
  ["standardised_covered", "decimal", (row) => row.standardised?.covered],
];

const reasonColumns: readonly IndexColumn[] = [["reason", "text", (row) => row.reason]];

const hourColumns: readonly IndexColumn[] = [
  ["weekday", "whole", (row) => row.weekday],
  ["hour", "whole", (row) => row.hour],
];

const changeColumns: readonly IndexColumn[] = [
  ["change", "decimal", (row) => row.change?.value],
  ["change_interval_kind", "text", (row) => row.change?.interval?.kind],
  ["change_interval_low", "decimal", (row) => row.change?.interval?.low],
  ["change_interval_high", "decimal", (row) => row.change?.interval?.high],
  ["change_beyond_chance", "yes-no", (row) => row.change?.beyond_chance],
  ["change_from", "day", (row) => row.change?.with.from],
  ["change_to", "day", (row) => row.change?.with.to],
  ["change_n", "whole", (row) => row.change?.n],
  ["change_refused", "text", (row) => row.change?.refused],
];

const rankColumns: readonly IndexColumn[] = [
  ["rank_best", "whole", (row) => row.rank?.best],
  ["rank_worst", "whole", (row) => row.rank?.worst],
  ["rank_of", "whole", (row) => row.rank?.of],
  ["not_distinguishable_from", "text", (row) => row.not_distinguishable_from?.join(" ")],
];

/** What columns hold, for the readers of files. */
const abouts: Readonly<Record<string, string>> = {
  unit: "Mã đơn vị, luôn gồm cả đơn vị trực thuộc · unit's code, always with its subtree",
  option: "Mã phương án của câu hỏi chọn một · option of a single choice; n1 chose another, n2 chose it",
  option_text: "Nội dung phương án · the option's text in Vietnamese",
  own: "Chỉ phần gắn trực tiếp với đơn vị · only what is bound to the unit itself",
  method: "Cách tính và phiên bản · method and its version",
  value: "Chỉ số · the index",
  n: "Số phiếu · ratings",
  interval_low: "Khoảng tin cậy 95%, cận dưới · 95% interval, low end",
  interval_high: "Khoảng tin cậy 95%, cận trên · 95% interval, high end",
  interval_of_served_low: "Cho tất cả người đã được phục vụ, cận dưới · of all people served, low end",
  interval_of_served_high: "Cho tất cả người đã được phục vụ, cận trên · of all people served, high end",
  effective_n: "Cỡ mẫu hiệu dụng của phương pháp có trọng số · effective sample size of a weighted method",
  design_effect: "Hệ số thiết kế của phương pháp có trọng số · design effect of a weighted method",
  transactions: "Số hồ sơ trong kỳ · transactions in the period",
  coverage_rate: "Tỷ lệ phản hồi, phần trăm · ratings per 100 transactions",
  coverage_reported:
    "Phần số ngày mà các đơn vị đã báo cáo số hồ sơ, phần trăm; dưới 100 thì không có tỷ lệ · percent of the units' days with known transactions; under 100 there is no rate",
  flagged_n: "Số phiếu có dấu hiệu bất thường, vẫn tính · flagged, counted all the same",
  set_aside_n: "Số phiếu để riêng, không tính · set aside, not counted",
  unmapped: "Đơn vị cũ chia cho nhiều đơn vị, không rõ tỷ lệ · left by a divided unit, shares unknown",
  officer: "Mã cán bộ, chỉ dùng nội bộ · officer's code, for the office alone",
  reason: "Lý do đã chọn; phiếu có nhiều lý do nằm ở nhiều dòng · reason; a rating with several is in the row of each",
  weekday: "Thứ trong tuần, 1 là thứ Hai, 7 là Chủ nhật · day of the week, 1 Monday to 7 Sunday",
  hour: "Giờ trong ngày theo giờ địa phương, 9 là từ 9:00 đến trước 10:00 · hour of the day by local time, 9 is 9:00 to 9:59",
  standardised: "Tỷ lệ hài lòng theo cơ cấu thủ tục chung · share of satisfied people in the common mix of services",
  standardised_covered:
    "Phần của cơ cấu chung mà cán bộ có phục vụ, phần trăm · percent of the mix that this officer had",
  change: "Thay đổi so với kỳ trước hoặc cùng kỳ năm trước · change since the earlier period",
  change_interval_low: "Khoảng tin cậy 95% của thay đổi, cận dưới · 95% interval of the change, low end",
  change_interval_high: "Khoảng tin cậy 95% của thay đổi, cận trên · 95% interval of the change, high end",
  change_beyond_chance: "Thay đổi vượt ngoài dao động ngẫu nhiên · the interval leaves out 0",
  change_n: "Số phiếu của kỳ so sánh · ratings of the earlier period",
  rank_best: "Thứ hạng cao nhất có thể · best place that the intervals leave open",
  rank_worst: "Thứ hạng thấp nhất có thể · worst place that the intervals leave open",
  rank_of: "Số đơn vị được xếp hạng · units that are ranked",
  not_distinguishable_from: "Đơn vị không phân biệt được · units whose intervals overlap",
  spanning: "Số phiếu của các bảng đếm chỉ trùng một phần kỳ · ratings of tallies that the period holds only in part",
};
