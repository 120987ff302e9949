import type { TemplateResult } from "lit/html.js";
import { html, nothing } from "lit/html.js";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import type { KioskSay } from "../messages/kiosk-messages.ts";
import { inLanguage, type Language } from "../messages/messages.ts";

/** How a person wants to see the screens; all of it goes with them. */
export type Looks = {
  readonly language: Language;
  readonly isLarge: boolean;
  readonly isContrast: boolean;
  readonly isSpoken: boolean;
};

/** How nobody in particular sees them. */
export const plainLooks: Looks = { language: "vi", isLarge: false, isContrast: false, isSpoken: false };

/** What stands around every screen. */
export type Frame = {
  readonly say: KioskSay;
  readonly config: TouchpointConfig | undefined;
  readonly looks: Looks;
  readonly isOnline: boolean;
  readonly isTest: boolean;
  readonly canSpeak: boolean;
  readonly look: (change: Partial<Looks>) => void;
};

/** Whose kiosk it is; small, that there is no network; plainly, that it is being tested. */
export function header({ say, config, isOnline, isTest }: Frame): TemplateResult {
  return html`<header>
    <p class="place"><b>${config?.unit.name ?? ""}</b> <span>${config?.name ?? ""}</span></p>
    <p>${isOnline ? "" : say("o.kiosk")}</p>
    ${isTest ? html`<p class="test">${say("d.test")}</p>` : ""}
  </header>`;
}

/** The privacy line on the first screen, and the person's own tools. */
export function foot(frame: Frame, isFirst: boolean): TemplateResult {
  const { say, config, looks, look, canSpeak } = frame;
  const { language, isLarge, isContrast, isSpoken } = looks;
  const isCounter = config?.channel === "counter";
  const privacy = isCounter ? say("p.counter") : config ? inLanguage(config.privacy.text, language) : "";
  return html`<footer>
    ${isFirst ? html`<p>${privacy}</p>` : ""}
    <div class="tools" role="group" aria-label=${say("x.tools")}>
      ${tool(say("f.larger"), isLarge, () => look({ isLarge: !isLarge }))}
      ${tool(say("f.contrast"), isContrast, () => look({ isContrast: !isContrast }))}
      ${canSpeak ? tool(say("f.speak"), isSpoken, () => look({ isSpoken: !isSpoken })) : ""}
      <button
        type="button"
        class="button quiet"
        lang=${language === "vi" ? "en" : "vi"}
        @press=${() => look({ language: language === "vi" ? "en" : "vi" })}
      >
        ${say("f.other")}
      </button>
    </div>
  </footer>`;
}

function tool(word: string, isOn: boolean, press: () => void): TemplateResult {
  return html`<button type="button" class="button quiet" aria-pressed=${isOn} @press=${press}>${word}</button>`;
}

/** Asks whether somebody is still there, above everything else; any touch says yes. */
export function countdown(say: KioskSay, secondsLeft: number, answer: (isStaying: boolean) => void): TemplateResult {
  const spoken = secondsLeft === 10 || secondsLeft === 3 ? say("x.time", { n: secondsLeft }) : nothing;
  return html`<div class="cover">
    <div class="card" role="alertdialog" aria-modal="true" aria-labelledby="still">
      <p id="still" class="still">${say("i.ask", { n: secondsLeft })}</p>
      <p class="unseen" role="status">${spoken}</p>
      <div class="row">
        <button type="button" class="button" @press=${() => answer(false)}>${say("b.done")}</button>
        <button type="button" class="button main" id="stay" @press=${() => answer(true)}>${say("i.stay")}</button>
      </div>
    </div>
  </div>`;
}
