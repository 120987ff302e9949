import { html, type TemplateResult } from "lit/html.js";
import { spacedTicket } from "../visit/comment.ts";
import { kioskSettings } from "../visit/asked-questions.ts";
import { followCode, sealedEntry, seenCode } from "./codes-template.ts";
import { pressButton } from "./press-button-template.ts";
import type { VisitView } from "./visit-view.ts";

/** Draws the thank-you, the same for every level, and the code to take along; or says that nothing could be kept. */
export function kioskThanks(view: VisitView): TemplateResult {
  const { say, isKept, mayRechoose, act } = view;
  const told = isKept === null ? "" : say(isKept ? "t.ok" : "e.store");
  return html`<div class="told">
      <svg class="mark" viewBox="0 0 48 48" aria-hidden="true">
        <circle cx="24" cy="24" r="21" /><path d=${isKept === false ? "M24 13v14M24 33v1" : "M15 25l6 6 12-13"} />
      </svg>
      <div role="status"><h1 id="head" tabindex="-1">${told}</h1></div>
    </div>
    <div class="keepsake fill">${isKept ? keepsake(view) : ""}</div>
    ${sealedEntry(view)}
    <div class="row">
      ${mayRechoose ? pressButton(say("i.wrong"), () => act({ kind: "rechoose" })) : ""}
      ${pressButton(say("b.done"), () => act({ kind: "leave" }), "main")}
    </div>`;
}

function keepsake(view: VisitView): TemplateResult | "" {
  const { say, server, config, visit, encode } = view;
  const ticket = visit.draft?.item.ticket;
  if (ticket) {
    return html`<div>
        <p>${say("k.code")}</p>
        <p class="code">${spacedTicket(ticket)}</p>
        <p class="sub">${say("k.keep")} ${say("k.follow")}</p>
      </div>
      ${seenCode(`${server}/ticket/#${ticket}`, say("x.qr", { name: say("x.ticket") }), encode)}`;
  }
  if (!kioskSettings(config.form.kiosk, config.form.comment).isByPhone) return "";
  return html`<p class="sub">${say("k.later")}</p>${followCode(view)}`;
}
