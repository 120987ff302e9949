import type { ImportColumn } from "./read-rows.ts";

/** Columns of a file of volumes: those of the contract. */
export const volumeColumns: readonly ImportColumn[] = [
  { field: "unit", kind: "code", also: ["đơn vị", "mã đơn vị"], needed: true },
  { field: "service", kind: "code", also: ["thủ tục", "mã thủ tục"] },
  { field: "channel", kind: "code", also: ["kênh"] },
  { field: "from", kind: "day", also: ["từ ngày"], needed: true },
  { field: "to", kind: "day", also: ["đến ngày"], needed: true },
  { field: "transactions", kind: "whole", also: ["số hồ sơ", "số lượt"], needed: true },
];
