import { html, type TemplateResult } from "lit";

/** What stands in a cell. */
export type Cell = string | TemplateResult;

/** A table of figures. The first cell of a row names it; the others are set right, but for the columns in `left` (the first is 0). */
export type PlainTable = {
  readonly caption: string;
  readonly heads: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
  readonly left?: readonly number[];
};

/** Draws a table, which scrolls sideways in a box that takes the focus where it is too wide. */
export function plainTable({ caption, heads, rows, left = [] }: PlainTable): TemplateResult {
  const side = (column: number): string => (left.includes(column) ? "left" : "");
  return html`<div class="wide figures" tabindex="0" role="group" aria-label=${caption}>
    <table>
      <caption>${caption}</caption>
      <thead>
        <tr>${heads.map((head, column) => html`<th scope="col" class=${side(column)}>${head}</th>`)}</tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, ...cells]) => html`<tr>
            <th scope="row">${name}</th>
            ${cells.map((cell, place) => html`<td class=${side(place + 1)}>${cell}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
