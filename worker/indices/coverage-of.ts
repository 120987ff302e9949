import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import { roundHalfUp } from "../../shared/methods/round-half-up.ts";
import { isComplete, type Transactions } from "./gather-transactions.ts";

/**
 * Percent of transactions with a rating, 2 decimals, half up. None where ratings outnumber the transactions; no rate where
 * transactions are known of a part of the days only, since the ratings are of all: then `reported` says of how many
 * percent of them, rounded down so that it never looks like all.
 */
export function coverageOf(n: number, known: Transactions | null): Pick<PublishedIndex, "coverage" | "coverage_note"> {
  const transactions = known?.transactions ?? null;
  if (known === null || transactions === null) return { coverage: null };
  const { asked, reported } = known.days;
  if (!isComplete(known)) {
    const percent = Number((10_000n * BigInt(reported)) / BigInt(asked)) / 100;
    return { coverage: { transactions, rate: null, complete: false, reported: percent } };
  }
  if (n > transactions) return { coverage: null, coverage_note: "more-ratings-than-transactions" };
  if (transactions === 0) return { coverage: null };
  return {
    coverage: {
      transactions,
      rate: roundHalfUp({ numerator: 100n * BigInt(n), denominator: BigInt(transactions) }, 2),
    },
  };
}

/** The transactions of which an interval of all people served can speak: all of them; null where they are not known. */
export function allServed(known: Transactions | null): number | null {
  return known !== null && isComplete(known) ? known.transactions : null;
}
