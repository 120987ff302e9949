import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { SealedSay } from "../messages/sealed-messages.ts";
import { fewestCharacters } from "./key-file.ts";
import type { KeyMakerController, MadeKey } from "./key-maker-controller.ts";
import { blocksOf } from "./key-check-template.ts";
import { keyInputFields } from "./key-input-template.ts";
import { shownDay } from "./shown-day.ts";
import { actionButton, faultNote, lineField } from "../ui/controls-template.ts";

/** What the making of a key is drawn from. */
export type ShownMaker = { readonly say: SealedSay; readonly control: KeyMakerController };

/** Makes a key, then keeps it safe and sets it. */
export function keyMaker(shown: ShownMaker): TemplateResult {
  const { control } = shown;
  return control.made ? keeping(shown, control.made) : making(shown);
}

function making({ say, control }: ShownMaker): TemplateResult {
  const { name, passphrase, again, fault, isBusy } = control;
  const most = { n: fewestCharacters };
  const secret = { type: "password", most: 200 } as const;
  return html`${lineField({ id: "name", label: say("k.name"), value: name, typed: (typed) => control.fill({ name: typed }) })}
    ${lineField({
      ...secret,
      id: "pass",
      label: say("k.pass", most),
      value: passphrase,
      typed: (typed) => control.fill({ passphrase: typed }),
    })}
    ${lineField({
      ...secret,
      id: "again",
      label: say("k.again"),
      value: again,
      typed: (typed) => control.fill({ again: typed }),
    })}
    ${faultNote(fault && say(fault, most))}
    <div class="row">
      ${actionButton(say(isBusy ? "k.making" : "k.make"), { press: () => void control.make(), kind: "main", isBusy })}
    </div>`;
}

function keeping(shown: ShownMaker, made: MadeKey): TemplateResult {
  const { say, control } = shown;
  return html`<section class="card">
      <h2 tabindex="-1">${say("k.made")}</h2>
      <p>${say("k.blocks")}</p>
      <p data-blocks>${blocksOf(made.fingerprint)}</p>
      <div class="row">
        ${actionButton(say("k.save"), { press: () => control.save(), kind: "main" })}
        ${actionButton(say("k.print"), { press: () => control.print() })}
      </div>
      <p role="status">${control.isSaved ? say("k.saved") : ""}</p>
      <p class="soft">${say("k.print.hint")}</p>
    </section>
    ${control.isSaved ? setting(shown) : ""}`;
}

function setting(shown: ShownMaker): TemplateResult {
  const { say, control } = shown;
  const { agency, access, keep, fault, refused, isSet, door } = control;
  return html`<section class="card">
      <h2>${say("k.publish")}</h2>
      <p class="soft">${say("k.publish.hint")}</p>
      ${lineField({
        id: "agency",
        label: say("k.agency"),
        value: agency,
        typed: (typed) => control.fill({ agency: typed }),
      })}
      ${lineField({
        id: "access",
        label: say("k.access"),
        value: access,
        type: "password",
        typed: (typed) => control.fill({ access: typed }),
      })}
      ${lineField({
        id: "keep",
        label: say("k.keep"),
        value: keep,
        most: 3,
        hint: say("k.keep.hint"),
        typed: (typed) => control.fill({ keep: typed }),
      })}
      ${door ? "" : html`${faultNote(fault && say(fault, { kind: refused }))}${setButton(shown)}`}
      <p role="status">${isSet ? say("k.done", { agency }) : ""}</p>
    </section>
    ${door ? following(shown) : ""}`;
}

function setButton({ say, control }: ShownMaker): TemplateResult {
  const button = actionButton(say("k.put"), { press: () => void control.set(), kind: "main", isBusy: control.isBusy });
  return html`<div class="row">${button}</div>`;
}

/** The agency had a key before: it signs the new one, or two access keys name the new one. */
function following({ say, control }: ShownMaker): TemplateResult {
  const { before, named, agency, fault, refused, isBusy } = control;
  const day = shownDay(named?.takes_effect_on ?? "");
  return html`<section class="card">
    <h2 tabindex="-1">${say("k.follow")}</h2>
    <p class="soft">${say("k.follow.hint")}</p>
    ${keyInputFields(say, { input: before, give: (part) => control.give(part) })}
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
export function recoverySheet({ say }: Pick<ShownMaker, "say">, made: MadeKey): TemplateResult {
  return html`<section class="sheet" aria-hidden="true">
    <h1>${say("k.sheet")}</h1>
    <p>${made.name}</p>
    <p>${say("k.blocks")}</p>
    <p>${blocksOf(made.fingerprint)}</p>
    <p>${say("k.sheet.code")}</p>
    <p class="code">${made.recovery.map((line, place) => html`${place + 1}.&nbsp; ${line}<br />`)}</p>
    <p>${say("k.print.hint")}</p>
    <p>${say("k.sheet.day")} ____________________</p>
  </section>`;
}
