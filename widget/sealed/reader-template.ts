import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { SealedSay } from "../messages/pick-sealed-messages.ts";
import { fingerprintBlocks } from "./fingerprint.ts";
import type { ReaderController } from "./reader-controller.ts";
import { readTalk } from "./read-talk-template.ts";
import { faultNote, actionButton } from "../ui/button-template.ts";
import { lineField, textField } from "../ui/field-template.ts";
import { shownDay } from "./shown-day.ts";

/** What the recipient's reading is drawn from. */
export type ShownReader = { readonly say: SealedSay; readonly control: ReaderController };

/** Opens the key, then shows what was sealed, by day. */
export function reader(shown: ShownReader): TemplateResult {
  return shown.control.talks === null ? opening(shown) : reading(shown);
}

function opening({ say, control }: ShownReader): TemplateResult {
  const { agency, access, input, fault, refused, isBusy } = control;
  const secret = { type: "password", most: 200 } as const;
  return html`${lineField({
    id: "agency",
    label: say("k.agency"),
    value: agency,
    typed: (typed) => control.fill({ agency: typed }),
  })}
    ${lineField({
      ...secret,
      id: "access",
      label: say("k.access"),
      value: access,
      typed: (typed) => control.fill({ access: typed }),
    })}
    <label for="file">${say("l.file")}</label>
    <input id="file" type="file" accept=".json,application/json" @change=${(event: Event) => void takeFile(control, event)} />
    ${lineField({
      ...secret,
      id: "pass",
      label: say("l.pass"),
      value: input.passphrase,
      typed: (passphrase) => control.give({ passphrase }),
    })}
    <details>
      <summary>${say("l.recovery")}</summary>
      ${textField({
        id: "recovery",
        label: say("l.recovery.label"),
        value: input.recovery,
        most: 200,
        typed: (recovery) => control.give({ recovery }),
      })}
    </details>
    ${faultNote(fault && say(fault, { kind: refused }))}
    <div class="row">
      ${actionButton(say(isBusy ? "l.opening" : "l.open"), { press: () => void control.open(), kind: "main", isBusy })}
    </div>`;
}

async function takeFile(control: ReaderController, { target }: Event): Promise<void> {
  const file = await (target as HTMLInputElement).files?.[0]?.text();
  control.give({ file: file ?? "" });
}

function reading(shown: ShownReader): TemplateResult {
  const { say, control } = shown;
  const { talks, key, isPresentKey, fault, refused, isBusy } = control;
  const days = [...new Set((talks ?? []).map((talk) => talk.received_on))];
  return html`<p class="soft">${say("l.key", { blocks: fingerprintBlocks(key?.fingerprint ?? "") })}</p>
    ${isPresentKey ? "" : html`<p class="fault">${say("l.notpresent")}</p>`} ${faultNote(fault && say(fault, { kind: refused }))}
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
