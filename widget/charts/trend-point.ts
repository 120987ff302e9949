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

const roman = ["I", "II", "III", "IV"];

/** Most days of a week, month, quarter and half; more is a year. */
const most = [7, 31, 92, 184] as const;

/** What a period is called under the axis, and which number it has in its year. A running period may be cut short. */
function shortName({ from }: TrendPoint, longest: number, language: Language): { words: string; number: number } {
  const [year = "", month = "", day = ""] = from.split("-");
  if (longest <= most[0]) return { words: language === "vi" ? `${day}/${month}` : `${month}/${day}`, number: 1 };
  if (longest <= most[1]) return { words: String(Number(month)), number: Number(month) };
  if (longest > most[3]) return { words: year, number: Number(year) };
  const [months, letter] = longest <= most[2] ? [3, "Q"] : [6, "H"];
  const number = Math.ceil(Number(month) / months);
  return { words: language === "vi" ? (roman[number - 1] ?? "") : `${letter}${number}`, number };
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

/** Place, type size and language of a time axis. */
export type TimeAxis = {
  /** Where a day begins. */
  readonly at: (day: number) => number;
  readonly ends: readonly [number, number];
  /** Size of its type in pixels. */
  readonly size: number;
  readonly language: Language;
};

/**
 * Returns the labels that there is room for: every period, every second, third … counted from the first of a year, and the
 * years in the middle of what is shown of them.
 */
export function timeLabels(points: readonly TrendPoint[], { at, ends, size, language }: TimeAxis): TimeLabels {
  const longest = Math.max(0, ...points.map(({ from, to }) => toDay(to) - toDay(from) + 1));
  const named = points.map((point) => ({
    ...shortName(point, longest, language),
    at: (at(toDay(point.from)) + at(toDay(point.to) + 1)) / 2,
  }));
  const room = (ends[1] - ends[0]) / Math.max(1, points.length);
  const widest = Math.max(0, ...named.map(({ words }) => labelWidth(words, size))) + size / 2;
  const every = [1, 2, 3, 6, 12, 24].find((step) => step * room >= widest) ?? 48;
  const counted = named.filter(({ number }) => (number - 1) % every === 0);
  const periods = clearLabels(counted, size, ends);
  if (longest > most[3]) return { periods, years: [], starts: [] };
  const years = yearSpans(points, at);
  const fitting = years.filter(({ words, first, last }) => last - first >= labelWidth(words, size));
  const shown = clearLabels(fitting.length > 0 ? fitting : years, size, ends);
  return { periods, years: shown, starts: years.slice(1).map(({ first }) => first) };
}

type YearSpan = AxisLabel & { readonly first: number; readonly last: number };

function yearSpans(points: readonly TrendPoint[], at: (day: number) => number): YearSpan[] {
  const spans = new Map<string, YearSpan>();
  for (const { from, to } of points) {
    const words = from.slice(0, 4);
    const [first, last] = [spans.get(words)?.first ?? at(toDay(from)), at(toDay(to) + 1)];
    spans.set(words, { words, first, last, at: (first + last) / 2 });
  }
  return [...spans.values()];
}
