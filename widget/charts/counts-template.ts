import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import { type Language, numberWords } from "../messages/messages.ts";
import { chartFrame, drawing, hatching, type LegendEntry, legend, round, smallType } from "./chart-frame-template.ts";
import { labelWidth } from "./labels.ts";
import { type ChartScale, figureWords } from "./scale.ts";

/** A count with its name; `parts` add up to it. */
export type RankedRow = {
  readonly label: string;
  readonly count: number;
  /** The same parts in the same order in every row, such as levels; at most five. */
  readonly parts?: readonly { readonly label: string; readonly count: number }[];
};

/** Counts in the order that they are given in. */
export type RankedBars = {
  readonly rows: readonly RankedRow[];
  readonly words: { readonly parts: string };
  readonly language: Language;
  readonly width: number;
  readonly label?: string;
};

/** Draws bars from zero, each with its label and count. A bar with parts tells them apart by lightness and hatching. */
export function rankedBars({ rows, words, language, width, label }: RankedBars): TemplateResult {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  // Beside the label there is room for bars from here on; else they lie below it.
  const isWide = width >= 480;
  const room = isWide ? Math.floor(width * 0.55) : width;
  const parts = rows.find((row) => row.parts)?.parts ?? [];
  const lines = rows.map((row) => {
    const length = (row.count / most) * room;
    return html`<div class=${isWide ? "ranked wide" : "ranked"}>
      <span class="name">${row.label}</span><span class="count">${numberWords(row.count, language, 0)}</span>
      <span class="bar">${drawing(room, 16, row.parts ? partRects(row, length) : bar(0, length))}</span>
    </div>`;
  });
  const entries = parts.map((part, index): LegendEntry => ({ sign: partRect(index, 0, 20), words: part.label }));
  return chartFrame(label, [lines, entries.length > 0 ? legend(entries, words.parts ? [words.parts] : []) : nothing]);
}

function bar(from: number, length: number, kind: string = ""): SVGTemplateResult {
  return svg`<rect class="counted ${kind}" x=${round(from)} width=${round(length)} height="14"></rect>`;
}

function partRects({ count, parts = [] }: RankedRow, length: number): SVGTemplateResult[] {
  let from = 0;
  return parts.map((part, index) => {
    const width = count > 0 ? (part.count / count) * length : 0;
    const drawn = partRect(index, from, width);
    from += width;
    return drawn;
  });
}

/** A part of a bar: dark, light, hatched, lighter, empty. */
function partRect(index: number, from: number, width: number): SVGTemplateResult {
  if (width <= 0) return svg``;
  const lines = index % 5 === 2 && hatching({ x: from, y: 0, width, height: 14 }, 4);
  return svg`${bar(from, width, `part-${index % 5}`)}${lines || nothing}`;
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
  readonly label?: string;
};

const steps = 4;

/** Draws weekdays by hours: hours across where there is room, else down. Only hours in which somebody answered. */
export function hourGrid(grid: HourGrid): TemplateResult {
  const { cells, words, width, label } = grid;
  const answered = cells.filter(({ state }) => state !== "empty").map(({ hour }) => hour);
  const [first, last] = [Math.min(23, ...answered), Math.max(0, ...answered)];
  const hours = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  const days = [1, 2, 3, 4, 5, 6, 7];
  const side =
    Math.max(...words.weekdays.map((name) => labelWidth(name, smallType)), labelWidth(words.hour(23), smallType)) + 8;
  const isWide = (width - side) / Math.max(1, hours.length) >= 30;
  const [across, down] = isWide ? [hours, days] : [days, hours];
  const size = { width: Math.min(56, Math.floor((width - side) / Math.max(1, across.length))), height: 26 };
  const name = (place: number, isHour: boolean): string =>
    isHour ? words.hour(place) : (words.weekdays[place - 1] ?? "");
  const heads = across.map(
    (place, index) =>
      svg`<text x=${side + (index + 0.5) * size.width} y="14" text-anchor="middle">${name(place, isWide)}</text>`,
  );
  const sides = down.map(
    (place, index) =>
      svg`<text x=${side - 8} y=${22 + (index + 0.5) * size.height} dy="0.32em" text-anchor="end">${name(place, !isWide)}</text>`,
  );
  const found = new Map(cells.map((cell) => [cell.weekday * 24 + cell.hour, cell]));
  const squares = down.flatMap((row, y) =>
    across.map((column, x) => {
      const cell = found.get(isWide ? row * 24 + column : column * 24 + row);
      return cell ? cellParts(cell, { x: side + x * size.width, y: 22 + y * size.height, ...size }, grid) : svg``;
    }),
  );
  const drawn = drawing(side + across.length * size.width, 24 + down.length * size.height, [heads, sides, squares]);
  return chartFrame(label, [drawn, hourLegend(grid)]);
}

/** Which of the steps of lightness a value has. */
function stepOf(value: number, { low, high }: ChartScale): number {
  return Math.max(0, Math.min(steps - 1, Math.floor(((value - low) / (high - low || 1)) * steps)));
}

function cellParts(
  { weekday, hour, value, n, state }: HourCell,
  box: { x: number; y: number; width: number; height: number },
  { scale, words, language }: HourGrid,
): SVGTemplateResult {
  const inner = { x: box.x + 1, y: box.y + 1, width: box.width - 2, height: box.height - 2 };
  const when = `${words.weekdays[weekday - 1]} ${words.hour(hour)}`;
  if (state === "empty") return svg``;
  if (state === "too-few" || value === null)
    return svg`<g class="too-few">${hatching(inner, 5)}<title>${when}: ${words.tooFew}</title></g>`;
  const step = stepOf(value, scale);
  const number = figureWords(value, { ...scale, decimals: scale.high - scale.low > 10 ? 0 : 1, unit: "" }, language);
  const fits = labelWidth(number, smallType) <= box.width;
  return svg`<g class="step-${step}"><rect x=${inner.x} y=${inner.y} width=${inner.width} height=${inner.height}></rect>${
    fits
      ? svg`<text x=${box.x + box.width / 2} y=${box.y + box.height / 2} dy="0.35em" text-anchor="middle">${number}</text>`
      : nothing
  }<title>${when}: ${figureWords(value, scale, language)} (${numberWords(n, language, 0)})</title></g>`;
}

function hourLegend({ scale, words, language, cells }: HourGrid): TemplateResult {
  const bound = (step: number): string =>
    figureWords(scale.low + ((scale.high - scale.low) / steps) * step, scale, language);
  const entries = Array.from(
    { length: steps },
    (_, step): LegendEntry => ({
      sign: svg`<g class="step-${step}"><rect width="20" height="14"></rect></g>`,
      words: `${bound(step)} – ${bound(step + 1)}`,
    }),
  );
  const tooFew = {
    sign: svg`<g class="too-few">${hatching({ x: 0, y: 0, width: 20, height: 14 }, 5)}</g>`,
    words: words.tooFew,
  };
  const hasFew = cells.some(({ state }) => state === "too-few");
  return legend(
    hasFew ? [...entries, tooFew] : entries,
    cells.some(({ state }) => state === "empty") ? [words.empty] : [],
  );
}
