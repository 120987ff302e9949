import { ticks } from "d3-array";
import { type Language, numberWords } from "../messages/messages.ts";

/** What an axis shows of a method's values, and how they are written. */
export type ChartScale = {
  readonly low: number;
  readonly high: number;
  /** Decimals of a value in words. */
  readonly decimals: number;
  /** What follows a value, such as `%`. */
  readonly unit: string;
  /** Whether it begins above the least value that there can be. Bars may not stand on such a scale. */
  readonly isCut?: boolean;
};

/** A value with its interval. Null: there is none. */
export type Measured = { readonly value: number | null; readonly low: number | null; readonly high: number | null };

/** Least part of a method's range that an axis shows, so that chance does not look like news. */
const leastPart = 0.1;

/**
 * Returns the part of a method's range that holds all figures with their intervals, and `also`, such as a target. It ends on
 * ticks.
 */
export function chartScale(figures: readonly Measured[], range: ChartScale, also: readonly number[] = []): ChartScale {
  const all = [...figures.flatMap(({ value, low, high }) => [value, low, high]), ...also].filter((one) => one !== null);
  if (all.length === 0) return range;
  const least = (range.high - range.low) * leastPart;
  let [low, high] = [Math.min(...all), Math.max(...all)];
  const lacking = Math.max(0, least - (high - low)) / 2;
  low = Math.max(range.low, Math.min(low - lacking, range.high - least));
  high = Math.min(range.high, Math.max(high + lacking, range.low + least));
  // A short way down to the foot of the range is shown, since a scale that is not cut needs no explanation.
  if (low - range.low <= (high - low) / 2) low = range.low;
  const [first = 0, second = 1] = ticks(low, high, 5);
  const step = second - first;
  const [from, to] = [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step];
  low = Math.max(range.low, tidy(from));
  return { ...range, low, high: Math.min(range.high, tidy(to)), isCut: low > range.low };
}

/** Without what floating point leaves behind: 0.30000000000000004 is 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** Returns where a value lies between two places of the drawing. Values outside the scale lie at its end. */
export function placeOn({ low, high }: ChartScale, from: number, to: number): (value: number) => number {
  const per = (to - from) / (high - low || 1);
  return (value) => from + (Math.min(high, Math.max(low, value)) - low) * per;
}

/** Returns round values of the scale, about so many. */
export function tickValues({ low, high }: ChartScale, about: number): number[] {
  return ticks(low, high, Math.max(1, about));
}

/** Returns round values of the scale, about so many, with their words. */
export function scaleTicks(
  scale: ChartScale,
  about: number,
  language: Language,
): { readonly value: number; readonly words: string }[] {
  const values = tickValues(scale, about);
  const step = values.length > 1 ? (values[1] as number) - (values[0] as number) : 1;
  const digits = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
  return values.map((value) => ({ value, words: placeWords(value, { ...scale, decimals: digits }, language) }));
}

/** A figure for people, with all its decimals as tables have them: `91,30%`. */
export function figureWords(value: number, { decimals, unit }: ChartScale, language: Language): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return value.toLocaleString(language, digits).replace("-", "−") + unit;
}

/** A round place of the scale, such as a tick, an end or a target: `90%`. */
export function placeWords(value: number, { decimals, unit }: ChartScale, language: Language): string {
  return numberWords(value, language, decimals).replace("-", "−") + unit;
}
