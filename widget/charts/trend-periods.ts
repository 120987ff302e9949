import { toDay } from "../../shared/calendar/day.ts";
import type { Language } from "../messages/messages.ts";
import { type AxisLabel, clearLabels, labelWidth } from "./labels.ts";
import type { Measured } from "./scale.ts";

/** A period of a trend. */
export type TrendPoint = Measured & {
  /** The period's name in words, such as `Tháng 11/2026`. */
  readonly period: string;
  /** First and last day, such as 2026-11-01. */
  readonly from: string;
  readonly to: string;
  /** `rounded`: published in whole units; `empty`: nobody answered; `withheld`: too few did. */
  readonly state: "shown" | "withheld" | "empty" | "rounded";
};

/** A period that has a value. */
export type ShownPoint = TrendPoint & { readonly value: number };

/** Whether the period has a value to draw. */
export function isShown(point: TrendPoint): point is ShownPoint {
  return point.value !== null && point.state !== "withheld" && point.state !== "empty";
}

/** Returns the shown periods, cut wherever one is missing, empty or withheld. A line may only join what follows each other. */
export function unbrokenRuns(points: readonly TrendPoint[]): ShownPoint[][] {
  const runs: ShownPoint[][] = [];
  let before: TrendPoint | undefined;
  for (const point of points) {
    const follows = before && isShown(before) && toDay(before.to) + 1 === toDay(point.from);
    if (isShown(point)) follows ? runs[runs.length - 1]?.push(point) : runs.push([point]);
    before = point;
  }
  return runs;
}

const quarters = ["I", "II", "III", "IV"];

/** What a period is called under the axis, and which number it has in its year. */
function shortName({ from, to }: TrendPoint, language: Language): { words: string; number: number } {
  const days = toDay(to) - toDay(from) + 1;
  const [year = "", month = "", day = ""] = from.split("-");
  const number = Number(month);
  if (days < 28) return { words: language === "vi" ? `${day}/${month}` : `${number}/${Number(day)}`, number: 1 };
  if (days < 32) return { words: String(number), number };
  const quarter = Math.floor((number - 1) / 3);
  if (days < 93)
    return { words: language === "vi" ? (quarters[quarter] ?? "") : `Q${quarter + 1}`, number: quarter + 1 };
  if (days < 185)
    return {
      words: language === "vi" ? (quarters[number < 7 ? 0 : 1] ?? "") : `H${number < 7 ? 1 : 2}`,
      number: number < 7 ? 1 : 2,
    };
  return { words: year, number: Number(year) };
}

/**
 * Labels of a time axis: a row of periods, and under it a row of years unless the periods are years. A year begins at each of
 * `starts`, other than the first.
 */
export type TimeLabels = {
  readonly periods: readonly AxisLabel[];
  readonly years: readonly AxisLabel[];
  readonly starts: readonly number[];
};

/**
 * Returns the labels that there is room for: every period, every second, third … counted from the first of a year, and the
 * years in the middle of what is shown of them.
 * @param at the middle of a day
 */
export function timeLabels(
  points: readonly TrendPoint[],
  {
    at,
    ends,
    size,
    language,
  }: {
    readonly at: (day: number) => number;
    readonly ends: readonly [number, number];
    readonly size: number;
    readonly language: Language;
  },
): TimeLabels {
  const middle = ({ from, to }: TrendPoint): number => (at(toDay(from)) + at(toDay(to) + 1)) / 2;
  const named = points.map((point) => ({ ...shortName(point, language), at: middle(point) }));
  const room = (ends[1] - ends[0]) / Math.max(1, points.length);
  const widest = Math.max(0, ...named.map(({ words }) => labelWidth(words, size))) + size / 2;
  const every = [1, 2, 3, 6, 12, 24].find((step) => step * room >= widest) ?? 48;
  const periods = clearLabels(
    named.filter(({ number }) => (number - 1) % every === 0),
    size,
    ends,
  );
  const years = yearSpans(points, at);
  const fitting = years.filter(({ words, room: span }) => span >= labelWidth(words, size));
  const isYears = points.every((point) => toDay(point.to) - toDay(point.from) > 184);
  if (isYears) return { periods, years: [], starts: [] };
  const starts = years.slice(1).map(({ at: center, room: span }) => center - span / 2);
  return { periods, years: clearLabels(fitting.length > 0 ? fitting : years, size, ends), starts };
}

function yearSpans(
  points: readonly TrendPoint[],
  at: (day: number) => number,
): (AxisLabel & { readonly room: number })[] {
  const spans = new Map<string, [number, number]>();
  for (const { from, to } of points) {
    const year = from.slice(0, 4);
    const [first] = spans.get(year) ?? [at(toDay(from))];
    spans.set(year, [first, at(toDay(to) + 1)]);
  }
  return [...spans].map(([words, [first, last]]) => ({ words, at: (first + last) / 2, room: last - first }));
}
