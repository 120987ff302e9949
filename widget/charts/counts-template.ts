import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import { type Language, numberWords } from "../messages/messages.ts";
import {
  type Box,
  chartFrame,
  drawing,
  hatching,
  type LegendEntry,
  legend,
  round,
  smallType,
} from "./chart-frame-template.ts";
import { labelWidth } from "./labels.ts";
import { type ChartScale, figureWords } from "./scale.ts";

export { courseBars, levelPairs, ratingDots } from "./course-bars-template.ts";

/** A count with its name. */
export type CountRow = { readonly label: string; readonly count: number };

/** Counts in the order that they are given in. */
export type RankedBars = {
  readonly rows: readonly CountRow[];
  readonly language: Language;
  readonly width: number;
};

/** Draws bars from zero, each with its label and count. Screen readers do not see it: its table stands beside it. */
export function rankedBars({ rows, language, width }: RankedBars): TemplateResult {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  // From here on bars have room beside their labels; else they lie below them.
  const isWide = width >= 480;
  const room = isWide ? Math.floor(width * 0.55) : width;
  const thick = round(smallType * 1.2);
  const lines = rows.map(({ label, count }) => {
    const bar = svg`<rect class="counted" x="0" y="1" width=${round((count / most) * room)} height=${thick}></rect>`;
    return html`<div class=${isWide ? "ranked wide" : "ranked"}>
      <span class="name">${label}</span><span class="count">${numberWords(count, language, 0)}</span>
      <span class="bar">${drawing({ width: room, height: thick + 2 }, bar)}</span>
    </div>`;
  });
  return chartFrame(undefined, lines);
}

/** An hour of a weekday. */
export type HourCell = {
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  /** 0 … 23. */
  readonly hour: number;
  readonly value: number | null;
  readonly n: number;
  readonly state: "shown" | "too-few" | "empty";
};

/** A value for each hour of the week. */
export type HourGrid = {
  readonly cells: readonly HourCell[];
  readonly scale: ChartScale;
  readonly words: {
    /** Short names, Monday first: `T2`. */
    readonly weekdays: readonly string[];
    /** Such as `7h`. */
    readonly hour: (hour: number) => string;
    readonly tooFew: string;
    readonly empty: string;
  };
  readonly language: Language;
  readonly width: number;
  /** For screen readers; without one the chart is hidden from them. */
  readonly label?: string;
  /** Size of small type in pixels. */
  readonly type?: number;
};

/** Steps of lightness. */
const steps = [0, 1, 2, 3];
const weekdays = [1, 2, 3, 4, 5, 6, 7];

/** Draws weekdays by hours: hours across if there is room, else down. Hours before the first and after the last answer are left out. */
export function hourGrid(grid: HourGrid): TemplateResult {
  const { cells, words, width, label, type = smallType } = grid;
  const answered = cells.filter(({ state }) => state !== "empty").map(({ hour }) => hour);
  const first = Math.min(23, ...answered);
  const hours = Array.from({ length: Math.max(0, Math.max(...answered) - first + 1) }, (_, index) => first + index);
  const side = Math.max(...[...words.weekdays, words.hour(23)].map((name) => labelWidth(name, type))) + type / 2;
  const isWide = (width - side) / Math.max(1, hours.length) >= type * 2.5;
  const [across, down] = isWide ? [hours, weekdays] : [weekdays, hours];
  const [wide, high] = [Math.min(type * 5, Math.floor((width - side) / Math.max(1, across.length))), type * 2.2];
  const box = (column: number, row: number): Box => ({
    x: side + column * wide,
    y: (row + 0.8) * high,
    width: wide,
    height: high,
  });
  const name = (place: number, isHour: boolean): string =>
    isHour ? words.hour(place) : (words.weekdays[place - 1] ?? "");
  const heads = across.map((place, index) => boxText(box(index, -0.9), name(place, isWide)));
  const sides = down.map((place, index) => boxText({ ...box(0, index), x: 0, width: side - 4 }, name(place, !isWide)));
  const squares = cells.map((cell) => {
    const [hour, day] = [cell.hour - first, cell.weekday - 1];
    return cellParts(cell, isWide ? box(hour, day) : box(day, hour), grid);
  });
  const content = [heads, sides, squares];
  return chartFrame(label, [
    drawing({ width: side + across.length * wide, height: (down.length + 0.9) * high, type }, content),
    hourLegend(grid),
  ]);
}

function boxText({ x, y, width, height }: Box, words: string): SVGTemplateResult {
  return svg`<text x=${round(x + width / 2)} y=${round(y + height / 2)} dy="0.35em" text-anchor="middle">${words}</text>`;
}

/** Bounds of the steps, rounded as they stand in the legend. */
function stepBounds({ low, high, decimals }: ChartScale): number[] {
  return [...steps, steps.length].map((step) => Number((low + ((high - low) / steps.length) * step).toFixed(decimals)));
}

function cellParts(
  { weekday, hour, value, n, state }: HourCell,
  box: Box,
  { scale, words, language, type = smallType }: HourGrid,
): SVGTemplateResult {
  if (state === "empty") return svg``;
  const inner = { x: box.x + 1, y: box.y + 1, width: box.width - 2, height: box.height - 2 };
  const when = `${words.weekdays[weekday - 1]} ${words.hour(hour)}`;
  if (state === "too-few" || value === null)
    return svg`<g>${hatching(inner, 5)}<title>${when}: ${words.tooFew}</title></g>`;
  const step = stepBounds(scale).filter((bound, index) => index > 0 && index < steps.length && bound <= value).length;
  const short = figureWords(value, { ...scale, decimals: scale.high - scale.low > 10 ? 0 : 1, unit: "" }, language);
  const fits = labelWidth(short, type) <= box.width;
  return svg`<g class="step-${step}"><rect x=${round(inner.x)} y=${round(inner.y)} width=${round(inner.width)} height=${round(inner.height)}></rect>${
    fits ? boxText(box, short) : nothing
  }<title>${when}: ${figureWords(value, scale, language)} (${numberWords(n, language, 0)})</title></g>`;
}

function hourLegend({ scale, words, language, cells }: HourGrid): TemplateResult {
  const all = stepBounds(scale);
  const decimals = all.every(Number.isInteger) ? 0 : scale.decimals;
  const bounds = all.map((bound) => figureWords(bound, { ...scale, decimals }, language));
  const has = (state: HourCell["state"]): boolean => cells.some((cell) => cell.state === state);
  const entries = steps.map(
    (step): LegendEntry => ({
      sign: svg`<rect class="step-${step}" width="20" height="14"></rect>`,
      words: `${bounds[step]} – ${bounds[step + 1]}`,
    }),
  );
  if (has("too-few")) entries.push({ sign: hatching({ x: 0, y: 0, width: 20, height: 14 }, 5), words: words.tooFew });
  return legend(entries, has("empty") ? [words.empty] : []);
}
