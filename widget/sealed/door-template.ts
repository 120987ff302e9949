import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { SealedSay } from "../messages/sealed-messages.ts";
import type { DoorController } from "./door-controller.ts";
import { codeForm, personsTalk } from "./persons-talk-template.ts";
import { comingKey, keyHistory } from "./key-history-template.ts";
import { keyCheck } from "./key-check-template.ts";
import { actionButton, faultNote, lineField, textField } from "../ui/controls-template.ts";

/** What the door's page is drawn from. */
export type ShownDoor = {
  readonly say: SealedSay;
  readonly control: DoorController;
  readonly server: string;
  readonly isCopied: boolean;
  readonly copy: () => void;
};

/** What is to be seen at the door now. */
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
      return html`<p class="fault">${say("r.closed")}</p>
        ${officialChannel(shown)} ${comingKey(say, { announcement: control.door?.announcement ?? null, isOpen: false })}
        ${keyHistory(say, control.history)} ${earlier(shown)}`;
    case "insecure":
      return html`<p class="fault">${say("e.insecure")}</p>
        ${officialChannel(shown)}`;
    case "form":
      return reportForm(shown);
    case "sent":
      return sentCode(shown);
    case "code":
      return codeForm(shown);
    case "talk":
      return personsTalk(shown);
  }
}

function officialChannel({ say, control }: ShownDoor): TemplateResult | "" {
  const official = control.door?.official_channel;
  return official
    ? html`<p>${say("r.official")}<a href=${official.url} rel="noopener noreferrer">${official.name}</a></p>`
    : "";
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
  return html`<p class="soft">${door.agency.name}</p>
    ${comingKey(say, { announcement: door.announcement, isOpen: true })}
    <section class="card">
      <p>${say("r.who", named)}</p>
      <p>${say("r.sees")} ${say("r.keep", { n: door.keep_months })}</p>
      <p><strong>${say("r.phone")}</strong></p>
      <p class="soft">${say("r.law", named)}</p>
      ${officialChannel(shown)} ${keyCheck(say, { recipient, server })} ${keyHistory(say, control.history)}
    </section>
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

function sentCode({ say, control, isCopied, copy }: ShownDoor): TemplateResult {
  return html`<section class="card">
    <h2 tabindex="-1">${say("r.done")}</h2>
    <p class="code" data-code>${control.code}</p>
    <p>${say("r.done.hint")}</p>
    <div class="row" aria-live="polite">
      ${actionButton(say(isCopied ? "r.copied" : "r.copy"), { press: copy, kind: "main" })}
      ${actionButton(say("r.new"), { press: () => control.forget("form") })}
    </div>
  </section>`;
}
