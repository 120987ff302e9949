import type { LocalizedText } from "../contract/localized-text.ts";
import type { MethodDescription } from "../contract/method-description.ts";
import type { Interval } from "../contract/published-index.ts";
import type { Tally, TallyLength } from "../levels.ts";
import type { Fraction } from "./fraction.ts";
import type { Surd } from "./surd.ts";

/**
 * A formula from a tally to a value, with a name and a version. `value` and `interval` take a tally of one of the
 * `scales`, with at least one answer, and return exact numbers. {@link computeIndex} rounds them and handles the empty
 * tally. Never edit a method that has shipped: a change in formula or rounding is a new version.
 */
export type Method = {
  /** Name and version, such as `top-two@1`. */
  readonly id: string;
  readonly name: LocalizedText;
  /** Scales that it takes, the usual one first; 2 for the options of a single choice. */
  readonly scales: readonly TallyLength[];
  /** `percent`: a percentage; `score`: on the question's scale or from 0 to 1; `points`: of a named index. */
  readonly unit: MethodDescription["unit"];
  readonly decimals: number;
  /** Whether a higher value is better. It is, unless this says otherwise. */
  readonly direction?: MethodDescription["direction"];
  /** Least and greatest value for a scale. */
  readonly range: (scale: TallyLength) => readonly [number, number];
  readonly formula: string;
  readonly source: string;
  /** What readers must know. */
  readonly note?: LocalizedText;
  readonly example: { readonly tally: Tally; readonly value: number };
  readonly value: (tally: Tally) => Fraction;
  readonly intervalKind: Interval["kind"];
  /**
   * Null if the tally has too few answers for an interval. `stretch` is the size of the effective sample divided by the
   * number of answers; 1 by default.
   */
  readonly interval: (tally: Tally, stretch?: Fraction) => Surd | null;
};

/** Returns the decimals of a method's interval: 2 for percentages, else those of the value. */
export function intervalDecimals(method: Pick<Method, "unit" | "decimals">): number {
  return method.unit === "percent" ? 2 : method.decimals;
}
