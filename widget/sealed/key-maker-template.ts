import { html, type TemplateResult } from "lit/html.js";
import type { SealedSay } from "../messages/sealed-messages.ts";
import { actionButton, faultNote } from "../ui/controls-template.ts";
import { dayWords } from "../messages/messages.ts";
import { fingerprintBlocks } from "./bytes.ts";
import type { KeyMakerController, MadeKey } from "./key-maker-controller.ts";
import { blocksOf, keyInputFields, officeField, type Spoken } from "./keys-template.ts";
import { fewestCharacters } from "./held-key.ts";

/** What the making of a key is drawn from. */
export type ShownMaker = Spoken & { readonly control: KeyMakerController };

/** Makes a key, then keeps it safe and sets it. */
export function keyMaker(shown: ShownMaker): TemplateResult {
  const { control } = shown;
  if (!control.made) return making(shown);
  return html`${keeping(shown, control.made)} ${control.isKept ? setting(shown) : ""}`;
}

function making(shown: ShownMaker): TemplateResult {
  const { say, control } = shown;
  const { fault, isBusy } = control;
  const least = { n: fewestCharacters };
  return html`${officeField(control, "name", { label: say("k.name") })}
    ${officeField(control, "passphrase", { type: "password", label: say("k.pass", least) })}
    ${officeField(control, "again", { type: "password", label: say("k.again") })} ${faultNote(fault && say(fault, least))}
    <div class="row">
      ${actionButton(say(isBusy ? "k.making" : "k.make"), { press: () => void control.make(), kind: "main", isBusy })}
    </div>`;
}

function keeping({ say, control }: ShownMaker, made: MadeKey): TemplateResult {
  const { isFileSaved, isSheetKept, isKept } = control;
  const told = [isFileSaved ? say("k.saved") : "", isSheetKept ? say("k.sheet.kept") : "", isKept ? "" : say("k.wait")];
  return html`<section class="card">
    <h2 tabindex="-1">${say("k.made")}</h2>
    <p>${say("k.blocks")}</p>
    <p data-blocks>${blocksOf(made.fingerprint)}</p>
    <p>${say("k.print.hint")}</p>
    <div class="row">
      ${actionButton(say("k.save"), { press: () => control.saveFile(), kind: "main" })}
      ${actionButton(say("k.print"), { press: () => control.printSheet(), kind: "main" })}
      ${actionButton(say("k.sheet.save"), { press: () => control.saveSheet(sheetText(say, made)) })}
    </div>
    <p role="status">${told.join(" ")}</p>
  </section>`;
}

function setting(shown: ShownMaker): TemplateResult {
  const { say, control } = shown;
  const { agency, fault, refused, isSet, isBusy, door } = control;
  return html`<section class="card">
      <h2>${say("k.publish")}</h2>
      <p class="soft">${say("k.publish.hint")}</p>
      ${officeField(control, "agency", { label: say("k.agency") })}
      ${officeField(control, "access", { type: "password", label: say("k.access") })}
      ${officeField(control, "keep", { label: say("k.keep"), most: 3, hint: say("k.keep.hint") })}
      ${
        door
          ? ""
          : html`${faultNote(fault && say(fault, { kind: refused }))}
              <div class="row">
                ${actionButton(say("k.put"), { press: () => void control.set(), kind: "main", isBusy })}
              </div>`
      }
      <p role="status">${isSet ? say("k.done", { agency }) : ""}</p>
    </section>
    ${door ? following(shown) : ""}`;
}

/** The agency had a key before: it signs the new one, or two access keys name the new one. */
function following({ say, language, control }: ShownMaker): TemplateResult {
  const { named, agency, fault, refused, isBusy } = control;
  const day = named?.takes_effect_on ? dayWords(named.takes_effect_on, language) : "";
  return html`<section class="card">
    <h2 tabindex="-1">${say("k.follow")}</h2>
    <p class="soft">${say("k.follow.hint")}</p>
    ${keyInputFields(say, control)}
    ${faultNote(fault && say(fault, { kind: refused }))}
    <div class="row">
      ${actionButton(say("k.sign"), { press: () => void control.signAndSet(), kind: "main", isBusy })}
    </div>
    <details ?open=${named !== null}>
      <summary>${say("k.lost")}</summary>
      <p class="soft">${say("k.lost.hint", { agency })}</p>
      <div class="row">${actionButton(say("k.name.it"), { press: () => void control.announce(), isBusy })}</div>
      <p role="status">
        ${named === null ? "" : say(named.announced_on === null ? "k.named" : "k.announced", { day })}
      </p>
    </details>
  </section>`;
}

/** What is printed: the private key on paper, to be locked away. */
export function recoverySheet(say: SealedSay, made: MadeKey): TemplateResult {
  return html`<section class="sheet" aria-hidden="true">
    <p class="code said">${sheetText(say, made)}</p>
    <p>${say("k.sheet.day")} ____________________</p>
  </section>`;
}

function sheetText(say: SealedSay, { name, fingerprint, recovery }: MadeKey): string {
  const lines = recovery.map((line, place) => `${place + 1}. ${line}`);
  const blocks = fingerprintBlocks(fingerprint);
  return `${[say("k.sheet"), name, "", say("k.blocks"), blocks, "", say("k.sheet.code"), ...lines, "", say("k.print.hint")].join("\n")}\n`;
}
