import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import { inLanguage } from "../messages/messages.ts";
import { pressButton } from "./press-button-template.ts";
import { qrCode } from "../ui/controls-template.ts";
import type { VisitView } from "./visit-view.ts";

/** The way to the sealed report, the same after every level; nothing where the agency takes none. */
export function sealedEntry({ config, language, act }: VisitView): TemplateResult | "" {
  if (!config.sealed) return "";
  return pressButton(inLanguage(config.sealed.text, language), () => act({ kind: "go", to: "sealed" }), "quiet aside");
}

/**
 * Hands a sealed report to the person's own phone. Nothing is typed here, the code says nothing of this kiosk or this rating,
 * and nothing of the screen is read aloud, since others stand near.
 */
export function sealed({ say, config, language, server, visit, encode, act }: VisitView): TemplateResult | "" {
  if (!config.sealed) return "";
  const { recipient, url, text } = config.sealed;
  const { href } = new URL(language === "vi" ? url : `${url}?lang=${language}`, server);
  return html`<div class="head" data-quiet>
      <h1 id="head" tabindex="-1">${inLanguage(text, language)}</h1>
      <p class="sub">${say("r.take")} ${say("r.phone")}</p>
      <p class="sub">${say("r.who", { recipient })}</p>
    </div>
    <div class="keepsake">
      ${qrCode(href, say("x.qr", { name: say("x.sealed") }), encode)}
      <p class="sub">${href}</p>
    </div>
    <div class="row">
      ${pressButton(say("b.back"), () => act({ kind: "back" }))}
      ${pressButton(say("b.done"), () => act({ kind: visit.cameFrom === "thanks" ? "leave" : "send" }), "main")}
    </div>`;
}
