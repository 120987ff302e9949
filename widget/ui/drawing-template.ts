import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";

/** A circle with something in it, on 64 by 64; nothing for a screen reader, which has the words beside it. */
export function drawing(path: string | undefined): TemplateResult {
  return html`<svg class="drawing" viewBox="0 0 64 64" aria-hidden="true"><circle cx="32" cy="32" r="29" /><path d=${path} /></svg>`;
}
