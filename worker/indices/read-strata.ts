import type { Failure } from "../../shared/contract/failure.ts";
import { isWeighted } from "../../shared/methods/weighted-method.ts";
import { ok, type Result } from "../../shared/result.ts";
import { gatherCells } from "./gather-cells.ts";
import type { GatherPlan } from "./gather-plan.ts";
import { type Cell, type CellGroup, type CellLabels, emptyCell } from "./index-cells.ts";
import type { IndexDimension } from "./index-question.ts";
import { readTransactions } from "./read-transactions.ts";
import type { RollupSource } from "./rollup-source.ts";

/** Answers for one service, "" for none, with the transactions reported of it; null where none were. */
export type StratumCell = { readonly service: string; readonly cell: Cell; readonly transactions: number | null };

/** The strata of a row: every service that has answers or transactions there. */
export type StrataOf = (labels: CellLabels, bucket: number) => StratumCell[];

/**
 * Reads the counts and volumes of a question once more, by service, where one of its methods weights them.
 * Failure: `sum-too-large`.
 */
export function readStrata(plan: GatherPlan, source: RollupSource): Result<StrataOf, Failure> {
  if (!plan.question.methods?.some(isWeighted)) return ok(() => []);
  const by = new Set<IndexDimension>([...plan.question.by, "service"]);
  const byService = { ...plan, question: { ...plan.question, by } };
  const transactions = readTransactions(byService, source);
  if (!transactions.ok) return transactions;
  const groups = Map.groupBy(gatherCells(byService, source).groups(), ({ labels }) => rowName(labels));
  const served = servicesServed(plan, source);
  return ok((labels, bucket) => {
    const answered = groups.get(rowName(labels)) ?? [];
    const services = new Set([...answered.map((group) => group.labels.service), ...served]);
    return [...services].sort().map((service) => ({
      service,
      cell: cellOf(answered, service, bucket),
      transactions: transactions.value({ ...labels, service, bucket }),
    }));
  });
}

function servicesServed({ question: { period }, units }: GatherPlan, source: RollupSource): Set<string> {
  const volumes = source.volumes(units.units, period.from, period.to);
  return new Set(volumes.flatMap(({ service }) => service ?? []));
}

function cellOf(groups: readonly CellGroup[], service: string, bucket: number): Cell {
  return groups.find(({ labels }) => labels.service === service)?.cells.get(bucket) ?? emptyCell();
}

function rowName({ unit, own, unmapped, question }: CellLabels): string {
  return [unit, own ? "own" : "", unmapped ? "unmapped" : "", question].join("\u0000");
}
