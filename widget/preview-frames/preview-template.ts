import { html, nothing, type TemplateResult } from "lit/html.js";
import type { FormsSay } from "../form-draft/forms-messages.ts";
import type { Language } from "../messages/messages.ts";
import { actionButton, chooseField } from "../ui/controls-template.ts";
import { previewPath } from "./preview-message.ts";

/** How the screens are shown. */
export type PreviewLooks = {
  readonly isShown: boolean;
  readonly isLarge: boolean;
  readonly language: Language;
  readonly level: number | null;
  readonly web: "portal" | "qr";
  readonly device: "kiosk" | "counter";
};

/** How the screens are shown, and what shows them another way. */
export type PreviewShown = {
  readonly looks: PreviewLooks;
  readonly show: (change: Partial<PreviewLooks>) => void;
};

/** What stands in the bar at the foot of the window beside the preview: the page's own notes and buttons. */
export type PreviewParts = {
  readonly say: FormsSay;
  readonly notes: TemplateResult | typeof nothing;
  readonly buttons: TemplateResult | typeof nothing;
};

/**
 * Draws the bar at the foot of the window, and on demand in it the screens of portal and kiosk side by side: the product's own,
 * in frames of their own size.
 */
export function previewDrawer(preview: PreviewShown, { say, notes, buttons }: PreviewParts): TemplateResult {
  const { looks } = preview;
  const toggle = (): void => preview.show({ isShown: !looks.isShown });
  return html`<section class="preview ${looks.isShown ? "shown" : ""} ${looks.isLarge ? "large" : ""}" aria-label=${say("fo.p")}>
    ${notes}
    <div class="row">
      ${buttons}
      <button type="button" id="preview-toggle" aria-expanded=${looks.isShown} @click=${toggle}>
        ${say(looks.isShown ? "fo.p.hide" : "fo.p.show")}
      </button>
    </div>
    ${looks.isShown ? frames(say, preview) : nothing}
  </section>`;
}

type Choices = readonly (readonly [value: string, word: string])[];

function previewTools(say: FormsSay, preview: PreviewShown): TemplateResult {
  const { language, level, isLarge, web, device } = preview.looks;
  const levels: Choices = [
    ["", say("fo.p.level.none")],
    ...([5, 4, 3, 2, 1] as const).map((one) => [String(one), say(`fo.level.${one}`)] as const),
  ];
  const languages = (["vi", "en"] as const).map((one) => [one, say(`fo.${one}`)] as const);
  const webs = (["portal", "qr"] as const).map((one) => [one, say(`fo.p.${one}`)] as const);
  const devices = (["kiosk", "counter"] as const).map((one) => [one, say(`fo.p.${one}`)] as const);
  return html`<div>
      ${chooseField({ id: "preview-language", label: say("fo.p.language"), value: language, choices: languages, chosen: (one) => preview.show({ language: one as Language }) })}
    </div>
    <div>
      ${chooseField({ id: "preview-level", label: say("fo.p.level"), value: level === null ? "" : String(level), choices: levels, chosen: (one) => preview.show({ level: one === "" ? null : Number(one) }) })}
    </div>
    <div>
      ${chooseField({ id: "preview-web", label: say("fo.p.web"), value: web, choices: webs, chosen: (one) => preview.show({ web: one as PreviewLooks["web"] }) })}
    </div>
    <div>
      ${chooseField({ id: "preview-device", label: say("fo.p.device"), value: device, choices: devices, chosen: (one) => preview.show({ device: one as PreviewLooks["device"] }) })}
    </div>
    ${actionButton(say(isLarge ? "fo.p.small" : "fo.p.large"), { press: () => preview.show({ isLarge: !isLarge }) })}`;
}

function frames(say: FormsSay, preview: PreviewShown): TemplateResult {
  const { web, device } = preview.looks;
  return html`<div class="frames">
    ${frame("web", say(`fo.p.${web}`))} ${frame("device", say(`fo.p.${device}`))}
    <div class="knobs">${previewTools(say, preview)}</div>
  </div>
  <p class="soft">${say("fo.p.hint")}</p>`;
}

function frame(kind: "web" | "device", title: string): TemplateResult {
  return html`<div class="shot ${kind}">
    <iframe data-kind=${kind} title=${title} src="${previewPath}?${kind}"></iframe>
  </div>`;
}
