import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { SealedMessageKey } from "../messages/sealed-messages.ts";
import { fingerprintBlocks } from "./fingerprint.ts";
import type { ReadTalk } from "./open-recipients-talk.ts";
import type { ShownReader } from "./reader-template.ts";
import type { SealedText } from "./report-text.ts";
import { actionButton, textField } from "../ui/controls-template.ts";
import { shownDay } from "./shown-day.ts";

/** One talk as its recipient reads it. Everything that a person wrote is shown as plain text. */
export function readTalk(shown: ShownReader, talk: ReadTalk): TemplateResult {
  const { say } = shown;
  const { opened } = talk;
  return html`<article class="card" data-talk=${talk.id}>
    <p class="soft">${say(`l.state.${talk.state}`)} · ${say("l.kept", { day: shownDay(talk.kept_until) })}</p>
    ${
      opened === null
        ? html`<p class="fault">${say("l.foreign", { blocks: fingerprintBlocks(talk.recipient) })}</p>`
        : html`${opened.missing > 0 ? html`<p class="fault">${say("l.missing", { n: opened.missing })}</p>` : ""}
          ${opened.messages.map((message) => readMessage(shown, message))} ${answering(shown, talk)}`
    }
  </article>`;
}

type Opened = NonNullable<ReadTalk["opened"]>["messages"][number];

function readMessage({ say }: ShownReader, { sender, day, said }: Opened): TemplateResult {
  const head = say(sender === "person" ? "l.person" : "l.own", { day: shownDay(day) });
  return html`<div class="message">
    <h3>${head}</h3>
    ${said === null ? html`<p class="fault">${say("l.tampered")}</p>` : saidParts(said).map(part(say))}
  </div>`;
}

type Part = { readonly label: SealedMessageKey | null; readonly text: string };

function saidParts(said: SealedText): Part[] {
  if ("text" in said) return [{ label: null, text: said.text }];
  const parts: Part[] = [
    { label: "l.happened", text: said.happened },
    { label: "l.where", text: said.where },
    { label: "l.contact", text: said.contact },
  ];
  return parts.filter(({ text }) => text !== "");
}

function part(say: ShownReader["say"]): (one: Part) => TemplateResult {
  return ({ label, text }) => html`${label === null ? "" : html`<h4>${say(label)}</h4>`}<p class="said">${text}</p>`;
}

function answering({ say, control }: ShownReader, talk: ReadTalk): TemplateResult {
  const { answers, isBusy } = control;
  const id = `answer-${talk.id}`;
  return html`${textField({
    id,
    label: say("l.answer"),
    value: answers[talk.id] ?? "",
    typed: (text) => control.write(talk.id, text),
  })}
    <div class="row">
      ${actionButton(say("l.send"), { press: () => void control.answer(talk), kind: "main", isBusy })}
      ${
        talk.state === "new"
          ? actionButton(say("l.markread"), { press: () => void control.mark(talk.id, "read"), isBusy })
          : ""
      }
      ${
        talk.state === "closed"
          ? ""
          : actionButton(say("l.close"), { press: () => void control.mark(talk.id, "closed"), isBusy })
      }
    </div>`;
}
