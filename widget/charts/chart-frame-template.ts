import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from "lit";

/** Size of small type in a drawing, in pixels. */
export const smallType = 12;

/** A whole chart. With a label it is a picture to screen readers, else it is not there. */
export function chartFrame(label: string | undefined, content: unknown): TemplateResult {
  return html`<div
    class="chart"
    role=${label ? "img" : nothing}
    aria-label=${label || nothing}
    aria-hidden=${label ? nothing : "true"}
  >${content}</div>`;
}

/** How large a drawing is, and its small type: in pixels. */
export type DrawingSize = { readonly width: number; readonly height: number; readonly type?: number };

/** A drawing at its own size: type in it is as large as it says. */
export function drawing({ width, height, type = smallType }: DrawingSize, content: unknown): TemplateResult {
  return html`<svg width=${width} height=${height} viewBox="0 0 ${width} ${height}" font-size=${type} aria-hidden="true">${content}</svg>`;
}

/** A rectangle of the drawing. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Slanted lines in a rectangle: something is here that is not shown. Lines, since patterns need ids and print badly. */
export function hatching({ x, y, width, height }: Box, gap: number = 6): SVGTemplateResult {
  const lines: string[] = [];
  // The lines of all hatchings continue each other: they lie where x + y is a multiple of the gap.
  for (let sum = Math.ceil((x + y) / gap) * gap; sum < x + width + y + height; sum += gap) {
    const [left, right] = [Math.max(x, sum - y - height), Math.min(x + width, sum - y)];
    if (right > left) lines.push(`M${round(left)} ${round(sum - left)}L${round(right)} ${round(sum - right)}`);
  }
  return svg`<rect class="veil" x=${x} y=${y} width=${width} height=${height}></rect><path class="hatch" d=${lines.join("")}></path>`;
}

/** A tenth of a pixel is fine enough. */
export function round(place: number): number {
  return Math.round(place * 10) / 10;
}

/** An entry of a legend: what it looks like, in a box of 20 by 14 pixels, and what it means. */
export type LegendEntry = { readonly sign: unknown; readonly words: string };

/** What signs mean, below a chart. */
export function legend(entries: readonly LegendEntry[], remarks: readonly string[] = []): TemplateResult {
  const items = entries.map(
    ({ sign, words }) =>
      html`<span class="entry">${sign === nothing ? nothing : drawing({ width: 20, height: 14 }, sign)} ${words}</span>`,
  );
  return html`<div class="legend">${items}${remarks.map((words) => html`<span class="entry">${words}</span>`)}</div>`;
}
