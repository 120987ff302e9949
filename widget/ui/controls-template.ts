import { live } from "lit/directives/live.js";
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { encode } from "uqr";

/** What a button does, and how it looks. */
export type Press = { readonly press: () => void; readonly kind?: "main" | "plain" | ""; readonly isBusy?: boolean };

/** Draws a button. While it is busy it does nothing and keeps the focus. */
export function actionButton(word: string, { press, kind = "", isBusy = false }: Press): TemplateResult {
  const disabled = isBusy ? "true" : nothing;
  return html`<button type="button" class=${kind} aria-disabled=${disabled} @click=${isBusy ? null : press}>${word}</button>`;
}

/** Draws an error message, which a screen reader reads aloud. */
export function faultNote(text: string | null): TemplateResult {
  return html`<div role="alert">${text === null ? "" : html`<p class="fault">${text}</p>`}</div>`;
}

/** A field. `typed` is called with each new value. */
export type Field = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly typed: (value: string) => void;
  readonly type?: "text" | "password";
  readonly most?: number;
  readonly hint?: string;
  /** What is wrong with the value. */
  readonly fault?: string | null;
};

/** Draws a field of one line. The browser does not store its value or offer values. */
export function lineField({ id, label, value, typed, type = "text", most = 200, hint, fault }: Field): TemplateResult {
  const told = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ");
  return html`<label for=${id}>${label}</label>
    <input
      id=${id}
      type=${type}
      .value=${value}
      maxlength=${most}
      autocomplete=${type === "password" ? "new-password" : "off"}
      autocapitalize="off"
      spellcheck="false"
      aria-describedby=${told || nothing}
      aria-invalid=${fault ? "true" : nothing}
      @input=${(event: Event) => typed((event.target as HTMLInputElement).value)}
    />${hint ? html`<p class="soft" id="${id}-hint">${hint}</p>` : ""}${fault ? html`<p class="fault" id="${id}-fault">${fault}</p>` : ""}`;
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

/** A choice among few. `chosen` is called with each new value. */
export type ChooseField = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (readonly [value: string, word: string])[];
  readonly chosen: (value: string) => void;
};

/** Draws a native list to choose from. */
export function chooseField({ id, label, value, choices, chosen }: ChooseField): TemplateResult {
  return html`<label for=${id}>${label}</label>
    <select id=${id} @change=${(event: Event) => chosen((event.target as HTMLSelectElement).value)}>
      ${choices.map(([key, word]) => html`<option value=${key} .selected=${live(key === value)}>${word}</option>`)}
    </select>`;
}

/** A box to tick. */
export type CheckField = {
  readonly id: string;
  readonly label: string;
  readonly isOn: boolean;
  readonly set: (isOn: boolean) => void;
};

/** Draws a box to tick. */
export function checkField({ id, label, isOn, set }: CheckField): TemplateResult {
  return html`<label class="check" for=${id}
    ><input
      id=${id}
      type="checkbox"
      .checked=${live(isOn)}
      @change=${(event: Event) => set((event.target as HTMLInputElement).checked)}
    /><span>${label}</span></label
  >`;
}

/** Computes a QR code; null until it is loaded, which is after the first screen is drawn. */
export type QrEncode = typeof encode | null;

/** Draws a QR code, always dark on white, with its quiet zone. `label`: what it opens. */
export function qrCode(text: string, label: string, encode: QrEncode): TemplateResult | "" {
  if (!encode) return "";
  const { data, size } = encode(text, { ecc: "M", border: 3 });
  const dark = data.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")).join("")).join("");
  return html`<svg class="qr" viewBox=${`0 0 ${size} ${size}`} role="img" aria-label=${label}>
    <path class="white" d=${`M0 0h${size}v${size}H0z`} /><path class="black" d=${dark} />
  </svg>`;
}

/** Draws a circle with a path in it, on 64 by 64. Screen readers skip it: the words are beside it. */
export function drawing(path: string | undefined): TemplateResult {
  return html`<svg class="drawing" viewBox="0 0 64 64" aria-hidden="true"><circle cx="32" cy="32" r="29" /><path d=${path} /></svg>`;
}

/** Draws somebody's words. Very long ones scroll in a box that takes the focus. `name` is the class, `lang` their language if it may differ from the page's. */
export function saidWords(words: string, name: string = "said", lang?: "vi"): TemplateResult {
  const isLong = areLong(words);
  return html`<p class=${isLong ? `${name} long` : name} tabindex=${isLong ? "0" : nothing} dir="auto" lang=${lang ?? nothing}>${words}</p>`;
}

/** Whether words are so long that they scroll in a box of their own: class `long`. */
export function areLong(words: string): boolean {
  return words.length > 2000 || words.split("\n", 25).length === 25;
}

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
