import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";

/** A large button. All of a row have the same size; `main` is filled, `quiet` has smaller words, `aside` stands by itself. */
export function pressButton(
  word: string,
  press: () => void,
  kind: "main" | "quiet" | "quiet aside" | "" = "",
): TemplateResult {
  return html`<button type="button" class=${`button ${kind}`} @press=${press}>${word}</button>`;
}
