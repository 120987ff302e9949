import { peopleBetween, sumOfTallies, peopleIn } from "../../shared/levels.ts";
import type { QuarterSpan, Span } from "../../shared/calendar/period.ts";
import type { Transactions } from "../indices/transactions.ts";
import type { StoredRow } from "./publication-store.ts";
import { type Quarter, rowOfNode } from "./quarter.ts";
import type { AgencyCount } from "./quarter-counts.ts";
import { type Place, treeNodes } from "./unit-places.ts";

/** A row before it is compared with what earlier versions showed. */
export type MadeRow = Omit<StoredRow, "since" | "before">;

/** The agency's rows of a quarter's published months, each as it was when it was published. A month of nobody has none. */
export function monthRows({ months, cells, threshold }: Quarter, span: QuarterSpan, agency: string): MadeRow[] {
  return span.months.flatMap((month) => {
    const tally = sumOfTallies(cells.filter(({ part }) => part === month.id).map((cell) => cell.tally));
    if (!months.includes(month.id) || peopleIn(tally) === 0) return [];
    const verdict = peopleIn(tally) >= threshold ? "shown" : "too-few";
    return [madeRow(month, { node: agency, above: null, verdict, tally })];
  });
}

/** Rows of a published quarter: the agency's and every unit's, in today's tree. */
export function quarterRows(quarter: Quarter, span: Span, placeOf: (unit: string) => Place): MadeRow[] {
  if (!quarter.isPublished) return [];
  return treeNodes(new Set(quarter.cells.map(({ unit }) => unit)), placeOf).flatMap((node) => {
    const row = rowOfNode(quarter, node);
    return row === null ? [] : [madeRow(span, { node: node.node, above: node.above, ...row })];
  });
}

/** Rows of a half-year or year: sums of the quarters that are shown, which they name. */
export function sumRows(span: Span, quarters: readonly MadeRow[]): MadeRow[] {
  const own = quarters.filter(({ period }) => span.quarters.includes(period));
  return [...Map.groupBy(own, ({ node, family, value }) => `${node} ${family} ${value}`).values()].flatMap((rows) => {
    const shown = rows.filter(({ verdict }) => verdict === "shown");
    const isTooFew = rows.every(({ verdict }) => verdict === "too-few");
    const verdict = shown.length > 0 ? "shown" : isTooFew ? "too-few" : "protects-another";
    const tally = sumOfTallies(rows.map((row) => row.tally));
    return rows.slice(0, 1).map(({ node, above, family, value, roundedTo }) => {
      const sum = { node, above, verdict, tally, family, value, roundedTo } as const;
      return madeRow(span, { ...sum, quarters: shown.map(({ period }) => period) });
    });
  });
}

/**
 * Rounded rows of the whole agency by service, channel and question, from twice the minimum group size on (rule 2). Where too few
 * people are in a dimension's withheld rows to hide how its sum differs from the exact figure of the same period, or who they
 * are, the smallest row that is shown is withheld, too.
 */
export function roundedRows(span: Span, counts: readonly AgencyCount[], agency: RoundedAgency): MadeRow[] {
  const { threshold, code: node, exact } = agency;
  return [...Map.groupBy(counts, ({ family }) => family)].flatMap(([family, own]) => {
    const sorted = own.toSorted((a, b) => peopleIn(a.tally) - peopleIn(b.tally));
    const few = sorted.map(({ tally }) => peopleIn(tally)).filter((people) => people < 2 * threshold);
    const missing = peopleBetween(exact, sumOfTallies(own.map(({ tally }) => tally)));
    const isRest = family !== "question" && peopleIn(few) < threshold && peopleIn(few) + missing > 0;
    return sorted.map(({ value, tally }, place) => {
      const isTooFew = place < few.length;
      const verdict = isTooFew ? "too-few" : isRest && place === few.length ? "protects-another" : "shown";
      return madeRow(span, { node, above: null, verdict, tally, family, value, roundedTo: threshold });
    });
  });
}

/** The agency with its minimum group size, and its exact figure of the same period. */
type RoundedAgency = { readonly code: string; readonly threshold: number; readonly exact: readonly number[] };

/** Transactions by unit, and where those of a unit belong. */
type Reported = { readonly known: ReadonlyMap<string, Transactions>; readonly placeOf: (unit: string) => Place };

/** Adds to shown rows of whole spans the transactions of their units; none where a share of another unit's belongs there. */
export function withTransactions(span: Span, rows: readonly MadeRow[], { known, placeOf }: Reported): MadeRow[] {
  const nodes = new Map(treeNodes(known.keys(), placeOf).map((node) => [node.node, node]));
  return rows.map((row) => {
    const { units, isPartial } = nodes.get(row.node) ?? { units: [], isPartial: true };
    const own = units.flatMap((unit) => known.get(unit) ?? []);
    const counted = own.flatMap(({ transactions }) => transactions ?? []);
    const isWhole = (row.quarters ?? []).length === span.quarters.length;
    if (row.verdict !== "shown" || !isWhole || isPartial || counted.length === 0) return row;
    const asked = peopleIn(own.map(({ days }) => days.asked));
    const reported = peopleIn(own.map(({ days }) => days.reported));
    return { ...row, volume: { transactions: peopleIn(counted), days: { asked, reported } } };
  });
}

type RowParts = Pick<MadeRow, "node" | "above" | "verdict" | "tally"> & Partial<MadeRow>;

/** A row of a span, exact where nothing else is said. */
function madeRow({ id: period, from, to }: Span, { node, above, verdict, tally, ...more }: RowParts): MadeRow {
  const shown = verdict === "shown" ? tally : tally.map(() => 0);
  const exact = { family: "none" as const, value: "", quarters: null, roundedTo: null, volume: null };
  return { period, from, to, node, above, verdict, tally: shown, ...exact, ...more };
}
