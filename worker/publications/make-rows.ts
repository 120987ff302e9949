import type { Transactions } from "../indices/gather-transactions.ts";
import { type QuarterSpan, type Span, sumsOfYear } from "./closed-spans.ts";
import type { RowFamily, StoredRow } from "./publication-store.ts";
import { nodesOf, peopleIn, type Quarter, rowOfNode, sumOf } from "./quarter.ts";
import type { AgencyCount } from "./read-counts.ts";
import type { Place } from "./unit-places.ts";

/** A row before it is compared with what earlier versions showed. */
export type MadeRow = Omit<StoredRow, "since" | "before">;

/** Finds where a unit's counts of a period belong today. */
export type PlaceOf = (unit: string) => Place;

/** Transactions by unit. */
export type UnitTransactions = ReadonlyMap<string, { readonly key: { readonly unit: string } } & Transactions>;

/** The agency's rows of a quarter's published months: each as it was when it was published. A month of nobody has none. */
export function monthRows({ months, cells, threshold }: Quarter, span: QuarterSpan, agency: string): MadeRow[] {
  return span.months.flatMap((month) => {
    const tally = sumOf(cells.filter(({ part }) => part === month.id).map((cell) => cell.tally));
    if (!months.includes(month.id) || peopleIn(tally) === 0) return [];
    const verdict = peopleIn(tally) >= threshold ? "shown" : "too-few";
    return [exactRow(month, { node: agency, above: null, verdict, tally })];
  });
}

/** Rows of a published quarter: the agency's and every unit's, in today's tree. */
export function quarterRows(quarter: Quarter, span: QuarterSpan, placeOf: PlaceOf): MadeRow[] {
  if (quarter.publishedIn === null) return [];
  return nodesOf(quarter, placeOf).flatMap((node) => {
    const row = rowOfNode(quarter, node);
    return row === null ? [] : [exactRow(span, { ...node, ...row })];
  });
}

/** Rows of a year and its half-years, as far as they are due: sums of the quarters that are shown, by their names. */
export function sumRows(year: number, quarters: readonly MadeRow[], isDue: (span: Span) => boolean): MadeRow[] {
  return sumsOfYear(year)
    .filter(isDue)
    .flatMap((span) => {
      const own = quarters.filter(({ period }) => span.quarters.includes(period));
      return [...Map.groupBy(own, ({ node }) => node)].map(([node, rows]) => {
        const shown = rows.filter(({ verdict }) => verdict === "shown");
        const isTooFew = rows.every(({ verdict }) => verdict === "too-few");
        const verdict = shown.length > 0 ? "shown" : isTooFew ? "too-few" : "protects-another";
        const row = exactRow(span, { node, above: rows[0]?.above ?? null, verdict, tally: sumOf(shown.map(tallyOf)) });
        return { ...row, quarters: shown.map(({ period }) => period) };
      });
    });
}

function tallyOf({ tally }: MadeRow): readonly number[] {
  return tally;
}

/**
 * Rounded rows of the whole agency by service, channel and question, from twice the minimum group size on. Where the values of
 * a dimension that are withheld would together be few, the smallest that is shown is withheld, too.
 */
export function roundedRows(
  span: Span,
  counts: readonly AgencyCount[],
  agency: Pick<Quarter, "threshold"> & { readonly code: string },
): MadeRow[] {
  const { threshold, code } = agency;
  const families = Map.groupBy(counts, ({ family }) => family);
  return [...families.values()].flatMap((own) => {
    const sorted = own.toSorted((a, b) => peopleIn(a.tally) - peopleIn(b.tally));
    const few = sorted.filter(({ tally }) => peopleIn(tally) < 2 * threshold);
    const hidden = peopleIn(few.map(({ tally }) => peopleIn(tally)));
    const isPart = own[0]?.family !== "question";
    const smallest = isPart && hidden > 0 && hidden < threshold ? sorted[few.length] : undefined;
    return sorted.map((count) => {
      const verdict = few.includes(count) ? "too-few" : count === smallest ? "protects-another" : "shown";
      const row = exactRow(span, { node: code, above: null, verdict, tally: count.tally });
      return { ...row, family: count.family as RowFamily, value: count.value, roundedTo: threshold };
    });
  });
}

/** Adds to shown exact rows the transactions of the same units; none where a share of a unit with transactions belongs there. */
export function withTransactions(rows: readonly MadeRow[], known: UnitTransactions, placeOf: PlaceOf): MadeRow[] {
  const sums = new Map<string, { transactions: number | null; asked: number; reported: number; isPartial: boolean }>();
  for (const { key, transactions, days } of known.values()) {
    const { whole, partial } = placeOf(key.unit);
    for (const node of [...whole, ...partial]) {
      const sum = sums.get(node) ?? { transactions: null, asked: 0, reported: 0, isPartial: false };
      sums.set(node, sum);
      if (transactions !== null) sum.transactions = (sum.transactions ?? 0) + transactions;
      sum.asked += days.asked;
      sum.reported += days.reported;
      sum.isPartial ||= partial.includes(node);
    }
  }
  return rows.map((row) => {
    const sum = sums.get(row.node);
    if (row.verdict !== "shown" || sum === undefined || sum.isPartial || sum.transactions === null) return row;
    const { transactions, asked, reported } = sum;
    return { ...row, volume: { transactions, days: { asked, reported } } };
  });
}

function exactRow(
  span: Span,
  { node, above, verdict, tally }: Pick<MadeRow, "node" | "above" | "verdict" | "tally">,
): MadeRow {
  const { id: period, from, to } = span;
  const shown = verdict === "shown" ? tally : tally.map(() => 0);
  const exact = { family: "none" as const, value: "", quarters: null, roundedTo: null, volume: null };
  return { ...exact, period, from, to, node, above, verdict, tally: shown };
}
