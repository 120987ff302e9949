import type { LocalizedText } from "../contract/localized-text.ts";
import type { Tally } from "../levels.ts";
import type { Fraction } from "./fraction.ts";
import type { Method } from "./method.ts";
import type { Surd } from "./surd.ts";

/**
 * Answers of one stratum, and the number of its transactions: null if nobody reported it, `complete` false if it was
 * reported only for some of the days or units.
 */
export type Stratum = {
  readonly id: string;
  readonly tally: Tally;
  readonly transactions: number | null;
  readonly complete?: boolean;
};

/** What the strata are. */
export type StratumDimension = "service" | "channel";

/** A stratum that counts: it has answers and transactions. */
export type CountedStratum = { readonly tally: Tally; readonly transactions: bigint };

/**
 * Why there is no weighted value, and the strata that are the reason. `empty-stratum`: transactions without answers.
 * `no-volume`: answers without reported transactions; the id is "" for answers that belong to no stratum.
 * `partial-volume`: transactions that were reported only for some of the days or units.
 */
export type WeighingRefusal = {
  readonly reason: "empty-stratum" | "no-volume" | "partial-volume";
  readonly strata: readonly string[];
};

/** Exact figures of a weighted method. */
export type Weighed = {
  readonly value: Fraction;
  readonly interval: Surd;
  /** Size of a simple random sample of the same precision (Kish). */
  readonly effectiveN: Fraction;
  /** Number of answers divided by the effective sample size. */
  readonly designEffect: Fraction;
};

/** A formula from tallies by stratum to a value, with a name and a version. It cannot be computed from a single tally. */
export type WeightedMethod = Omit<Method, "value" | "interval" | "example"> & {
  /** What the strata may be, the usual one first. */
  readonly by: readonly StratumDimension[];
  /** What readers must know. */
  readonly note: LocalizedText;
  readonly example: {
    readonly strata: readonly { readonly tally: Tally; readonly transactions: number }[];
    readonly value: number;
  };
  /** Takes at least one stratum. */
  readonly weigh: (strata: readonly CountedStratum[]) => Weighed;
};

/** A method of an index: it takes a tally, or tallies by stratum. */
export type IndexMethod = Method | WeightedMethod;

/** Whether a method weights strata. */
export function isWeighted(method: IndexMethod): method is WeightedMethod {
  return "weigh" in method;
}
