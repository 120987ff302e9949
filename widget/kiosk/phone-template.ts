import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import { pressButton } from "./press-button-template.ts";
import { qrCode } from "../ui/controls-template.ts";
import type { VisitView } from "./visit-view.ts";

/** Hands the comment to the person's own phone: the code leads to a page that knows which rating it follows. */
export function phone(view: VisitView): TemplateResult {
  const { say, act } = view;
  return html`<div class="head">
      <h1 id="head" tabindex="-1">${say("h.title")}</h1>
      <p class="sub">${say("h.within")}</p>
    </div>
    ${followCode(view)}
    <div class="row">
      ${pressButton(say("b.back"), () => act({ kind: "back" }))}
      ${pressButton(say("b.done"), () => act({ kind: "send" }), "main")}
    </div>`;
}

/** The code by which a comment follows the rating; good for 7 days from the rating on. */
export function followCode({ say, language, server, config, visit, encode }: VisitView): TemplateResult | "" {
  const id = visit.draft?.item.id ?? "";
  const words = language === "vi" ? "" : `&lang=${language}`;
  return qrCode(`${server}/rate/${config.id}?follows=${id}${words}`, say("x.qr", { name: say("x.comment") }), encode);
}
