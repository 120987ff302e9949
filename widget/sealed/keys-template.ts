import { html, type TemplateResult } from "lit/html.js";
import type { SealedAnnouncement, SealedRecipient } from "../../shared/contract/sealed.ts";
import { dayWords, type Language } from "../messages/messages.ts";
import type { SealedSay } from "../messages/sealed-messages.ts";
import { type Field, lineField, textField } from "../ui/controls-template.ts";
import { fingerprintBlocks } from "./bytes.ts";
import type { KeyInput } from "./held-key.ts";
import type { OfficeController } from "./office-controller.ts";
import type { CheckedEntry } from "./successors.ts";

/** Texts and days of the sealed pages, in one language. */
export type Spoken = { readonly say: SealedSay; readonly language: Language };

/** A fingerprint in two lines of four blocks. */
export function blocksOf(fingerprint: string): TemplateResult {
  const blocks = fingerprintBlocks(fingerprint);
  return html`<span class="blocks">${blocks.slice(0, 24)}<br />${blocks.slice(24)}</span>`;
}

/** A recipient's key to be compared; `server` has the page to keep. */
export function keyCheck(
  { say, language }: Spoken,
  { name, fingerprint, from }: SealedRecipient,
  server: string,
): TemplateResult {
  return html`<h2>${say("r.key")}</h2>
    <p>${blocksOf(fingerprint)}</p>
    <p>${say("r.key.hint", { recipient: name, day: dayWords(from, language) })}</p>
    <p>${say("r.key.page")}<a href="${server}/sealed/offline.html" download>${say("r.key.offline")}</a></p>`;
}

/** Draws all keys that were ever set, newest first, and how each followed the one before; nothing if there was none. */
export function keyHistory(spoken: Spoken, history: readonly CheckedEntry[]): TemplateResult | "" {
  if (history.length === 0) return "";
  return html`<ul data-history>
    ${history.map((entry) => pastKey(spoken, entry))}
  </ul>`;
}

function pastKey({ say, language }: Spoken, entry: CheckedEntry): TemplateResult {
  const { name, from, until, fingerprint, followed, announced_on, isFalse } = entry;
  const day = (given: string | null): string => (given === null ? "" : dayWords(given, language));
  const days = { from: day(from), until: day(until), on: day(announced_on) };
  return html`<li>
    <strong>${name}</strong><br />
    ${say(until === null ? "h.now" : "h.then", days)}<br />
    ${isFalse ? html`<span class="fault">${say("h.false")}</span>` : say(`h.${followed}`, days)}<br />
    ${blocksOf(fingerprint)}
  </li>`;
}

/** The recipient that stands announced; `isOpen`: reports are taken until then. */
export function comingKey(
  { say, language }: Spoken,
  announcement: SealedAnnouncement | null,
  isOpen: boolean,
): TemplateResult | "" {
  if (announcement === null) return "";
  const { name, fingerprint, announced_on, takes_effect_on } = announcement;
  const told = { name, on: dayWords(announced_on, language), day: dayWords(takes_effect_on, language) };
  return html`<section class="card" data-coming>
    <p class="fault">${say("h.coming", told)} ${isOpen ? say("h.meanwhile") : ""}</p>
    <p>${blocksOf(fingerprint)}</p>
  </section>`;
}

/** Draws a field for one of the controller's texts. */
export function officeField<Id extends string>(
  control: OfficeController & Readonly<Record<Id, string>>,
  id: Id,
  more: Pick<Field, "label"> & Partial<Field>,
): TemplateResult {
  return lineField({ id, value: control[id], typed: (typed) => control.fill({ [id]: typed } as object), ...more });
}

/** Asks for a recipient's private key: its file and passphrase, or the recovery sheet. */
export function keyInputFields(say: SealedSay, control: OfficeController): TemplateResult {
  const { input } = control;
  const give = (part: Partial<KeyInput>): void => control.give(part);
  const takeFile = async ({ target }: Event): Promise<void> =>
    give({ file: (await (target as HTMLInputElement).files?.[0]?.text()) ?? "" });
  return html`<label for="file">${say("l.file")}</label>
    <input id="file" type="file" accept=".json,application/json" @change=${takeFile} />
    ${lineField({
      ...{ id: "pass", type: "password", label: say("l.pass"), value: input.passphrase },
      typed: (passphrase) => give({ passphrase }),
    })}
    <details>
      <summary>${say("l.recovery")}</summary>
      ${textField({
        ...{ id: "recovery", label: say("l.recovery.label"), value: input.recovery, most: 200 },
        typed: (recovery) => give({ recovery }),
      })}
    </details>`;
}
