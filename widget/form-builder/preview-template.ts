import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Language } from "../messages/messages.ts";
import { actionButton, chooseField } from "../ui/controls-template.ts";
import type { FormsSay } from "./forms-messages.ts";
import type { PreviewController, PreviewLooks } from "./preview-controller.ts";
import { previewPath } from "./preview-message.ts";

/** Draws the drawer with the screens of portal and kiosk side by side. They are the product's own, in frames of their own size. */
export function previewDrawer(say: FormsSay, preview: PreviewController): TemplateResult {
  const { looks } = preview;
  const toggle = (): void => preview.show({ isShown: !looks.isShown });
  return html`<section class="preview ${looks.isShown ? "shown" : ""} ${looks.isLarge ? "large" : ""}" aria-label=${say("fo.p")}>
    <div class="tools">
      <button type="button" id="preview-toggle" aria-expanded=${looks.isShown} @click=${toggle}>
        ${say(looks.isShown ? "fo.p.hide" : "fo.p.show")}
      </button>
      ${looks.isShown ? previewTools(say, preview) : nothing}
    </div>
    ${looks.isShown ? html`<p class="soft">${say("fo.p.hint")}</p>${frames(say, preview)}` : nothing}
  </section>`;
}

function previewTools(say: FormsSay, preview: PreviewController): TemplateResult {
  const { language, level, isLarge } = preview.looks;
  const levels = [
    ["", say("fo.p.level.none")] as const,
    ...([5, 4, 3, 2, 1] as const).map((one) => [String(one), say(`fo.level.${one}`)] as const),
  ];
  const languages = [
    ["vi", say("fo.vi")],
    ["en", say("fo.en")],
  ] as const;
  return html`<div>
      ${chooseField({ id: "preview-language", label: say("fo.p.language"), value: language, choices: languages, chosen: (one) => preview.show({ language: one as Language }) })}
    </div>
    <div>
      ${chooseField({ id: "preview-level", label: say("fo.p.level"), value: level === null ? "" : String(level), choices: levels, chosen: (one) => preview.show({ level: one === "" ? null : Number(one) }) })}
    </div>
    ${actionButton(say(isLarge ? "fo.p.small" : "fo.p.large"), { press: () => preview.show({ isLarge: !isLarge }) })}`;
}

function frames(say: FormsSay, preview: PreviewController): TemplateResult {
  const { web, device } = preview.looks;
  const webs = [
    ["portal", say("fo.p.portal")],
    ["qr", say("fo.p.qr")],
  ] as const;
  const devices = [
    ["kiosk", say("fo.p.kiosk")],
    ["counter", say("fo.p.counter")],
  ] as const;
  return html`<div class="frames">
    <div>
      ${chooseField({ id: "preview-web", label: say("fo.p.web"), value: web, choices: webs, chosen: (one) => preview.show({ web: one as PreviewLooks["web"] }) })}
      ${frame("web", say(web === "qr" ? "fo.p.qr" : "fo.p.portal"))}
    </div>
    <div>
      ${chooseField({ id: "preview-device", label: say("fo.p.device"), value: device, choices: devices, chosen: (one) => preview.show({ device: one as PreviewLooks["device"] }) })}
      ${frame("device", say(device === "counter" ? "fo.p.counter" : "fo.p.kiosk"))}
    </div>
  </div>`;
}

/** The frame may run scripts of its own server, and nothing else: no forms, no windows, no way to lead this page elsewhere. */
function frame(kind: "web" | "device", title: string): TemplateResult {
  return html`<div class="shot ${kind}">
    <iframe data-kind=${kind} title=${title} src="${previewPath}?${kind}" sandbox="allow-scripts allow-same-origin"></iframe>
  </div>`;
}
