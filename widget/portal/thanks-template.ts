import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { DeliveryWords } from "./delivery-words.ts";
import { drawing } from "../ui/controls-template.ts";
import type { Say } from "../messages/messages.ts";
import { spacedTicket } from "../visit/ticket-code.ts";

/** What the last screen shows. */
export type Thanks = {
  readonly say: Say;
  readonly words: Pick<DeliveryWords, "headline" | "detail">;
  readonly ticket: string | undefined;
  readonly isCopied: boolean;
  readonly copy: (event: Event) => void;
  readonly change: () => void;
};

/** The thank-you: the same for every level. */
export function thanks(shown: Thanks): TemplateResult {
  const { say } = shown;
  const { headline, detail } = shown.words;
  // A code that nothing stands behind would be kept and asked in vain.
  const ticket = headline && shown.ticket;
  const sign = headline ? "M20 33l8 8 16-17" : detail && "M32 19v16m0 9v0";
  return html`<div class="thanks">
    ${drawing(sign)}
    <div class="told">
      <p class="question" id="thanks" tabindex="-1">${headline || detail}</p>
      ${
        ticket
          ? html`<p>${say("k.code")}</p>
            <p class="code" part="ticket">${spacedTicket(ticket)}</p>
            <p class="hint">${say("k.keep")}</p>`
          : ""
      }
      <div class="row">
        ${ticket ? button(say(shown.isCopied ? "k.copied" : "x.copy"), shown.copy) : ""}
        ${button(say("b.change"), shown.change)}
      </div>
      <div id="told" class="status"></div>
    </div>
  </div>`;
}

/** A button of the element; never one of the host page's form. */
export function button(word: string, pressed: (event: Event) => void, kind: "main" | "" = ""): TemplateResult {
  return html`<button type="button" class=${kind} part=${`button ${kind}`} @click=${pressed}>${word}</button>`;
}
