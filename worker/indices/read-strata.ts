import type { Failure } from "../problems/failure.ts";
import { isWeighted } from "../../shared/methods/weighted-method.ts";
import { ok, type Result } from "../../shared/result.ts";
import { gatherCells } from "./gather-cells.ts";
import type { GatherPlan } from "./gather-plan.ts";
import { gatherTransactions, type Transactions } from "./gather-transactions.ts";
import { type Cell, type CellGroup, type CellLabels, emptyCell } from "./index-cells.ts";
import type { IndexDimension } from "./index-question.ts";
import type { RollupSource } from "../counts/rollup-source.ts";

/** Answers for one service or by one channel, "" for none, with its transactions; null where nobody would report any. */
export type StratumCell = { readonly id: string; readonly cell: Cell; readonly transactions: Transactions | null };

/** The strata of a row: every service, or channel, that has answers or transactions there. */
export type StrataOf = (labels: CellLabels, bucket: number) => StratumCell[];

/**
 * Reads the counts and volumes of a question once more, by what is weighted, where one of its methods is weighted.
 * Failure: `sum-too-large`.
 */
export function readStrata(plan: GatherPlan, source: RollupSource): Result<StrataOf, Failure> {
  const { methods, by, weightsBy } = plan.question;
  if (!methods?.some(isWeighted)) return ok(() => []);
  const dimensions = new Set<IndexDimension>([...by, weightsBy]);
  const byStratum = { ...plan, question: { ...plan.question, by: dimensions } };
  const transactions = gatherTransactions(byStratum, source);
  if (!transactions.ok) return transactions;
  const rowName = ({ unit, own, unmapped, service }: Row): string =>
    [unit, own ? "own" : "", unmapped ? "unmapped" : "", weightsBy === "service" ? "" : service].join("\u0000");
  const groups = Map.groupBy(gatherCells(byStratum, source).groups(), ({ labels }) => rowName(labels));
  const served = Map.groupBy(transactions.value.values(), ({ key }) => `${rowName(key)} ${key.bucket}`);
  return ok((labels, bucket) => {
    const answered = groups.get(rowName(labels)) ?? [];
    const known = new Map(
      (served.get(`${rowName(labels)} ${bucket}`) ?? []).map((it) => [it.key[weightsBy], it] as const),
    );
    const ids = new Set([...answered.map((group) => group.labels[weightsBy]), ...known.keys()]);
    return [...ids].sort().map((id) => ({
      id,
      cell: cellOf(
        answered.find((group) => group.labels[weightsBy] === id),
        bucket,
      ),
      transactions: known.get(id) ?? null,
    }));
  });
}

type Row = Pick<CellLabels, "unit" | "own" | "unmapped" | "service">;

function cellOf(group: CellGroup | undefined, bucket: number): Cell {
  return group?.cells.get(bucket) ?? emptyCell();
}
