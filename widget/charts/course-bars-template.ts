import { ticks } from "d3-array";
import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import { type Language, numberWords } from "../messages/messages.ts";
import { chartFrame, drawing, legend, type LegendEntry, round, smallType } from "./chart-frame-template.ts";
import { labelWidth } from "./labels.ts";

/** What is looked at, and what it is compared with. */
export type MarkWords = { readonly marked: string; readonly others: string };

/** Counts of a span of time; `from` is its beginning in words, such as `09:10`. */
export type CourseBucket = { readonly from: string; readonly marked: number; readonly others: number };

/** Counts in the order of time. */
export type CourseBars = {
  readonly buckets: readonly CourseBucket[];
  readonly words: MarkWords;
  readonly language: Language;
  readonly width: number;
};

const high = 150;
const margin = 12;

/** Draws a bar for each span of time: what is marked is filled and stands on what is not. Its table stands beside it. */
export function courseBars({ buckets, words, language, width }: CourseBars): TemplateResult {
  const most = Math.max(1, ...buckets.map(({ marked, others }) => marked + others));
  const steps = ticks(0, most, Math.min(4, most)).filter(Number.isInteger);
  const left = Math.max(...steps.map((step) => labelWidth(numberWords(step, language, 0), smallType))) + 8;
  const each = (width - left) / Math.max(1, buckets.length);
  const y = (count: number): number => margin + high * (1 - count / most);
  const grid = steps.map(
    (step) => svg`<path class="grid" d="M${left} ${round(y(step))}H${width}"></path><text
      x=${left - 6} y=${round(y(step))} dy="0.35em" text-anchor="end">${numberWords(step, language, 0)}</text>`,
  );
  const bars = buckets.map(({ marked, others }, place) => {
    const x = round(left + place * each + 1);
    const thick = round(Math.max(1, each - 2));
    const bar = (kind: string, from: number, count: number): unknown =>
      count === 0
        ? nothing
        : svg`<rect class=${kind} x=${x} y=${round(y(from + count))} width=${thick} height=${round(y(from) - y(from + count))}></rect>`;
    return [bar("cross", 0, others), bar("counted", others, marked)];
  });
  const names = buckets.map(({ from }, place) => ({ at: left + (place + 0.5) * each, words: from }));
  return chartFrame(undefined, [
    drawing({ width, height: high + margin + 24 }, [grid, bars, axisNames(names, each, [left, width])]),
    markLegend(
      words,
      (kind) => svg`<rect class=${kind === "marked" ? "counted" : "cross"} x="4" y="1" width="12" height="12"></rect>`,
    ),
  ]);
}

type Name = { readonly at: number; readonly words: string };

/** As many names below a drawing as have room, evenly. */
function axisNames(names: readonly Name[], each: number, [low, end]: readonly [number, number]): SVGTemplateResult[] {
  const room = Math.max(0, ...names.map(({ words }) => labelWidth(words, smallType))) + 10;
  const every = Math.max(1, Math.ceil(room / each));
  const half = room / 2 - 5;
  const shown = names.filter(({ at }, place) => place % every === 0 && at + half <= end);
  return shown.map(
    ({ at, words }) =>
      svg`<text x=${round(Math.max(at, low + half))} y=${high + margin + 17} text-anchor="middle">${words}</text>`,
  );
}

function markLegend(
  words: MarkWords,
  sign: (kind: keyof MarkWords) => unknown,
  more: readonly LegendEntry[] = [],
): TemplateResult {
  const kinds = ["marked", "others"] as const;
  return legend([...kinds.map((kind) => ({ sign: sign(kind), words: words[kind] })), ...more]);
}

/** Shares of one level, 0 to 1: among what is marked, and in what it is compared with (null if there is nothing). */
export type LevelPair = { readonly label: string; readonly marked: number; readonly others: number | null };

/** Shares by level. */
export type LevelPairs = {
  readonly rows: readonly LevelPair[];
  readonly words: MarkWords;
  readonly language: Language;
  readonly width: number;
};

/** Draws two bars for each level, from zero to all. Its table stands beside it. */
export function levelPairs({ rows, words, language, width }: LevelPairs): TemplateResult {
  const percent = (share: number): string => `${numberWords(share * 100, language, 0)}%`;
  const lines = rows.map(({ label, marked, others }) => {
    const bar = (kind: string, share: number, y: number): SVGTemplateResult =>
      svg`<rect class=${kind} x="1" y=${y} width=${round(Math.max(0.5, share * (width - 2)))} height="9"></rect>`;
    const bars = [bar("counted", marked, 1), others === null ? nothing : bar("cross", others, 13)];
    return html`<div class="ranked">
      <span class="name">${label}</span>
      <span class="count">${percent(marked)}${others === null ? nothing : ` / ${percent(others)}`}</span>
      <span class="bar">${drawing({ width, height: 24 }, bars)}</span>
    </div>`;
  });
  const sign = (kind: keyof MarkWords): SVGTemplateResult =>
    svg`<rect class=${kind === "marked" ? "counted" : "cross"} x="1" y="3" width="18" height="8"></rect>`;
  return chartFrame(undefined, [lines, markLegend(words, sign)]);
}

/** One rating, at a place between 0 and 1 across the drawing. */
export type RatingDot = { readonly at: number; readonly level: number; readonly isMarked: boolean };

/** Ratings by place and level; `spans` are drawn as bands behind them, with their words in the legend. */
export type RatingDots = {
  readonly dots: readonly RatingDot[];
  readonly names: readonly Name[];
  readonly spans: readonly (readonly [from: number, to: number])[];
  readonly words: MarkWords & { readonly span: string };
  readonly width: number;
};

const levels = [1, 2, 3, 4, 5];

/** Draws a dot for each rating, the highest level at the top: what is marked is filled. Its table stands beside it. */
export function ratingDots({ dots, names, spans, words, width }: RatingDots): TemplateResult {
  const left = 20;
  const x = (at: number): number => round(left + 8 + at * (width - left - 16));
  const y = (level: number): number => margin + ((5 - level) / 4) * high;
  const bands = spans.map(
    ([from, to]) =>
      svg`<rect class="band" x=${x(from)} y="0" width=${round(x(to) - x(from))} height=${high + 2 * margin}></rect>`,
  );
  const lines = levels.map(
    (
      level,
    ) => svg`<path class="grid" d="M${left} ${y(level)}H${width}"></path><text x=${left - 8} y=${y(level)} dy="0.35em"
      text-anchor="end">${level}</text>`,
  );
  const points = dots.map(({ at, level, isMarked }) => dot(x(at), y(level), isMarked));
  const placed = names.map(({ at, words: name }) => ({ at: x(at), words: name }));
  const each = width / Math.max(1, names.length);
  const below = axisNames(placed, each, [left, width]);
  const span: LegendEntry[] =
    spans.length === 0 ? [] : [{ sign: svg`<rect class="band" width="20" height="14"></rect>`, words: words.span }];
  return chartFrame(undefined, [
    drawing({ width, height: high + 2 * margin + 20 }, [bands, lines, points, below]),
    markLegend(words, (kind) => dot(10, 7, kind === "marked"), span),
  ]);
}

function dot(x: number, y: number, isMarked: boolean): SVGTemplateResult {
  return svg`<circle class=${isMarked ? "dot" : "dot open"} cx=${x} cy=${y} r="4"></circle>`;
}
