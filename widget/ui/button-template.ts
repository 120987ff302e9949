import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";

/** What a button does, and how it looks. */
export type Press = { readonly press: () => void; readonly kind?: "main" | "plain" | ""; readonly isBusy?: boolean };

/** Draws a button. */
export function actionButton(word: string, { press, kind = "", isBusy = false }: Press): TemplateResult {
  return html`<button type="button" class=${kind} ?disabled=${isBusy} @click=${press}>${word}</button>`;
}

/** Draws an error message, which a screen reader reads aloud. */
export function faultNote(text: string | null): TemplateResult {
  return html`<div role="alert">${text === null ? "" : html`<p class="fault">${text}</p>`}</div>`;
}
