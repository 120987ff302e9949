import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { Say } from "../messages/pick-messages.ts";
import { spacedTicket } from "./ticket-code.ts";

/** What the last screen shows. */
export type Thanks = {
  readonly say: Say;
  /** What has become of the feedback, in words. */
  readonly headline: string;
  readonly ticket: string | undefined;
  readonly isCopied: boolean;
  readonly copy: (event: Event) => void;
  readonly change: () => void;
};

/** The thank-you: the same for every level. */
export function thanks(shown: Thanks): TemplateResult {
  const { say, ticket } = shown;
  return html`<div class="thanks">
    <svg class="drawing" viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="21" /><path d="M15 25l6 6 12-13" /></svg>
    <div class="told">
      <p class="question" id="thanks" tabindex="-1">${shown.headline}</p>
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
