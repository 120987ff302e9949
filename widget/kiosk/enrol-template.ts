import type { TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { html } from "lit/html.js";
import type { TechnicalMessageKey, TechnicalSay } from "../messages/technical-messages.ts";
import type { EnrolController } from "./enrol-controller.ts";
import { codeRows, keyboard } from "./keyboard-template.ts";
import { pressButton } from "./press-button-template.ts";

/** Agency and one-time code, written on the screen's own keyboard, or filled in by a link. */
export function enrol(enrolling: EnrolController, say: TechnicalSay): TemplateResult {
  const { failure, isBusy, isUnsafe } = enrolling.state;
  if (isUnsafe) {
    return html`<div class="head" role="alert"><h1 id="head" tabindex="-1">${say("d.unsafe")}</h1></div>
      <div class="row">${pressButton(say("d.understood"), () => enrolling.understood(), "main")}</div>`;
  }
  const told = failure ? say(`d.fail.${failure}` as TechnicalMessageKey) : say("d.how");
  return html`<div class="head">
      <h1 id="head" tabindex="-1">${say("d.enrol")}</h1>
      <p class=${failure ? "sub wrong" : "sub"} role="status">${told}</p>
    </div>
    <div class="fields">${field("agency", enrolling, say)}${field("code", enrolling, say)}</div>
    <div class="row">
      ${enrolling.state.isAsked ? pressButton(say("d.close"), () => enrolling.close()) : ""}
      <button type="button" class="button main" ?disabled=${isBusy} @press=${() => void enrolling.submit()}>
        ${say("d.go")}
      </button>
    </div>
    ${keyboard({ say, rows: codeRows, isCapital: false, pressed: (key) => enrolling.press(key) })}`;
}

function field(name: "agency" | "code", enrolling: EnrolController, say: TechnicalSay): TemplateResult {
  return html`<label class=${enrolling.state.field === name ? "current" : ""}
    ><span>${say(`d.${name}`)}</span>
    <input
      class="field"
      name=${name}
      inputmode="none"
      autocomplete="off"
      spellcheck="false"
      .value=${live(enrolling.state[name])}
      @focus=${() => enrolling.choose(name)}
      @input=${(event: Event) => enrolling.write(name, (event.target as HTMLInputElement).value)}
      @keydown=${(event: KeyboardEvent) => event.key === "Enter" && void enrolling.submit()}
  /></label>`;
}
