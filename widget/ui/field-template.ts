import type { TemplateResult } from "lit/html.js";
import { html, nothing } from "lit/html.js";

/** A field. `typed` is called with each new value. */
export type Field = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly typed: (value: string) => void;
  readonly type?: "text" | "password";
  readonly most?: number;
  readonly hint?: string;
};

/** Draws a field of one line. The browser does not store its value or offer values. */
export function lineField({ id, label, value, typed, type = "text", most = 200, hint }: Field): TemplateResult {
  return html`<label for=${id}>${label}</label>
    <input
      id=${id}
      type=${type}
      .value=${value}
      maxlength=${most}
      autocomplete=${type === "password" ? "new-password" : "off"}
      autocapitalize="off"
      spellcheck="false"
      aria-describedby=${hint ? `${id}-hint` : nothing}
      @input=${(event: Event) => typed((event.target as HTMLInputElement).value)}
    />${hint ? html`<p class="soft" id="${id}-hint">${hint}</p>` : ""}`;
}

/** Draws a field of several lines; see {@link lineField}. */
export function textField({ id, label, value, typed, most = 4000 }: Field, isLong = false): TemplateResult {
  return html`<label for=${id}>${label}</label>
    <textarea
      id=${id}
      class=${isLong ? "long" : ""}
      .value=${value}
      maxlength=${most}
      autocomplete="off"
      spellcheck="false"
      @input=${(event: Event) => typed((event.target as HTMLTextAreaElement).value)}
    ></textarea>`;
}
