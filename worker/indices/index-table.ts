import { parseDay } from "../../shared/calendar/day.ts";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import { type AskedColumns, indexColumnsFor } from "./index-columns.ts";
import type { Cell, Column, ColumnKind } from "../files/table.ts";

/** Kinds of columns that hold more than text, by how they are named. */
const kinds: readonly (readonly [pattern: RegExp, kind: ColumnKind])[] = [
  [/^(change_)?(from|to)$/, "day"],
  [/^(own|unmapped|change_beyond_chance)$/, "yes-no"],
  [
    /^(effective_n|design_effect|coverage_reported|interval_of_served_(low|high)|standardised.*|change|change_interval_(low|high))$/,
    "decimal",
  ],
  [/^(n|n\d+|.*_n|transactions|spanning|rank_.*)$/, "whole"],
  [/^(value.*|interval_(low|high|confidence)|.*_rate)$/, "decimal"],
];

const abouts: Readonly<Record<string, string>> = {
  unit: "Mã đơn vị, luôn gồm cả đơn vị trực thuộc · unit's code, always with its subtree",
  own: "Chỉ phần gắn trực tiếp với đơn vị · only what is bound to the unit itself",
  method: "Cách tính và phiên bản · method and its version",
  value: "Chỉ số · the index",
  n: "Số phiếu · ratings",
  interval_low: "Khoảng tin cậy 95 %, cận dưới · 95 % interval, low end",
  interval_high: "Khoảng tin cậy 95 %, cận trên · 95 % interval, high end",
  interval_of_served_low: "Cho tất cả người đã được phục vụ, cận dưới · of all people served, low end",
  interval_of_served_high: "Cho tất cả người đã được phục vụ, cận trên · of all people served, high end",
  effective_n: "Cỡ mẫu hiệu dụng khi gia quyền · effective sample size of a weighted method",
  design_effect: "Hệ số thiết kế khi gia quyền · design effect of a weighted method",
  transactions: "Số hồ sơ trong kỳ · transactions in the period",
  coverage_rate: "Tỷ lệ phản hồi, phần trăm · ratings per 100 transactions",
  coverage_reported:
    "Phần số ngày mà các đơn vị đã báo cáo số hồ sơ, phần trăm; dưới 100 thì không có tỷ lệ · percent of the units' days with known transactions; under 100 there is no rate",
  flagged_n: "Số phiếu có dấu hiệu bất thường, vẫn tính · flagged, counted all the same",
  set_aside_n: "Số phiếu để riêng, không tính · set aside, not counted",
  unmapped: "Đơn vị cũ chia cho nhiều đơn vị, không rõ tỷ lệ · left by a divided unit, shares unknown",
  officer: "Mã cán bộ, chỉ dùng nội bộ · officer's code, for the office alone",
  reason: "Lý do đã chọn; phiếu có nhiều lý do nằm ở nhiều dòng · reason; a rating with several is in the row of each",
  standardised: "Tỷ lệ hài lòng theo cơ cấu thủ tục chung · share of satisfied people in the common mix of services",
  standardised_covered:
    "Phần của cơ cấu chung mà cán bộ có phục vụ, phần trăm · percent of the mix that this officer had",
  change: "Thay đổi so với kỳ trước hoặc cùng kỳ năm trước · change since the earlier period",
  change_interval_low: "Khoảng tin cậy 95 % của thay đổi, cận dưới · 95 % interval of the change, low end",
  change_interval_high: "Khoảng tin cậy 95 % của thay đổi, cận trên · 95 % interval of the change, high end",
  change_beyond_chance: "Thay đổi vượt ngoài dao động ngẫu nhiên · the interval leaves out 0",
  change_n: "Số phiếu của kỳ so sánh · ratings of the earlier period",
  rank_best: "Thứ hạng cao nhất có thể · best place that the intervals leave open",
  rank_worst: "Thứ hạng thấp nhất có thể · worst place that the intervals leave open",
  rank_of: "Số đơn vị được xếp hạng · units that are ranked",
  not_distinguishable_from: "Đơn vị không phân biệt được · units whose intervals overlap",
  spanning: "Số phiếu của các bảng đếm chỉ trùng một phần kỳ · ratings of tallies that the period holds only in part",
};

/** The columns of a question's indices, with their kinds. */
export function indexTableColumns(asked: AskedColumns): Column<PublishedIndex>[] {
  return indexColumnsFor(asked).map(({ name, cell }) => {
    const kind = kinds.find(([pattern]) => pattern.test(name))?.[1] ?? "text";
    return {
      name,
      kind,
      about: abouts[name] ?? (/^n\d+$/.test(name) ? `Mức ${name.slice(1)} · level ${name.slice(1)}` : ""),
      cell: (row) => typed(cell(row), kind),
    };
  });
}

function typed(value: string | number | null | undefined, kind: ColumnKind): Cell {
  if (value === null || value === undefined || value === "") return null;
  if (kind === "day") return parseDay(String(value));
  if (kind === "yes-no") return value === 1;
  return kind === "text" ? String(value) : value;
}
