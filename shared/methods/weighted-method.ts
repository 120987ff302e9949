import type { LocalizedText } from "../contract/localized-text.ts";
import type { Tally } from "../levels.ts";
import type { Fraction } from "./fraction.ts";
import type { Method } from "./method.ts";
import type { Surd } from "./surd.ts";

/**
 * Answers of one stratum, and the transactions that they stand for; null where nobody reported them, `complete` false
 * where they were reported of a part of the days or units only.
 */
export type Stratum = {
  readonly id: string;
  readonly tally: Tally;
  readonly transactions: number | null;
  readonly complete?: boolean;
};

/** What strata are told apart by. */
export type StratumDimension = "service" | "channel";

/** A stratum that takes part: both counts are positive. */
export type CountedStratum = { readonly tally: Tally; readonly transactions: bigint };

/**
 * Why there is no weighted value, and in which strata: `empty-stratum`, transactions of which nobody answered for;
 * `no-volume`, answers (of a stratum, or of none: "") that no transactions were reported for; `partial-volume`,
 * transactions that were reported of a part of the days or units only.
 */
export type WeighingRefusal = {
  readonly reason: "empty-stratum" | "no-volume" | "partial-volume";
  readonly strata: readonly string[];
};

/** Exact figures of a weighted method. */
export type Weighed = {
  readonly value: Fraction;
  readonly interval: Surd;
  /** Size of a plain random sample that would know as much (Kish). */
  readonly effectiveN: Fraction;
  /** Answers for each of the effective sample. */
  readonly designEffect: Fraction;
};

/** A named, versioned formula from tallies by stratum to a value. Never to be computed from a plain tally. */
export type WeightedMethod = Omit<Method, "value" | "interval" | "example"> & {
  /** What its strata may be, the usual one first. */
  readonly by: readonly StratumDimension[];
  /** What the reader must know of it. */
  readonly note: LocalizedText;
  readonly example: {
    readonly strata: readonly { readonly tally: Tally; readonly transactions: number }[];
    readonly value: number;
  };
  /** Of one stratum at least. */
  readonly weigh: (strata: readonly CountedStratum[]) => Weighed;
};

/** A method of indices: from a tally, or from tallies by stratum. */
export type IndexMethod = Method | WeightedMethod;

/** Whether a method weights strata. */
export function isWeighted(method: IndexMethod): method is WeightedMethod {
  return "weigh" in method;
}
