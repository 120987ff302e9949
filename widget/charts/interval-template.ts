import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import type { Language } from "../messages/messages.ts";
import { chartFrame, drawing, hatching, legend, round, smallType } from "./chart-frame-template.ts";
import { clearLabels, labelWidth } from "./labels.ts";
import { type ChartScale, type Measured, placeOn, scaleTicks, tickValues } from "./scale.ts";

/** How a unit compares with a reference: above or below it beyond chance, not distinguishable, too few to compare, withheld. */
export type Status = "above" | "below" | "same" | "few" | "withheld";

/** A value with its interval on a scale. */
export type IntervalBar = Measured & {
  readonly scale: ChartScale;
  readonly target: { readonly value: number; readonly label: string } | null;
  /** What stands below: the interval, and from where to where the scale goes. */
  readonly words: { readonly interval: string; readonly scale: string };
  readonly width: number;
  /** For screen readers; without one the chart is hidden from them. */
  readonly label?: string;
  /** Size of small type in pixels. */
  readonly type?: number;
};

/** Draws the interval as a band on its scale, the value as a line across it, the target as a dashed line with its label. */
export function intervalBar({
  value,
  low,
  high,
  scale,
  target,
  words,
  width,
  label,
  type = smallType,
}: IntervalBar): TemplateResult {
  const x = placeOn(scale, type / 4, width - type / 4);
  const top = target ? type * 1.9 : type * 0.5;
  const middle = top + type;
  const band =
    low !== null &&
    high !== null &&
    svg`<rect class="band" x=${round(x(low))} y=${round(middle - type / 2)} width=${round(Math.max(2, x(high) - x(low)))} height=${type} rx=${type / 4}></rect>`;
  const at = target ? x(target.value) : 0;
  const half = target ? labelWidth(target.label, type) / 2 : 0;
  const content = [
    svg`<rect class="track" y=${round(middle - type / 2)} width=${width} height=${type} rx=${type / 2}></rect>`,
    band || nothing,
    target
      ? svg`<path class="target" d="M${round(at)} ${round(top)}V${round(top + type * 2)}"></path><text x=${round(Math.min(Math.max(at, half), width - half))} y=${type * 1.2} text-anchor="middle">${target.label}</text>`
      : nothing,
    value === null
      ? nothing
      : svg`<path class="tick" d="M${round(x(value))} ${round(middle - type * 0.8)}v${round(type * 1.6)}"></path>`,
  ];
  return chartFrame(label, [
    drawing({ width, height: top + type * 2, type }, content),
    legend([], [words.interval, words.scale]),
  ]);
}

/** The axis over a column of {@link intervalCell}. */
export type IntervalAxis = {
  readonly scale: ChartScale;
  /** Drawn as a dashed line in every cell; its label stands over the axis. */
  readonly reference: { readonly value: number; readonly label: string } | null;
  readonly language: Language;
  readonly width: number;
  readonly type?: number;
};

/** Space at both ends of cells, so that signs at the ends of the scale stay whole. */
const margin = 8;

const ticksAt = (width: number): number => Math.max(2, Math.floor(width / 60));

/**
 * Draws the axis: labels of round values as far as they have room, above them the reference. It is hidden from screen readers:
 * a table's head needs words besides.
 */
export function intervalAxis({ scale, reference, language, width, type = smallType }: IntervalAxis): TemplateResult {
  const x = placeOn(scale, margin, width - margin);
  const labels = scaleTicks(scale, ticksAt(width), language).map(({ value, words }) => ({ at: x(value), words }));
  const [place] = reference ? clearLabels([{ at: x(reference.value), words: reference.label }], type, [0, width]) : [];
  const height = type * (place ? 3.2 : 1.7);
  const ticks = clearLabels(labels, type, [0, width]).map(
    ({ at, words }) => svg`<text x=${round(at)} y=${height - type * 0.4} text-anchor="middle">${words}</text>`,
  );
  const over =
    place && svg`<text class="goal" x=${round(place.at)} y=${type * 1.2} text-anchor="middle">${place.words}</text>`;
  return chartFrame(undefined, drawing({ width, height, type }, [ticks, over ?? nothing]));
}

/** A unit's cell. All cells of a table share the scale. */
export type IntervalCell = Measured & {
  readonly scale: ChartScale;
  readonly reference: number | null;
  readonly status: Status;
  readonly width: number;
  readonly height?: number;
};

/** Draws interval and value of a unit, the value as the sign of its status. Withheld ones are hatched and have neither. */
export function intervalCell({
  scale,
  reference,
  status,
  width,
  height = 28,
  ...figure
}: IntervalCell): TemplateResult {
  const { value, low, high } = figure;
  const x = placeOn(scale, margin, width - margin);
  const middle = height / 2;
  const upright = (at: number): string => `M${round(x(at))} 0V${height}`;
  const isShown = status !== "withheld" && value !== null;
  const whisker = isShown && low !== null && high !== null ? `M${round(x(low))} ${middle}H${round(x(high))}` : "";
  // One template for all: a hundred cells are drawn at once.
  const content = svg`<path class="grid" d=${tickValues(scale, ticksAt(width)).map(upright).join("")}></path><path
    class="target" d=${reference === null ? "" : upright(reference)}></path><path
    class="whisker ${status}" d=${whisker}></path>${
      isShown
        ? sign(status, x(value), middle)
        : hatching({ x: margin, y: middle - 4, width: width - 2 * margin, height: 8 }, 5)
    }`;
  return chartFrame(undefined, drawing({ width, height }, content));
}

const outlines: Readonly<Record<Exclude<Status, "withheld">, string>> = {
  above: "m0 -6l6 10h-12z",
  below: "m0 6l6 -10h-12z",
  same: "m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
  few: "m0 -5l5 5l-5 5l-5 -5z",
};

function sign(status: Status, x: number, y: number): SVGTemplateResult {
  if (status === "withheld") return hatching({ x: x - 6, y: y - 5, width: 12, height: 10 }, 4);
  return svg`<path class="sign ${status}" d="M${round(x)} ${y}${outlines[status]}"></path>`;
}

/** The sign of a status, for a legend or beside its word: triangle up or down, circle, diamond, hatched box. */
export function statusMark(status: Status): TemplateResult {
  return html`<span class="chart mark" aria-hidden="true">${drawing({ width: 16, height: 16 }, sign(status, 8, 8))}</span>`;
}
