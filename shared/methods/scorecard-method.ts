import type { LocalizedText } from "../contract/localized-text.ts";
import type { MeasureInputs } from "../contract/measure.ts";
import type { Fraction } from "./fraction.ts";

/** Returns the exact sum of an input, by the input's id. */
export type InputSums = (input: string) => bigint;

/** A number that scorecards are computed from. `reportedAs` is the measure's field that contains it. */
export type ScorecardInput = {
  readonly id: string;
  readonly reportedAs: keyof MeasureInputs;
  /** Null or undefined if the measure does not report it. */
  readonly of: (measure: MeasureInputs) => number | null | undefined;
};

/** One part of a scorecard: points from the sums of its inputs. */
export type ScorecardPart = {
  readonly id: string;
  readonly name: LocalizedText;
  readonly max: number;
  readonly formula: string;
  /** Inputs that a unit must all report for the same span. */
  readonly needs: readonly string[];
  /** Exact, before rounding. Null if there is nothing to score. */
  readonly points: (sum: InputSums) => Fraction | null;
};

/** A name for totals from `min` on. */
export type Band = { readonly min: number; readonly name: LocalizedText };

/**
 * A formula from measures to points, with a name and a version. Never edit a method that has shipped: a change in
 * formula or rounding is a new version.
 */
export type ScorecardMethod = {
  /** Name and version, such as `tt01@1`. */
  readonly id: string;
  readonly name: LocalizedText;
  readonly decimals: number;
  readonly max: number;
  readonly inputs: readonly ScorecardInput[];
  readonly parts: readonly ScorecardPart[];
  readonly formula: string;
  readonly source: string;
  /** What readers must know: whose official figure it previews. */
  readonly note: LocalizedText;
  /** Best first; null if the method has none. */
  readonly bands: readonly Band[] | null;
  readonly example: { readonly inputs: MeasureInputs; readonly total: number };
  /** Returns the rounded total. `rounded` are the points of all parts, in the method's decimals. */
  readonly total: (rounded: readonly number[], sum: InputSums) => number;
};
