import type { LocalizedText } from "../contract/localized-text.ts";
import type { MeasureInputs } from "../contract/measure.ts";
import type { Fraction } from "./fraction.ts";

/** Exact sum of an input, by its id. */
export type InputSums = (input: string) => bigint;

/** A number that scorecards are made from: `reportedAs` is the field of a measure that carries it. */
export type ScorecardInput = {
  readonly id: string;
  readonly reportedAs: keyof MeasureInputs;
  /** Null or undefined where the measure does not report it. */
  readonly of: (measure: MeasureInputs) => number | null | undefined;
};

/** One part of a scorecard: exact points from sums of its inputs. */
export type ScorecardPart = {
  readonly id: string;
  readonly name: LocalizedText;
  readonly max: number;
  readonly formula: string;
  /** Inputs that must all be reported by the same unit for the same span. */
  readonly needs: readonly string[];
  /** Null where there is nothing to score. Not yet rounded. */
  readonly points: (sum: InputSums) => Fraction | null;
};

/** A word for totals from `min` upwards. */
export type Band = { readonly min: number; readonly name: LocalizedText };

/**
 * A named, versioned formula from measures to points. A shipped one is never edited: a change in formula or rounding is
 * a new version.
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
  /** What the reader must know of it: whose official figure it previews. */
  readonly note: LocalizedText;
  /** Best first; null where the method has none. */
  readonly bands: readonly Band[] | null;
  readonly example: { readonly inputs: MeasureInputs; readonly total: number };
  /** The rounded total of parts that all have points; `rounded` are theirs, in the method's decimals. */
  readonly total: (rounded: readonly number[], sum: InputSums) => number;
};
