import type { ImportColumn, ImportRow } from "./read-rows.ts";

const levels = Array.from({ length: 11 }, (_, place) => `n${place + 1}`);

/** Columns of a file of tallies: those of the contract, with `n1` … `n11` for the counts, lowest level first. */
export const tallyColumns: readonly ImportColumn[] = [
  { field: "id", kind: "code", also: ["mã bảng đếm"] },
  { field: "unit", kind: "code", also: ["đơn vị", "mã đơn vị"], needed: true },
  { field: "question", kind: "code", also: ["câu hỏi"] },
  { field: "service", kind: "code", also: ["thủ tục", "mã thủ tục"] },
  { field: "channel", kind: "code", also: ["kênh"] },
  { field: "from", kind: "day", also: ["từ ngày"], needed: true },
  { field: "to", kind: "day", also: ["đến ngày"], needed: true },
  ...levels.map((field, place): ImportColumn => ({ field, kind: "whole", also: [`mức ${place + 1}`] })),
  { field: "source", kind: "text", also: ["nguồn"], needed: true },
];

/** The tally of a row; without its id, where the file has none. Without a question it is `overall`, without a channel `paper`. */
export function tallyOfRow({ values }: ImportRow): Record<string, unknown> & { readonly id?: string | number } {
  const { question = "overall", channel = "paper", ...given } = values;
  const fields = Object.fromEntries(Object.entries(given).filter(([field]) => !levels.includes(field)));
  const last = levels.findLastIndex((level) => level in given);
  // An empty cell between counts is nobody's 0: the contract will find it.
  return { question, channel, ...fields, counts: levels.slice(0, last + 1).map((level) => given[level] ?? null) };
}

/** What a tally without an id is known by: the same row of the same file, sent again, is the same tally. */
export function nameOfTally({
  unit,
  question,
  service = null,
  channel,
  from,
  to,
  source,
}: Record<string, unknown>): string {
  return JSON.stringify([unit, question, service, channel, from, to, source]);
}
