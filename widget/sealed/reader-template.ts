import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { SealedSay } from "../messages/sealed-messages.ts";
import { fingerprintBlocks } from "./fingerprint.ts";
import type { ReaderController } from "./reader-controller.ts";
import { comingKey } from "./key-history-template.ts";
import { keyInputFields } from "./key-input-template.ts";
import { readTalk } from "./read-talk-template.ts";
import { actionButton, faultNote, lineField } from "../ui/controls-template.ts";
import { shownDay } from "./shown-day.ts";

/** What the recipient's reading is drawn from. */
export type ShownReader = { readonly say: SealedSay; readonly control: ReaderController };

/** Opens the key, then shows what was sealed, by day. */
export function reader(shown: ShownReader): TemplateResult {
  return shown.control.talks === null ? opening(shown) : reading(shown);
}

function opening({ say, control }: ShownReader): TemplateResult {
  const { agency, access, input, fault, refused, isBusy } = control;
  return html`${lineField({
    id: "agency",
    label: say("k.agency"),
    value: agency,
    typed: (typed) => control.fill({ agency: typed }),
  })}
    ${lineField({
      id: "access",
      type: "password",
      label: say("k.access"),
      value: access,
      typed: (typed) => control.fill({ access: typed }),
    })}
    ${keyInputFields(say, { input, give: (part) => control.give(part) })}
    ${faultNote(fault && say(fault, { kind: refused }))}
    <div class="row">
      ${actionButton(say(isBusy ? "l.opening" : "l.open"), { press: () => void control.open(), kind: "main", isBusy })}
    </div>`;
}

function reading(shown: ShownReader): TemplateResult {
  const { say, control } = shown;
  const { talks, key, isPresentKey, announcement, fault, refused, isBusy } = control;
  const days = [...new Set((talks ?? []).map((talk) => talk.received_on))];
  return html`<p class="soft">${say("l.key", { blocks: fingerprintBlocks(key?.fingerprint ?? "") })}</p>
    ${isPresentKey ? "" : html`<p class="fault">${say("l.notpresent")}</p>`}
    ${comingKey(say, { announcement, isOpen: false })}
    ${
      announcement === null
        ? ""
        : html`<div class="row">${actionButton(say("l.withdraw"), { press: () => void control.withdraw(), isBusy })}</div>`
    }
    ${faultNote(fault && say(fault, { kind: refused }))}
    <div class="row">
      ${actionButton(say("l.again"), { press: () => void control.reload(), isBusy })}
      ${actionButton(say("l.end"), { press: () => control.putAway() })}
    </div>
    ${days.length === 0 ? html`<p>${say("l.none")}</p>` : ""}
    ${days.map(
      (day) => html`<section>
        <h2>${say("l.day", { day: shownDay(day) })}</h2>
        ${(talks ?? []).filter((talk) => talk.received_on === day).map((talk) => readTalk(shown, talk))}
      </section>`,
    )}`;
}
