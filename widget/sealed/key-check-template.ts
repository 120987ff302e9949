import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { SealedRecipient } from "../../shared/contract/sealed.ts";
import type { SealedSay } from "../messages/sealed-messages.ts";
import { fingerprintBlocks } from "./fingerprint.ts";
import { shownDay } from "./shown-day.ts";

/** A fingerprint in two lines of four blocks. */
export function blocksOf(fingerprint: string): TemplateResult {
  const blocks = fingerprintBlocks(fingerprint);
  return html`<span class="blocks">${blocks.slice(0, 24)}<br />${blocks.slice(24)}</span>`;
}

/** A recipient's key, and the server that told it. */
export type CheckedKey = {
  readonly recipient: SealedRecipient;
  readonly server: string;
};

/** A recipient's key to be compared. */
export function keyCheck(say: SealedSay, { recipient, server }: CheckedKey): TemplateResult {
  const { name, fingerprint, from } = recipient;
  return html`<details>
    <summary>${say("r.key")}</summary>
    <p>${blocksOf(fingerprint)}</p>
    <p class="soft">${say("r.key.hint", { recipient: name, day: shownDay(from) })}</p>
    <p class="soft">
      ${say("r.key.page")}<a href="${server}/sealed/offline.html" download>${say("r.key.offline")}</a>
    </p>
  </details>`;
}
