import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import { csvText } from "../exports/csv-text.ts";

/** One column of a file of indices, whatever its format. */
export type IndexColumn = {
  readonly name: string;
  readonly cell: (row: PublishedIndex) => string | number | null | undefined;
};

/** One column per level of the longest scale; empty above the question's own. */
const levelColumns = Array.from({ length: 11 }, (_, level): IndexColumn => {
  return { name: `n${level + 1}`, cell: (row) => row.tally[level] };
});

/** All columns, in their fixed order: first what the row is about, then its figures, then what defends them. */
export const indexColumns: readonly IndexColumn[] = [
  { name: "unit", cell: (row) => row.unit.code },
  { name: "unit_name", cell: (row) => row.unit.name },
  { name: "own", cell: (row) => (row.own ? 1 : 0) },
  { name: "from", cell: (row) => row.period.from },
  { name: "to", cell: (row) => row.period.to },
  { name: "question", cell: (row) => row.question },
  { name: "service", cell: (row) => row.service },
  { name: "channel", cell: (row) => row.channel },
  { name: "touchpoint", cell: (row) => row.touchpoint },
  { name: "method", cell: (row) => row.method },
  { name: "value", cell: (row) => row.value },
  { name: "n", cell: (row) => row.n },
  ...levelColumns,
  { name: "interval_kind", cell: (row) => row.interval?.kind },
  { name: "interval_confidence", cell: (row) => row.interval?.confidence },
  { name: "interval_low", cell: (row) => row.interval?.low },
  { name: "interval_high", cell: (row) => row.interval?.high },
  { name: "transactions", cell: (row) => row.coverage?.transactions },
  { name: "coverage_rate", cell: (row) => row.coverage?.rate },
  { name: "coverage_note", cell: (row) => row.coverage_note },
  {
    name: "channels",
    cell: (row) =>
      Object.entries(row.channels)
        .map((entry) => entry.join("="))
        .join(" "),
  },
  { name: "flagged_n", cell: (row) => row.flagged.n },
  { name: "value_without_flagged", cell: (row) => row.flagged.value_without },
  { name: "set_aside_n", cell: (row) => row.set_aside.n },
  { name: "value_with_set_aside", cell: (row) => row.set_aside.value_with },
  { name: "spanning", cell: (row) => row.spanning },
  { name: "withheld", cell: (row) => row.withheld },
  { name: "interval_of_served_low", cell: (row) => row.interval_of_served?.low },
  { name: "interval_of_served_high", cell: (row) => row.interval_of_served?.high },
  { name: "weights_by", cell: (row) => row.weights?.by },
  { name: "effective_n", cell: (row) => row.weights?.effective_n },
  { name: "design_effect", cell: (row) => row.weights?.design_effect },
  { name: "weights_refused", cell: (row) => row.weights?.refused?.reason },
];

const names: readonly string[] = indexColumns.map(({ name }) => name);

/**
 * Rows of indices as CSV for spreadsheets: a byte order mark, CRLF after every line, quotes by RFC 4180. Absent values
 * are empty cells; `channels` holds `name=n` pairs with a space between. A text that a spreadsheet would take for a formula gets an
 * apostrophe in front; numbers are left as they are.
 */
export function indicesCsv(rows: readonly PublishedIndex[]): string {
  const lines = rows.map((row) => indexColumns.map(({ cell }) => cellText(cell(row))).join(","));
  return `\uFEFF${[names.join(","), ...lines].map((line) => `${line}\r\n`).join("")}`;
}

function cellText(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  return csvText(value);
}
