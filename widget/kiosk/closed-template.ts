import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import type { KioskMessageKey } from "../messages/kiosk-vi.ts";
import type { KioskSay } from "../messages/pick-kiosk-messages.ts";
import type { KioskStanding } from "./kiosk-ports.ts";
import { pressButton } from "./press-button-template.ts";
import type { QrEncode } from "../ui/qr-template.ts";
import { qrCode } from "../ui/qr-template.ts";

/** A kiosk that cannot ask. */
export type Closed = {
  readonly say: KioskSay;
  readonly standing: KioskStanding;
  readonly config: TouchpointConfig | undefined;
  readonly server: string;
  readonly encode: QrEncode;
  readonly enrol: () => void;
};

const technical: Partial<Record<KioskStanding, KioskMessageKey>> = {
  insecure: "d.insecure",
  "second-tab": "d.second",
  revoked: "d.revoked",
};

/** Says so, hands people to their phones where it can, and tells the technician what to do. */
export function closed({ say, standing, config, server, encode, enrol }: Closed): TemplateResult {
  const isStarting = standing === "starting" || standing === "ready";
  const canHandOver = standing === "revoked" && config !== undefined;
  const note = technical[standing];
  return html`<div class="head">
      <h1 id="head" tabindex="-1">${say(isStarting ? "a.soon" : canHandOver ? "a.closed" : "a.rest")}</h1>
      ${note ? html`<p class="sub">${say(note)}</p>` : ""}
    </div>
    ${canHandOver ? qrCode(`${server}/rate/${config.id}`, say("x.qr", { name: say("x.rate") }), encode) : ""}
    ${standing === "revoked" ? html`<div class="row">${pressButton(say("d.enrol"), enrol)}</div>` : ""}`;
}
