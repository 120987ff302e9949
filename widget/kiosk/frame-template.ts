import { html, nothing, type TemplateResult } from "lit/html.js";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import type { KioskSay, KioskMessageKey } from "../messages/kiosk-messages.ts";
import { inLanguage, type Language } from "../messages/messages.ts";
import type { KioskStanding } from "./kiosk-deps.ts";
import { pressButton } from "./press-button-template.ts";

/** How a person wants to see the screens. It is reset when they leave. */
export type Looks = {
  readonly language: Language;
  readonly isLarge: boolean;
  readonly isContrast: boolean;
  readonly isSpoken: boolean;
};

/** Looks before anybody has chosen. */
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

/** Draws unit and place, a small note if there is no network, and a large one in test mode. */
export function header({ say, config, isOnline, isTest }: Frame): TemplateResult {
  const unit = config?.unit.name ?? "";
  // A touchpoint is often named with its unit, which stands here already.
  const place = config?.name.replace(unit, "").replace(/^[\s,·–-]+|[\s,·–-]+$/g, "") ?? "";
  return html`<header>
    <p class="place"><b>${unit}</b> <span>${place}</span></p>
    <p>${isOnline ? "" : say("o.kiosk")}</p>
    ${isTest ? html`<p class="test">${say("d.test")}</p>` : ""}
  </header>`;
}

/** What people who rate are promised; the first screen says it. */
export function privacyLine({ say, config, looks }: Frame): string {
  if (config?.channel === "counter") return say("p.counter");
  return config ? inLanguage(config.privacy.text, looks.language) : "";
}

/** Draws a note, and the buttons for size, contrast, reading aloud and language. */
export function foot({ say, looks, look, canSpeak }: Frame, note: string): TemplateResult {
  const { language, isLarge, isContrast, isSpoken } = looks;
  return html`<footer>
    ${note ? html`<p>${note}</p>` : ""}
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

/** Draws the question whether somebody is still there, above everything else. Any touch means yes. */
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

/** What the screen of a kiosk that can't ask is drawn from. */
export type Closed = {
  readonly say: KioskSay;
  readonly standing: KioskStanding;
  readonly config: TouchpointConfig | undefined;
  readonly enrol: () => void;
};

const technical: Partial<Record<KioskStanding, KioskMessageKey>> = {
  insecure: "d.insecure",
  "second-tab": "d.second",
  revoked: "d.revoked",
};

/** Draws why the kiosk can't ask, and what the technician can do. No QR code: without a device the touchpoint takes no ratings. */
export function closed({ say, standing, config, enrol }: Closed): TemplateResult {
  const isShut = standing === "ready" && config?.closed;
  const isStarting = standing === "starting" || standing === "ready";
  const key = technical[standing];
  const official = isShut && config.official_channel;
  const note = key ? say(key) : official ? `${official.name}: ${official.url}` : "";
  return html`<div class="head">
      <h1 id="head" tabindex="-1">${say(isShut ? "e.shut" : isStarting ? "a.soon" : "a.rest")}</h1>
      ${note ? html`<p class="sub">${note}</p>` : ""}
    </div>
    ${standing === "revoked" ? html`<div class="row">${pressButton(say("d.enrol"), enrol)}</div>` : ""}`;
}
