import { html, type TemplateResult } from "lit/html.js";
import type { KioskMessageKey } from "../messages/kiosk-messages.ts";
import { pager, pressButton } from "./press-button-template.ts";
import type { VisitView } from "./visit-view.ts";

/** The services that the form offers, and the camera for the code on a receipt. */
export function service({ say, config, visit, scanNews: news, act, turn }: VisitView): TemplateResult {
  const choose = (id: string): void => act({ kind: "choose-service", service: id, dossier: "" });
  return html`<div class="head">
      <h1 id="head" tabindex="-1">${say("q.service")}</h1>
      <p class="sub" role="status">${news ? say(`s.${news}` as KioskMessageKey) : say("c.optional")}</p>
    </div>
    <div class="row">
      ${pressButton(say("b.back"), () => act({ kind: "back" }))}
      ${pressButton(say("s.scan"), () => act({ kind: "go", to: "scan" }))}
      ${visit.service || visit.dossier ? pressButton(say("s.without"), () => choose("")) : ""}
    </div>
    <div class="list fill pages services" role="group" aria-labelledby="head">
      ${(config.services ?? []).map(({ id, name }) => pressButton(name, () => choose(id)))}
    </div>
    ${pager(say, turn)}`;
}

/** The camera's picture while a receipt's code is looked for; nothing of it is kept. */
export function scan({ say, act }: VisitView): TemplateResult {
  return html`<div class="head">
      <h1 id="head" tabindex="-1">${say("s.scan")}</h1>
      <p class="sub">${say("s.aim")} ${say("s.private")}</p>
    </div>
    <video class="camera" muted playsinline aria-hidden="true"></video>
    <div class="row">${pressButton(say("b.back"), () => act({ kind: "back" }))}</div>`;
}
