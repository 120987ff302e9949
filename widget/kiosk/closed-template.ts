import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { KioskMessageKey, KioskSay } from "../messages/kiosk-messages.ts";
import type { KioskStanding } from "./kiosk-ports.ts";
import { pressButton } from "./press-button-template.ts";

/** A kiosk that cannot ask. */
export type Closed = {
  readonly say: KioskSay;
  readonly standing: KioskStanding;
  readonly enrol: () => void;
};

const technical: Partial<Record<KioskStanding, KioskMessageKey>> = {
  insecure: "d.insecure",
  "second-tab": "d.second",
  revoked: "d.revoked",
};

/** Says so, and tells the technician what to do. It leads nobody to a phone: its touchpoint takes no ratings without a device. */
export function closed({ say, standing, enrol }: Closed): TemplateResult {
  const isStarting = standing === "starting" || standing === "ready";
  const note = technical[standing];
  return html`<div class="head">
      <h1 id="head" tabindex="-1">${say(isStarting ? "a.soon" : "a.rest")}</h1>
      ${note ? html`<p class="sub">${say(note)}</p>` : ""}
    </div>
    ${standing === "revoked" ? html`<div class="row">${pressButton(say("d.enrol"), enrol)}</div>` : ""}`;
}
