import type { ImportColumn, ImportRow } from "./read-rows.ts";

const points = Array.from({ length: 9 }, (_, place) => `tt01_${place + 1}`);

/** Columns of a file of measures: those of the contract; `tt01_dossiers` and `tt01_1` … `tt01_9` for the nine sums of points. */
export const measureColumns: readonly ImportColumn[] = [
  { field: "unit", kind: "code", also: ["đơn vị", "mã đơn vị"], needed: true },
  { field: "from", kind: "day", also: ["từ ngày"], needed: true },
  { field: "to", kind: "day", also: ["đến ngày"], needed: true },
  { field: "dossiers", kind: "whole", also: ["hồ sơ có kết quả"] },
  { field: "overdue", kind: "whole", also: ["quá hạn"] },
  { field: "petitioned", kind: "whole", also: ["có phản ánh, kiến nghị"] },
  { field: "reflections", kind: "whole", also: ["phản ánh đã nhận"] },
  { field: "answered_on_time", kind: "whole", also: ["trả lời đúng hạn"] },
  { field: "rated", kind: "whole", also: ["được đánh giá"] },
  { field: "rated_satisfied", kind: "whole", also: ["hài lòng"] },
  { field: "tt01_dossiers", kind: "whole" },
  ...points.map((field): ImportColumn => ({ field, kind: "whole" })),
];

/** The measure of a row. An empty cell was never reported, which is not a 0. */
export function measureOfRow({ values }: ImportRow): Record<string, unknown> {
  const isTt01 = (field: string): boolean => field.startsWith("tt01_");
  const plain = Object.fromEntries(Object.entries(values).filter(([field]) => !isTt01(field)));
  if (!Object.keys(values).some(isTt01)) return plain;
  return { ...plain, tt01: { dossiers: values.tt01_dossiers, points: points.map((field) => values[field] ?? null) } };
}
