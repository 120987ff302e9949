import { html, type TemplateResult } from "lit/html.js";
import { inLanguage } from "../messages/messages.ts";
import { qrCode, type QrEncode } from "../ui/controls-template.ts";
import { pressButton } from "./press-button-template.ts";
import type { VisitView } from "./visit-view.ts";

/** Draws the code that a person scans to write the comment on their own phone. It tells that page which rating is followed. */
export function phone(view: VisitView): TemplateResult {
  const { say, act } = view;
  return html`<div class="head">
      <h1 id="head" tabindex="-1">${say("h.title")}</h1>
      <p class="sub">${say("h.within")}</p>
    </div>
    <div class="keepsake fill">${followCode(view)}</div>
    <div class="row">
      ${pressButton(say("b.back"), () => act({ kind: "back" }))}
      ${pressButton(say("b.done"), () => act({ kind: "send" }), "main")}
    </div>`;
}

/** Draws the code by which a comment follows the rating. It works for 7 days after the rating. */
export function followCode({ say, language, server, config, visit, encode }: VisitView): TemplateResult {
  const id = visit.draft?.item.id ?? "";
  const words = language === "vi" ? "" : `&lang=${language}`;
  const address = `${server}/rate/${config.id}?follows=${id}${words}`;
  return seenCode(address, say("x.qr", { name: say("x.comment") }), encode);
}

/** A QR code, as large as there is room. */
export function seenCode(text: string, label: string, encode: QrEncode): TemplateResult {
  return html`<div class="seen">${qrCode(text, label, encode)}</div>`;
}

/** Draws the button to the sealed report, the same after every level; nothing if the agency takes none. */
export function sealedEntry({ config, language, act }: VisitView): TemplateResult | "" {
  if (!config.sealed) return "";
  return pressButton(inLanguage(config.sealed.text, language), () => act({ kind: "go", to: "sealed" }), "aside");
}

/**
 * Draws the code that a person scans to write a sealed report on their own phone. Nothing is typed here. The code names
 * neither kiosk nor rating. The screen is not read aloud, since others stand near.
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
    <div class="keepsake fill">
      ${seenCode(href, say("x.qr", { name: say("x.sealed") }), encode)}
      <p class="sub">${href}</p>
    </div>
    <div class="row">
      ${pressButton(say("b.back"), () => act({ kind: "back" }))}
      ${pressButton(say("b.done"), () => act({ kind: visit.cameFrom === "thanks" ? "leave" : "send" }), "main")}
    </div>`;
}
