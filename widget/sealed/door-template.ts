import { html, type TemplateResult } from "lit/html.js";
import type { SealedContact, SealedDoor } from "../../shared/contract/sealed.ts";
import { actionButton, faultNote, lineField, qrCode, type QrEncode, textField } from "../ui/controls-template.ts";
import { dayWords } from "../messages/messages.ts";
import type { DoorController } from "./door-controller.ts";
import { comingKey, keyCheck, keyHistory, type Spoken } from "./keys-template.ts";
import type { OpenedTalk } from "./persons-talk.ts";

/** What the door's page is drawn from. */
export type ShownDoor = Spoken & {
  readonly control: DoorController;
  readonly server: string;
  readonly encode: QrEncode;
  readonly isCopied: boolean;
  readonly copy: () => void;
  readonly print: () => void;
};

/** The door's present screen. */
export function doorScreen(shown: ShownDoor): TemplateResult {
  const { say, control } = shown;
  switch (control.view) {
    case "loading":
      return html`<p>${say("r.loading")}</p>`;
    case "unreachable":
      return html`${faultNote(say("o.unreachable"))}
        <div class="row">${actionButton(say("l.again"), { press: () => void control.load() })}</div>`;
    case "unknown":
      return faultNote(say("e.unknown"));
    case "closed":
      return closedDoor(shown);
    case "insecure":
      return html`<p class="fault">${say("e.insecure")}</p>
        ${elsewhere(shown, control.door)}`;
    case "form":
      return reportForm(shown);
    case "sent":
      return sentCode(shown);
    case "code":
      return codeForm(shown);
    case "talk":
      return control.talk ? personsTalk(shown, control.talk) : html``;
    case "left":
      return html``;
  }
}

/** No key is set: where to turn instead. */
function closedDoor(shown: ShownDoor): TemplateResult {
  const { say, control } = shown;
  return html`<p class="fault">${say("r.closed")}</p>
    ${elsewhere(shown, control.door)} ${comingKey(shown, control.door?.announcement ?? null, false)}
    ${
      control.history.length === 0
        ? ""
        : html`<details>
            <summary>${say("h.title")}</summary>
            ${keyHistory(shown, control.history)}
          </details>`
    }
    ${earlier(shown)}`;
}

/** Where to turn by telephone, on paper or to the official channel, as far as the agency has set it. */
function elsewhere({ say }: Spoken, door: SealedDoor | null): TemplateResult {
  const official = door?.official_channel;
  return html`${door?.contact ? contactCard({ say }, door.contact) : ""}
  ${
    official
      ? html`<p>${say("r.official")}<a href=${official.url} rel="noopener noreferrer">${official.name}</a></p>`
      : ""
  }`;
}

function contactCard({ say }: Pick<Spoken, "say">, { name, phone, address }: SealedContact): TemplateResult {
  const digits = phone?.replace(/[^\d+]/g, "");
  return html`<section class="card" data-contact>
    <p><strong>${name}</strong></p>
    ${phone ? html`<p>${say("r.tel")} <a class="tall" href="tel:${digits}">${phone}</a></p>` : ""}
    ${address ? html`<p>${say("r.address")} ${address}</p>` : ""}
  </section>`;
}

function reportForm(shown: ShownDoor): TemplateResult {
  const { say, control, server } = shown;
  const { door, text, fault, isBusy } = control;
  const recipient = door?.recipient;
  if (!door || !recipient) return html``;
  const named = { recipient: recipient.name };
  const field = (id: "happened" | "where" | "contact", most: number): Parameters<typeof lineField>[0] => {
    return { id, label: say(`r.${id}`), value: text[id], most, typed: (typed) => control.write({ [id]: typed }) };
  };
  return html`${comingKey(shown, door.announcement, true)}
    <p>${say("r.who", named)}</p>
    <p><strong>${say("r.phone")}</strong></p>
    <p>${say("r.law")}</p>
    <details class="card">
      <summary>${say("r.more")}</summary>
      <p>${say("r.unit")}</p>
      <p>${say("r.sees")}</p>
      <p>${say("r.keep", { n: door.keep_months })}</p>
      <p>${say("r.law.how", named)}</p>
      ${elsewhere(shown, door)} ${keyCheck(shown, recipient, server)}
      <h2>${say("h.title")}</h2>
      ${keyHistory(shown, control.history)}
    </details>
    ${textField(field("happened", 4000), true)} ${textField(field("where", 500))}
    ${lineField({ ...field("contact", 300), hint: say("r.contact.hint") })} ${faultNote(fault && say(fault, named))}
    <div class="row">
      ${actionButton(say(isBusy ? "r.sending" : "r.send"), { press: () => void control.send(), kind: "main", isBusy })}
      ${earlier(shown)}
    </div>`;
}

/** What was sent before can be followed also where nothing new is taken. */
function earlier({ say, control }: ShownDoor): TemplateResult {
  return actionButton(say("r.have"), { press: () => control.show("code"), kind: "plain" });
}

/** The code, to be photographed or printed. The slip doesn't say what it is for: others may see it. */
function sentCode({ say, control, server, encode, isCopied, copy, print }: ShownDoor): TemplateResult {
  const code = control.code ?? "";
  return html`<p class="screen" role="status">${say("r.sent")}</p>
    <section class="card slip">
      <h2 tabindex="-1">${say("t.code")}</h2>
      <p class="code" data-code translate="no">${code.split("-").map((group, place) => html`${place ? "-" : ""}<wbr /><span>${group}</span>`)}</p>
      ${qrCode(code, say("r.qr"), encode)}
      <p>${say("r.done")}</p>
      <p>${say("r.slip", { address: `${server}/sealed/${control.door?.agency.code}` })}</p>
    </section>
    <p class="screen soft">${say("r.done.hint")}</p>
    <div class="row screen" aria-live="polite">
      ${actionButton(say(isCopied ? "r.copied" : "r.copy"), { press: copy, kind: "main" })}
      ${actionButton(say("r.print"), { press: print })}
      ${actionButton(say("r.new"), { press: () => control.forget(), kind: "plain" })}
    </div>`;
}

function codeForm({ say, control }: ShownDoor): TemplateResult {
  const { fault, isBusy, typedCode } = control;
  const typed = (code: string): void => control.fill({ typedCode: code });
  return html`<h2 tabindex="-1">${say("t.title")}</h2>
    ${lineField({ id: "code", label: say("t.code"), value: typedCode, typed, most: 80 })}
    ${faultNote(fault && say(fault))}
    <div class="row">
      ${actionButton(say("t.look"), { press: () => void control.look(), kind: "main", isBusy })}
      ${actionButton(say("r.new"), { press: () => control.forget(), kind: "plain" })}
    </div>`;
}

function personsTalk(shown: ShownDoor, talk: OpenedTalk): TemplateResult {
  const { say, language, control } = shown;
  const { more, fault, isBusy, hasSent } = control;
  const named = { recipient: talk.recipient.name };
  const isAnswered = talk.messages.some(({ sender }) => sender === "recipient");
  const typed = (text: string): void => control.fill({ more: text });
  const send = { press: () => void control.writeMore(), kind: "main", isBusy } as const;
  return html`<section class="card">
      <h2 tabindex="-1">${say(`t.${talk.state}`, named)}</h2>
      ${talk.isOtherKey ? html`<p class="fault">${say("t.otherkey")}</p>` : ""}
      ${talk.missing > 0 ? html`<p class="fault">${say("t.missing", { n: talk.missing })}</p>` : ""}
      ${talk.messages.map((message) => personsMessage(shown, talk, message))}
      ${isAnswered ? "" : html`<p class="soft">${say("t.unanswered")}</p>`}
      <p class="soft">${say("t.kept", { day: dayWords(talk.kept_until, language) })}</p>
    </section>
    ${textField({ id: "more", label: say("t.write"), value: more, typed })} ${faultNote(fault && say(fault, named))}
    <p role="status" class="soft">${hasSent ? say("t.sent") : ""}</p>
    <div class="row">
      ${actionButton(say(isBusy ? "r.sending" : "r.send"), send)}
      ${actionButton(say("r.new"), { press: () => control.forget(), kind: "plain" })}
    </div>`;
}

function personsMessage(
  { say, language }: Spoken,
  { recipient }: OpenedTalk,
  { sender, day, said }: OpenedTalk["messages"][number],
): TemplateResult {
  const when = { day: dayWords(day, language), recipient: recipient.name };
  if (sender === "person") return html`<div class="message"><p class="soft">${say("t.own", when)}</p></div>`;
  const text = said && "text" in said ? said.text : null;
  return html`<div class="message">
    <h3>${say("t.their", when)}</h3>
    ${text === null ? html`<p class="fault">${say("t.tampered", when)}</p>` : html`<p class="said">${text}</p>`}
  </div>`;
}
