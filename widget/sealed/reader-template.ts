import { html, type TemplateResult } from "lit/html.js";
import type { SealedMessageKey } from "../messages/sealed-messages.ts";
import { actionButton, faultNote, textField } from "../ui/controls-template.ts";
import { dayWords } from "../messages/messages.ts";
import { fingerprintBlocks } from "./bytes.ts";
import { comingKey, keyInputFields, officeField, type Spoken } from "./keys-template.ts";
import type { ReaderController } from "./reader-controller.ts";
import type { ReadTalk } from "./recipients-talk.ts";

/** What the recipient's reading is drawn from. */
export type ShownReader = Spoken & { readonly control: ReaderController };

/** Opens the key, then shows what was sealed, by day. */
export function reader(shown: ShownReader): TemplateResult {
  const { talks } = shown.control;
  return talks === null ? opening(shown) : reading(shown, talks);
}

function opening({ say, control }: ShownReader): TemplateResult {
  const { fault, refused, isBusy } = control;
  return html`${officeField(control, "agency", { label: say("k.agency") })}
    ${officeField(control, "access", { type: "password", label: say("k.access") })}
    ${keyInputFields(say, control)}
    ${faultNote(fault && say(fault, { kind: refused }))}
    <div class="row">
      ${actionButton(say(isBusy ? "l.opening" : "l.open"), { press: () => void control.open(), kind: "main", isBusy })}
    </div>`;
}

function reading(shown: ShownReader, talks: readonly ReadTalk[]): TemplateResult {
  const { say, language, control } = shown;
  const { key, isPresentKey, announcement, fault, refused, isBusy } = control;
  const days = [...new Set(talks.map((talk) => talk.received_on))];
  const withdraw = actionButton(say("l.withdraw"), { press: () => void control.withdraw(), isBusy });
  return html`<p class="soft">${say("l.key", { blocks: fingerprintBlocks(key?.fingerprint ?? "") })}</p>
    ${isPresentKey ? "" : html`<p class="fault">${say("l.notpresent")}</p>`} ${comingKey(shown, announcement, false)}
    ${announcement === null ? "" : html`<div class="row">${withdraw}</div>`}
    ${faultNote(fault && say(fault, { kind: refused }))}
    <div class="row">
      ${actionButton(say("l.again"), { press: () => void control.reload(), isBusy })}
      ${actionButton(say("l.end"), { press: () => control.putAway() })}
    </div>
    ${days.length === 0 ? html`<p>${say("l.none")}</p>` : ""}
    ${days.map(
      (day) => html`<section>
        <h2>${say("l.day", { day: dayWords(day, language) })}</h2>
        ${talks.filter((talk) => talk.received_on === day).map((talk) => readTalk(shown, talk))}
      </section>`,
    )}`;
}

/** One talk as its recipient reads it. Everything that a person wrote is shown as plain text. */
function readTalk(shown: ShownReader, talk: ReadTalk): TemplateResult {
  const { say, language } = shown;
  const { opened } = talk;
  return html`<article class="card" data-talk=${talk.id}>
    <p class="soft">${say(`l.state.${talk.state}`)} · ${say("l.kept", { day: dayWords(talk.kept_until, language) })}</p>
    ${
      opened === null
        ? html`<p class="fault">${say("l.foreign", { blocks: fingerprintBlocks(talk.recipient) })}</p>`
        : html`${opened.missing > 0 ? html`<p class="fault">${say("l.missing", { n: opened.missing })}</p>` : ""}
          ${opened.messages.map((message) => readMessage(shown, message))} ${answering(shown, talk)}`
    }
  </article>`;
}

type Opened = NonNullable<ReadTalk["opened"]>["messages"][number];

function readMessage({ say, language }: ShownReader, { sender, day, said }: Opened): TemplateResult {
  const part = (text: string, label?: SealedMessageKey): TemplateResult | "" =>
    text === "" ? "" : html`${label ? html`<h4>${say(label)}</h4>` : ""}<p class="said">${text}</p>`;
  return html`<div class="message">
    <h3>${say(sender === "person" ? "l.person" : "l.own", { day: dayWords(day, language) })}</h3>
    ${
      said === null
        ? html`<p class="fault">${say("l.tampered")}</p>`
        : "text" in said
          ? part(said.text)
          : html`${part(said.happened, "l.happened")}${part(said.where, "l.where")}${part(said.contact, "l.contact")}`
    }
  </div>`;
}

function answering({ say, control }: ShownReader, talk: ReadTalk): TemplateResult {
  const { answers, isBusy } = control;
  const { id, state } = talk;
  const mark = (word: SealedMessageKey, to: "read" | "closed"): TemplateResult =>
    actionButton(say(word), { press: () => void control.mark(id, to), isBusy });
  return html`${textField({
    ...{ id: `answer-${id}`, label: say("l.answer"), value: answers[id] ?? "" },
    typed: (text) => control.write(id, text),
  })}
    <div class="row">
      ${actionButton(say("l.send"), { press: () => void control.answer(talk), kind: "main", isBusy })}
      ${state === "new" ? mark("l.markread", "read") : ""} ${state === "closed" ? "" : mark("l.close", "closed")}
    </div>`;
}
