import type { IndexQuery, PublishedIndex } from "../../shared/contract/published-index.ts";

/** One column of a file of indices, whatever its format. */
export type IndexColumn = {
  readonly name: string;
  readonly cell: (row: PublishedIndex) => string | number | null | undefined;
};

/** One column per level of the longest scale; empty above the question's own. */
const levelColumns = Array.from({ length: 11 }, (_, level): IndexColumn => {
  return { name: `n${level + 1}`, cell: (row) => row.tally[level] };
});

/** Columns of every file, in their fixed order: first what the row is about, then its figures, then what defends them. */
const indexColumns: readonly IndexColumn[] = [
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
  { name: "unmapped", cell: (row) => (row.unmapped ? 1 : 0) },
  { name: "coverage_reported", cell: ({ coverage }) => coverage && (coverage.reported ?? 100) },
];

const changeColumns: readonly IndexColumn[] = [
  { name: "change", cell: (row) => row.change?.value },
  { name: "change_interval_kind", cell: (row) => row.change?.interval?.kind },
  { name: "change_interval_low", cell: (row) => row.change?.interval?.low },
  { name: "change_interval_high", cell: (row) => row.change?.interval?.high },
  { name: "change_beyond_chance", cell: (row) => numberOf(row.change?.beyond_chance) },
  { name: "change_from", cell: (row) => row.change?.with.from },
  { name: "change_to", cell: (row) => row.change?.with.to },
  { name: "change_n", cell: (row) => row.change?.n },
  { name: "change_refused", cell: (row) => row.change?.refused },
];

const rankColumns: readonly IndexColumn[] = [
  { name: "rank_best", cell: (row) => row.rank?.best },
  { name: "rank_worst", cell: (row) => row.rank?.worst },
  { name: "rank_of", cell: (row) => row.rank?.of },
  { name: "not_distinguishable_from", cell: (row) => row.not_distinguishable_from?.join(" ") },
];

const officerColumns: readonly IndexColumn[] = [
  { name: "officer", cell: (row) => row.officer },
  { name: "standardised", cell: (row) => row.standardised?.value },
  { name: "standardised_low", cell: (row) => row.standardised?.interval?.low },
  { name: "standardised_high", cell: (row) => row.standardised?.interval?.high },
  { name: "standardised_covered", cell: (row) => row.standardised?.covered },
];

const reasonColumns: readonly IndexColumn[] = [{ name: "reason", cell: (row) => row.reason }];

/** What of a question decides which columns its rows have. */
export type AskedColumns = Pick<IndexQuery, "by" | "reason" | "compare" | "rank">;

/** All columns of a question's rows, in their fixed order; of officers, reasons, comparisons and ranks only where they are asked for. */
export function indexColumnsFor({ by, reason, compare, rank }: AskedColumns): readonly IndexColumn[] {
  const dimensions = by?.split(",") ?? [];
  return [
    ...indexColumns,
    ...(dimensions.includes("officer") ? officerColumns : []),
    ...(reason !== undefined || dimensions.includes("reason") ? reasonColumns : []),
    ...(compare ? changeColumns : []),
    ...(rank ? rankColumns : []),
  ];
}

function numberOf(answer: boolean | null | undefined): number | null {
  return typeof answer === "boolean" ? Number(answer) : null;
}
