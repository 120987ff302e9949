import { html, type TemplateResult } from "lit/html.js";
import type { KioskSay } from "../messages/kiosk-messages.ts";

/** A large button. All of a row have the same size; `main` is filled, `quiet` has smaller words, `aside` stands by itself. */
export function pressButton(
  word: string,
  press: () => void,
  kind: "main" | "quiet" | "aside" | "" = "",
): TemplateResult {
  return html`<button type="button" class=${`button ${kind}`} @press=${press}>${word}</button>`;
}

/** Draws the buttons to a list's other pages, hidden until it has several. `turn`: by how many pages. */
export function pager(say: KioskSay, turn: (by: number) => void, more: string = say("b.more")): TemplateResult {
  return html`<div class="pager" hidden>
    ${pressButton(say("b.before"), () => turn(-1))}${pressButton(more, () => turn(1))}
  </div>`;
}
