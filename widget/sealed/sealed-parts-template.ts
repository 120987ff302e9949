import type { TemplateResult } from "lit/html.js";
import { html, nothing } from "lit/html.js";
import type { SealedRecipient } from "../../shared/contract/sealed.ts";
import type { SealedSay } from "../messages/pick-sealed-messages.ts";
import { fingerprintBlocks } from "./fingerprint.ts";

/** What a button does, and how it looks. */
export type Press = { readonly press: () => void; readonly kind?: "main" | "plain" | ""; readonly isBusy?: boolean };

/** A button. */
export function sealedButton(word: string, { press, kind = "", isBusy = false }: Press): TemplateResult {
  return html`<button type="button" class=${kind} ?disabled=${isBusy} @click=${press}>${word}</button>`;
}

/** A field: its id, what stands above it, what is in it, and who hears what is typed. */
export type Field = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly typed: (value: string) => void;
  readonly type?: "text" | "password";
  readonly most?: number;
  readonly hint?: string;
};

/** A line to type into. Nothing of it is kept or offered by the browser. */
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

/** Lines to type into; see {@link lineField}. */
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

/** What went wrong, spoken by a screen reader as well. */
export function faultNote(text: string | null): TemplateResult {
  return html`<div role="alert">${text === null ? "" : html`<p class="fault">${text}</p>`}</div>`;
}

/** A fingerprint in two lines of four blocks. */
export function blocksOf(fingerprint: string): TemplateResult {
  const blocks = fingerprintBlocks(fingerprint);
  return html`<span class="blocks">${blocks.slice(0, 24)}<br />${blocks.slice(24)}</span>`;
}

/** A day as it is written here: `24/11/2026`. */
export function shownDay(day: string): string {
  return day.split("-").reverse().join("/");
}

/** A recipient's key, those before it, and the server that told them. */
export type CheckedKey = {
  readonly recipient: SealedRecipient;
  readonly former: readonly SealedRecipient[];
  readonly server: string;
};

/** A recipient's key to be compared, and those before it. */
export function keyCheck(say: SealedSay, { recipient, former, server }: CheckedKey): TemplateResult {
  const { name, fingerprint, from } = recipient;
  return html`<details>
    <summary>${say("r.key")}</summary>
    <p>${blocksOf(fingerprint)}</p>
    <p class="soft">${say("r.key.hint", { recipient: name, day: shownDay(from) })}</p>
    <p class="soft">
      ${say("r.key.page")}<a href="${server}/sealed/offline.html" download>${say("r.key.offline")}</a>
    </p>
    ${former.length === 0 ? "" : html`<p class="soft">${say("r.key.former")}</p>`}
    <ul class="soft">
      ${former.map(
        (key) => html`<li>
          ${key.name}, ${shownDay(key.from)} – ${shownDay(key.until ?? "")}<br />
          ${blocksOf(key.fingerprint)}
        </li>`,
      )}
    </ul>
  </details>`;
}
