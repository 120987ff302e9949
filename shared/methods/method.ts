import type { LocalizedText } from "../contract/localized-text.ts";
import type { MethodDescription } from "../contract/method-description.ts";
import type { Interval } from "../contract/published-index.ts";
import type { Scale, Tally } from "../levels.ts";
import type { Fraction } from "./fraction.ts";
import type { Surd } from "./surd.ts";

/**
 * A named, versioned formula from a tally to a value. `value` and `interval` take a tally of one of `scales` with at least
 * one answer and give exact numbers; rounding and the empty tally are {@link computeIndex}'s. A shipped method is never
 * edited: a change in formula or rounding is a new version.
 */
export type Method = {
  /** Name and version, such as `top-two@1`. */
  readonly id: string;
  readonly name: LocalizedText;
  /** Scales that it is defined for, the usual one first. */
  readonly scales: readonly Scale[];
  /** `percent`: of something; `score`: on the question's own or a unit scale; `points`: of a named index. */
  readonly unit: MethodDescription["unit"];
  readonly decimals: number;
  /** Least and greatest value on that scale. */
  readonly range: (scale: Scale) => readonly [number, number];
  readonly formula: string;
  readonly source: string;
  readonly example: { readonly tally: Tally; readonly value: number };
  readonly value: (tally: Tally) => Fraction;
  readonly intervalKind: Interval["kind"];
  /**
   * Null where the tally has too few answers for an interval. `stretch`, 1 where left out, is the factor by which the
   * effective sample is larger than the number of answers.
   */
  readonly interval: (tally: Tally, stretch?: Fraction) => Surd | null;
};

/** Decimals of a method's interval: percentages have 2, others the value's own. */
export function intervalDecimals(method: Pick<Method, "unit" | "decimals">): number {
  return method.unit === "percent" ? 2 : method.decimals;
}
