import type { UnitHistory } from "../organization/unit-tree.ts";
import type { StoredRecord } from "./stored-record.ts";
import type { Cell, Column, ColumnKind } from "../files/table.ts";

/** What codes are named by: units as they were named that day, services as they are now. */
export type RecordNames = {
  readonly units: UnitHistory;
  readonly services: ReadonlyMap<string, string>;
  readonly agency: { readonly code: string; readonly name: string };
};

/** A column, its name first. */
export type RecordColumn = readonly [name: string, kind: ColumnKind, about: string, cell: (row: StoredRecord) => Cell];

/** Columns as a table takes them. */
export function recordColumns(plain: readonly RecordColumn[]): Column<StoredRecord>[] {
  return plain.map(([name, kind, about, cell]) => ({ name, kind, about, cell }));
}

/** Where a row belongs; the same in both tables. */
export function placeColumns({ units, services, agency }: RecordNames): RecordColumn[] {
  const nameOf = ({ unit, day }: StoredRecord): string =>
    unit === agency.code && !units.knows(unit) ? agency.name : units.nameOf(unit, day);
  return [
    ["unit", "text", "Mã đơn vị · unit's code", (row) => row.unit],
    ["unit_name", "text", "Tên đơn vị vào ngày đó · the unit's name that day", nameOf],
    ["service", "text", "Mã thủ tục · service's code", (row) => row.service],
    [
      "service_name",
      "text",
      "Tên thủ tục · service's name",
      ({ service }) => (service && services.get(service)) || null,
    ],
    ["channel", "text", "Kênh: portal, kiosk, counter, qr · channel", (row) => row.channel],
    ["day", "day", "Ngày đánh giá (lịch của cơ quan) · the agency's calendar day", (row) => row.day],
  ];
}

/** What tells apart who wrote, together with the words. */
export const exactColumns: readonly RecordColumn[] = [
  ["touchpoint", "text", "Điểm đánh giá · touchpoint", (row) => row.touchpoint],
  [
    "corrected_at",
    "instant",
    "Giờ đánh giá theo đồng hồ máy chủ · time of the rating by our clock",
    (row) => row.correctedMs,
  ],
];

/** What was rated; the same in both tables. */
export const ratingColumns: readonly RecordColumn[] = [
  [
    "level",
    "whole",
    "Mức 1 (rất không hài lòng) đến 5 (rất hài lòng); trống: chỉ góp ý · level, empty for a comment alone",
    (row) => row.level,
  ],
  ["reasons", "list", "Lý do, cách nhau bằng dấu cách · reasons, with blanks between", (row) => row.reasons],
];
