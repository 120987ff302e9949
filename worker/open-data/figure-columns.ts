import { parseDay } from "../../shared/calendar/day.ts";
import type { PublishedRow } from "../../shared/contract/publication.ts";
import type { Cell, Column, ColumnKind } from "../files/table.ts";
import type { StoredRow } from "../publications/publication-store.ts";

/** A published row as a line of a file: by the default method of its question's scale, with its place among all rows. */
export type FigureRow = PublishedRow & {
  /** Name of the period, such as `2026-Q3`. */
  readonly span: string;
  /** By what the whole agency's people are counted in a rounded row; null for exact rows. */
  readonly by: Exclude<StoredRow["family"], "none"> | null;
};

type Read = (row: FigureRow) => Cell | undefined;

type FigureColumn = readonly [name: string, kind: ColumnKind, about: string, read: Read];

function cellOf(kind: ColumnKind, value: Cell): Cell {
  if (value === null) return null;
  if (kind === "day") return parseDay(String(value));
  return kind === "instant" ? Date.parse(String(value)) : value;
}

const levels = [1, 2, 3, 4, 5].map(
  (level): FigureColumn => [
    `n${level}`,
    "whole",
    `Số phiếu ở mức ${level}; dòng làm tròn thì trống · ratings of level ${level}; empty in rounded rows`,
    ({ tally }) => tally?.[level - 1],
  ],
);

/** New ones come last: programs count on the order. */
const columns: readonly FigureColumn[] = [
  [
    "period",
    "text",
    "Kỳ: tháng 2026-11, quý 2026-Q4, nửa năm 2026-H2, năm 2026 · period: a month, quarter, half-year or year",
    ({ span }) => span,
  ],
  ["from", "day", "Ngày đầu của kỳ · first day of the period", ({ period }) => period.from],
  ["to", "day", "Ngày cuối của kỳ · last day of the period", ({ period }) => period.to],
  [
    "quarters",
    "text",
    "Các quý được cộng thành nửa năm hoặc năm · quarters that a half-year or year is the sum of",
    ({ quarters }) => quarters?.join(" "),
  ],
  ["unit", "text", "Mã đơn vị, gồm cả đơn vị trực thuộc · unit's code, with its subtree", ({ unit }) => unit.code],
  ["unit_name", "text", "Tên đơn vị · unit's name", ({ unit }) => unit.name],
  [
    "own",
    "yes-no",
    "Chỉ phần gắn trực tiếp với đơn vị · only what is bound to the unit itself",
    ({ own }) => own === true,
  ],
  [
    "unmapped",
    "yes-no",
    "Đơn vị cũ chia cho nhiều đơn vị, không rõ tỷ lệ · left by a divided unit, shares unknown",
    ({ unmapped }) => unmapped === true,
  ],
  [
    "by",
    "text",
    "Toàn cơ quan chia theo service, channel hoặc question, số làm tròn; trống: số chính xác · the whole agency by service, channel or question, rounded; empty: exact",
    ({ by }) => by,
  ],
  ["question", "text", "Mã câu hỏi · question", ({ question }) => question],
  [
    "service",
    "text",
    "Mã thủ tục; trống nếu phiếu không có thủ tục · service; empty where ratings name none",
    ({ service }) => service,
  ],
  ["channel", "text", "Kênh · channel", ({ channel }) => channel],
  ["method", "text", "Cách tính và phiên bản · method and its version", ({ method }) => method],
  ["value", "decimal", "Chỉ số, theo đơn vị của cách tính · the index, in the method's unit", ({ value }) => value],
  [
    "n",
    "whole",
    "Số phiếu; dòng làm tròn: bội số gần nhất của nhóm tối thiểu · ratings; in rounded rows the nearest multiple of the minimum group size",
    ({ n }) => n,
  ],
  ...levels,
  ["interval_kind", "text", "Cách tính khoảng tin cậy · kind of interval", ({ interval }) => interval?.kind],
  ["interval_low", "decimal", "Khoảng tin cậy 95%, cận dưới · 95% interval, low end", ({ interval }) => interval?.low],
  [
    "interval_high",
    "decimal",
    "Khoảng tin cậy 95%, cận trên · 95% interval, high end",
    ({ interval }) => interval?.high,
  ],
  [
    "interval_of_served_low",
    "decimal",
    "Cho tất cả người đã được phục vụ, cận dưới · of all people served, low end",
    (row) => row.interval_of_served?.low,
  ],
  [
    "interval_of_served_high",
    "decimal",
    "Cho tất cả người đã được phục vụ, cận trên · of all people served, high end",
    (row) => row.interval_of_served?.high,
  ],
  ["transactions", "whole", "Số hồ sơ trong kỳ · transactions in the period", ({ coverage }) => coverage?.transactions],
  [
    "coverage_rate",
    "decimal",
    "Tỷ lệ phản hồi, phần trăm · ratings per 100 transactions",
    ({ coverage }) => coverage?.rate,
  ],
  [
    "coverage_reported",
    "decimal",
    "Phần số ngày đã báo cáo số hồ sơ, phần trăm · percent of the units' days with known transactions",
    ({ coverage }) => coverage && (coverage.reported ?? 100),
  ],
  [
    "coverage_note",
    "text",
    "Ghi chú khi số phiếu nhiều hơn số hồ sơ · says where there are more ratings than transactions",
    (row) => row.coverage_note,
  ],
  ["rounded", "yes-no", "Số đã làm tròn · value, interval and n are rounded", ({ rounded }) => rounded === true],
  [
    "withheld",
    "text",
    "Không công bố vì quá ít người (too-few) hoặc để bảo vệ dòng khác (protects-another) · why nothing is shown",
    ({ withheld }) => withheld,
  ],
  [
    "version",
    "whole",
    "Lần công bố đầu tiên có số này · publication that first showed the figure",
    ({ version }) => version,
  ],
  ["published_at", "instant", "Thời điểm của lần công bố đó · when that was", (row) => row.published_at],
  [
    "restated_version",
    "whole",
    "Lần công bố có số cũ, nếu đã sửa · publication that showed another figure before",
    ({ restated }) => restated?.version,
  ],
  ["restated_at", "instant", "Thời điểm của lần công bố đó · when that was", ({ restated }) => restated?.at],
  ["restated_value", "decimal", "Chỉ số cũ · the index before", ({ restated }) => restated?.was.value],
  ["restated_n", "whole", "Số phiếu cũ · ratings before", ({ restated }) => restated?.was.n],
];

/** Columns of the file of figures, each with its meaning in Vietnamese and English. */
export const figureColumns: readonly Column<FigureRow>[] = columns.map(([name, kind, about, read]) => ({
  ...{ name, kind, about },
  cell: (row) => cellOf(kind, read(row) ?? null),
}));
