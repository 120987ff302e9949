import type { Failure } from "../problems/failure.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { GatherPlan } from "./gather-plan.ts";
import { gatherTransactions, type Transactions } from "./gather-transactions.ts";
import { asksForReasons, type IndexQuestion } from "./index-question.ts";
import type { RollupSource } from "../counts/rollup-source.ts";
import { type TransactionsKey, transactionsName } from "./transactions-key.ts";

/** Transactions of a row; null where nobody would have to report any. */
export type TransactionsOf = (row: TransactionsKey) => Transactions | null;

/**
 * Reads the transactions that rows are covered by. Rows by channel, question, touchpoint, officer or reason have none of
 * their own. Failure: `sum-too-large`.
 */
export function readTransactions(plan: GatherPlan, source: RollupSource): Result<TransactionsOf, Failure> {
  if (!hasTransactions(plan.question)) return ok(() => null);
  const rows = gatherTransactions(plan, source);
  return rows.ok ? ok((row) => rows.value.get(transactionsName(row)) ?? null) : rows;
}

function hasTransactions(question: IndexQuestion): boolean {
  const { by, channel } = question;
  if (channel !== null || asksForReasons(question)) return false;
  return !(["channel", "question", "touchpoint", "officer"] as const).some((dimension) => by.has(dimension));
}
