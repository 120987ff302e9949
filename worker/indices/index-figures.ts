import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import { computeIndex, computeServedInterval, computeValue } from "../../shared/methods/compute-index.ts";
import { computeWeightedIndex } from "../../shared/methods/compute-weighted-index.ts";
import type { Method } from "../../shared/methods/method.ts";
import {
  type IndexMethod,
  isWeighted,
  type Stratum,
  type StratumDimension,
  type WeightedMethod,
} from "../../shared/methods/weighted-method.ts";
import { allServed } from "./coverage-of.ts";
import { isComplete, type Transactions } from "./gather-transactions.ts";
import { type Cell, type Counted, peopleIn, tallyOf } from "./index-cells.ts";
import type { StratumCell } from "./read-strata.ts";

/**
 * What a row's figures are made of: `levels` is the scale of its question, `transactions` null where not told, `strata`,
 * by what `weightsBy` says, empty but for weighted methods.
 */
export type FigureParts = {
  readonly cell: Cell;
  readonly method: IndexMethod;
  readonly levels: number;
  readonly transactions: Transactions | null;
  readonly weightsBy: StratumDimension;
  readonly strata: readonly StratumCell[];
};

/** A row's figures, and its value without what was flagged and with what was set aside. */
export type IndexFigures = Pick<PublishedIndex, "value" | "interval" | "interval_of_served" | "weights"> & {
  readonly value_without: number | null;
  readonly value_with: number | null;
};

/** The figures of a row by its method. */
export function indexFigures(parts: FigureParts): IndexFigures {
  return isWeighted(parts.method) ? weightedFigures(parts, parts.method) : plainFigures(parts, parts.method);
}

function plainFigures({ cell, levels, transactions }: FigureParts, method: Method): IndexFigures {
  const tally = tallyOf(cell, levels, "index");
  const valueWith = (counted: Counted): number | null => computeValue(method, tallyOf(cell, levels, counted));
  const { value, interval } = computeIndex(method, tally);
  const served = allServed(transactions);
  const ofServed = served === null ? null : computeServedInterval(method, tally, served);
  return {
    value,
    interval,
    ...(ofServed ? { interval_of_served: ofServed } : {}),
    value_without: peopleIn(cell.flagged) === 0 ? value : valueWith("plain"),
    value_with: peopleIn(cell.set_aside) === 0 ? value : valueWith("all"),
  };
}

/** Strata as methods take them, on a scale of so many levels. */
export function strataOf(cells: readonly StratumCell[], levels: number, counted: Counted): Stratum[] {
  return cells.map(({ id, cell, transactions }) => ({
    id,
    tally: tallyOf(cell, levels, counted),
    transactions: transactions?.transactions ?? null,
    complete: transactions === null || isComplete(transactions),
  }));
}

/** Refused strata are named, but no more than a reader can look after. */
const mostNamed = 20;

function weightedFigures({ levels, strata, weightsBy: by }: FigureParts, method: WeightedMethod): IndexFigures {
  const weigh = (counted: Counted): ReturnType<typeof computeWeightedIndex> =>
    computeWeightedIndex(method, strataOf(strata, levels, counted));
  const valueWith = (counted: Counted): number | null => {
    const weighed = weigh(counted);
    return weighed.ok ? weighed.value.value : null;
  };
  const weighed = weigh("index");
  const values = { value_without: valueWith("plain"), value_with: valueWith("all") };
  if (weighed.ok) {
    const { value, interval, effectiveN, designEffect } = weighed.value;
    const weights = { by, effective_n: effectiveN, design_effect: designEffect };
    return { value, interval, weights, ...values };
  }
  const named = weighed.failure.strata.slice(0, mostNamed).map((id) => id || null);
  const refused = { reason: weighed.failure.reason, [`${by}s` as const]: named };
  return {
    value: null,
    interval: null,
    weights: { by, effective_n: null, design_effect: null, refused },
    ...values,
  };
}
