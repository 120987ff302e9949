import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";

/** A name to read and where it leads. */
export type Link = { readonly name: string; readonly url: string };

/** A small note that ends in a link. */
export function footNote(note: string, { name, url }: Link): TemplateResult {
  return html`<p class="foot" part="foot">${note}<a href=${url} target="_blank" rel="noreferrer">${name}</a></p>`;
}
