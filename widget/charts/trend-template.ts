import { area, line } from "d3-shape";
import { nothing, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import { toDay } from "../../shared/calendar/day.ts";
import type { Language } from "../messages/messages.ts";
import { chartFrame, drawing, hatching, type LegendEntry, legend, round, smallType } from "./chart-frame-template.ts";
import { labelWidth, spreadLabels } from "./labels.ts";
import { type ChartScale, figureWords, placeOn, placeWords, scaleTicks } from "./scale.ts";
import { isShown, type ShownPoint, type TimeLabels, type TrendPoint, timeLabels, unbrokenRuns } from "./trend-point.ts";

export { default as chartStyles } from "./charts.css?inline";
export { chartWidth } from "./chart-width-controller.ts";
export { type ChartScale, chartScale, type Measured } from "./scale.ts";
export type { TrendPoint } from "./trend-point.ts";

/** What stands in the legend. */
export type TrendWords = {
  /** What the band is, such as `khoảng tin cậy 95%`. */
  readonly interval: string;
  readonly withheld: string;
  readonly empty: string;
  readonly rounded: string;
  /** Says that the axis begins above the least value, and where it begins and ends. */
  readonly range: (low: string, high: string) => string;
};

/** A value with a name, drawn as a dashed line. */
export type Target = { readonly value: number; readonly label: string };

/** A trend: a value for each period, oldest first. */
export type Trend = {
  readonly points: readonly TrendPoint[];
  readonly target: Target | null;
  /** Events, numbered as in the list that stands beside the chart; `on` is a day. */
  readonly marks: readonly { readonly on: string; readonly number: number }[];
  readonly scale: ChartScale;
  readonly words: TrendWords;
  readonly language: Language;
  readonly width: number;
  readonly height?: number;
  /** For screen readers; without one the chart is hidden from them, since a table stands beside it. */
  readonly label?: string;
  /** Size of small type in pixels: 12, and more on a wall. */
  readonly type?: number;
};

type Layout = {
  readonly trend: Trend;
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (day: number) => number;
  readonly y: (value: number) => number;
  readonly time: TimeLabels;
};

/** Draws the trend with its legend. */
export function trendChart(trend: Trend): TemplateResult {
  const layout = layOut(trend);
  const height = layout.bottom + layout.type * (layout.time.years.length > 0 ? 3.6 : 2.2);
  const parts = [groundParts(layout), gridParts(layout), runParts(layout), targetParts(layout), markParts(layout)];
  const content = [...parts, timeParts(layout), endParts(layout), hitParts(layout)];
  return chartFrame(trend.label, [
    drawing({ width: trend.width, height, type: layout.type }, content),
    trendLegend(layout),
  ]);
}

const markRow = (type: number): number => type * 1.9;

function layOut(trend: Trend): Layout {
  const { points, marks, scale, language, width, type = smallType } = trend;
  const left = Math.max(...scaleTicks(scale, 5, language).map(({ words }) => labelWidth(words, type))) + type * 0.7;
  const last = points[points.length - 1];
  const ends = [last && isShown(last) ? endWords(last, trend) : "", targetWords(trend)].map((words) =>
    labelWidth(words, type * 1.15),
  );
  const right = width - Math.max(type, Math.max(...ends) + type);
  const markRows = Math.ceil((marks.length * markRow(type)) / Math.max(1, right - left));
  const top = type + markRows * markRow(type);
  const bottom = top + (trend.height ?? (width < 480 ? 180 : 240) * (type / smallType));
  const [first, end] = [toDay(points[0]?.from ?? ""), toDay(last?.to ?? "") + 1];
  const x = placeOn({ low: first, high: end, decimals: 0, unit: "" }, left, right);
  const time = timeLabels(points, { at: x, ends: [left, right], size: type, language });
  return { trend, type, left, right, top, bottom, x, y: placeOn(scale, bottom, top), time };
}

function endWords({ value }: ShownPoint, { scale, language }: Trend): string {
  return figureWords(value, scale, language);
}

/** The target's whole label where there is room for it, else its number: the legend has the whole. */
function targetWords({ target, scale, language, width, type = smallType }: Trend): string {
  if (target === null) return "";
  const fits = labelWidth(target.label, type * 1.15) < width * 0.16;
  return fits ? target.label : placeWords(target.value, scale, language);
}

const middleOf = ({ x }: Layout, { from, to }: TrendPoint): number => round((x(toDay(from)) + x(toDay(to) + 1)) / 2);

/** Withheld periods as hatched ground, empty ones as a cross at the foot. */
function groundParts(layout: Layout): SVGTemplateResult[] {
  const { trend, x, top, bottom } = layout;
  return trend.points.flatMap((point) => {
    const from = x(toDay(point.from));
    if (point.state === "withheld") {
      return [hatching({ x: from, y: top, width: x(toDay(point.to) + 1) - from, height: bottom - top })];
    }
    return point.state === "empty" ? [cross(middleOf(layout, point), bottom - 7)] : [];
  });
}

function cross(x: number, y: number): SVGTemplateResult {
  return svg`<path class="cross" d="M${x - 3} ${y - 3}l6 6m0 -6l-6 6"></path>`;
}

function gridParts({ trend, type, left, right, top, bottom, y }: Layout): SVGTemplateResult[] {
  return scaleTicks(trend.scale, (bottom - top) / (type * 3.4), trend.language).map(
    ({ value, words }) => svg`<path class="grid" d="M${left} ${round(y(value))}H${right}"></path><text
      x=${left - type * 0.6} y=${round(y(value))} dy="0.32em" text-anchor="end">${words}</text>`,
  );
}

/** Band and line of each unbroken run, a whisker where a period stands alone, a dot for each period. */
function runParts(layout: Layout): SVGTemplateResult[] {
  const { y, type } = layout;
  const x = (point: ShownPoint): number => middleOf(layout, point);
  const band = area<ShownPoint>(
    x,
    (one) => y(one.low ?? 0),
    (one) => y(one.high ?? 0),
  ).defined(({ low, high }) => low !== null && high !== null);
  const path = line<ShownPoint>(x, ({ value }) => y(value));
  const runs = unbrokenRuns(layout.trend.points);
  const radius = Math.min(type / 4, Math.max(1.5, (layout.right - layout.left) / layout.trend.points.length / 3));
  const drawn = runs.map((run) => {
    const [alone] = run;
    if (run.length > 1) {
      return svg`<path class="band" d=${band.digits(1)(run) ?? ""}></path><path class="line" d=${path.digits(1)(run) ?? ""}></path>`;
    }
    return alone === undefined || alone.low === null || alone.high === null
      ? svg``
      : svg`<path class="whisker" d="M${x(alone)} ${round(y(alone.low))}V${round(y(alone.high))}"></path>`;
  });
  const dots = runs
    .flat()
    .map(
      (point) =>
        svg`<circle class=${point.state === "rounded" ? "dot open" : "dot"} cx=${x(point)} cy=${round(y(point.value))} r=${radius}></circle>`,
    );
  return [...drawn, ...dots];
}

function targetParts({ trend, left, right, y }: Layout): SVGTemplateResult | typeof nothing {
  if (trend.target === null) return nothing;
  return svg`<path class="target" d="M${left} ${round(y(trend.target.value))}H${right}"></path>`;
}

/** Numbers in circles above the plot, in as many rows as they need, with a line down at their day. */
function markParts({ trend, type, left, right, top, bottom, x }: Layout): SVGTemplateResult[] {
  const marks = [...trend.marks].sort((a, b) => toDay(a.on) - toDay(b.on));
  const radius = type * 0.8;
  const rows = Math.round((top - type) / markRow(type));
  const perRow = Array.from({ length: rows }, (_, row) =>
    spreadLabels(
      marks.filter((_, index) => index % rows === row).map(({ on }) => x(toDay(on))),
      radius * 2 + 2,
      [left + radius, right - radius],
    ),
  );
  return marks.map(({ on, number }, index) => {
    const [at, row] = [x(toDay(on)), index % rows];
    const place = perRow[row]?.[Math.floor(index / rows)] ?? at;
    const middle = round(radius + 1 + row * markRow(type));
    return svg`<path class="event" d="M${round(place)} ${middle}L${round(at)} ${top}V${bottom}"></path><circle
      class="number" cx=${round(place)} cy=${middle} r=${radius}></circle><text
      class="in-number" x=${round(place)} y=${middle} dy="0.35em" text-anchor="middle">${number}</text>`;
  });
}

function timeParts({ time, type, bottom }: Layout): SVGTemplateResult[] {
  const rows = [time.periods, time.years].filter((labels) => labels.length > 0);
  const starts = time.starts.map((at) => `M${round(at)} ${bottom}v${round(type * 3.2)}`).join("");
  const texts = rows.flatMap((labels, row) =>
    labels.map(
      ({ at, words }) => svg`<text class=${labels === time.years ? "year" : ""} x=${round(at)}
        y=${round(bottom + type * (1.75 + row * 1.45))} text-anchor="middle">${words}</text>`,
    ),
  );
  return [svg`<path class="grid" d=${starts}></path>`, ...texts];
}

/** The last value and the target to the right of the plot, one below the other where they are near each other. */
function endParts({ trend, type, right, top, bottom, y }: Layout): SVGTemplateResult[] {
  const last = trend.points[trend.points.length - 1];
  const labels = [
    ...(last && isShown(last) ? [{ at: y(last.value), words: endWords(last, trend), kind: "last" }] : []),
    ...(trend.target ? [{ at: y(trend.target.value), words: targetWords(trend), kind: "goal" }] : []),
  ];
  const places = spreadLabels(
    labels.map(({ at }) => at),
    type * 1.6,
    [top, bottom - type * 0.5],
  );
  return labels.map(
    ({ words, kind }, index) =>
      svg`<text class=${kind} x=${right + type * 0.5} y=${round(places[index] ?? 0)} dy="0.32em">${words}</text>`,
  );
}

/** What a mouse shows over a period. */
function hitParts({ trend, x, top, bottom }: Layout): SVGTemplateResult[] {
  const { scale, language, words } = trend;
  const figure = (value: number): string => figureWords(value, scale, language);
  return trend.points.map((point) => {
    const from = x(toDay(point.from));
    const interval = point.low === null || point.high === null ? "" : ` (${figure(point.low)} – ${figure(point.high)})`;
    const said = isShown(point)
      ? figure(point.value) + interval
      : words[point.state === "withheld" ? "withheld" : "empty"];
    return svg`<rect class="hit" x=${round(from)} y=${top} width=${round(x(toDay(point.to) + 1) - from)} height=${bottom - top}><title>${point.period}: ${said}</title></rect>`;
  });
}

function trendLegend({ trend }: Layout): TemplateResult {
  const { points, words, scale, target, language } = trend;
  const has = (state: TrendPoint["state"]): boolean => points.some((point) => point.state === state);
  const band = svg`<rect class="band" y="1" width="20" height="12"></rect><path class="line" d="M0 7H20"></path><circle class="dot" cx="10" cy="7" r="3"></circle>`;
  const entries: (LegendEntry & { readonly when: boolean })[] = [
    { when: points.some(({ low }) => low !== null), sign: band, words: words.interval },
    { when: target !== null, sign: svg`<path class="target" d="M0 7H20"></path>`, words: target?.label ?? "" },
    { when: has("rounded"), sign: svg`<circle class="dot open" cx="10" cy="7" r="3"></circle>`, words: words.rounded },
    { when: has("withheld"), sign: hatching({ x: 0, y: 0, width: 20, height: 14 }), words: words.withheld },
    { when: has("empty"), sign: cross(10, 7), words: words.empty },
  ];
  const [low, high] = [scale.low, scale.high].map((value) => placeWords(value, scale, language)) as [string, string];
  return legend(
    entries.filter(({ when }) => when),
    scale.isCut ? [words.range(low, high)] : [],
  );
}
