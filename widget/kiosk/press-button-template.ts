import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";

/** A large button. All of a row have the same size; `main` is filled, `quiet` has smaller words. */
export function pressButton(word: string, press: () => void, kind: "main" | "quiet" | "" = ""): TemplateResult {
  return html`<button type="button" class=${`button ${kind}`} @press=${press}>${word}</button>`;
}
