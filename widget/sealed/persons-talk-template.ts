import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { ShownDoor } from "./door-template.ts";
import type { OpenedTalk } from "./open-persons-talk.ts";
import { actionButton, faultNote, lineField, textField } from "../ui/controls-template.ts";
import { shownDay } from "./shown-day.ts";

/** Where a person types their code. */
export function codeForm({ say, control }: Pick<ShownDoor, "say" | "control">): TemplateResult {
  const { fault, isBusy, typedCode } = control;
  const typed = (code: string): void => control.fill({ typedCode: code });
  return html`<h2 tabindex="-1">${say("t.title")}</h2>
    ${lineField({ id: "code", label: say("t.code"), value: typedCode, typed, most: 80 })} ${faultNote(fault && say(fault))}
    <div class="row">
      ${actionButton(say("t.look"), { press: () => void control.look(), kind: "main", isBusy })}
      ${actionButton(say("r.new"), { press: () => control.forget(startOf(control)), kind: "plain" })}
    </div>`;
}

/** A talk as its person sees it. */
export function personsTalk({ say, control }: Pick<ShownDoor, "say" | "control">): TemplateResult {
  const { talk, more, fault, isBusy, hasSent } = control;
  if (!talk) return html``;
  const { name } = talk.recipient;
  const named = { recipient: name };
  const isAnswered = talk.messages.some(({ sender }) => sender === "recipient");
  return html`<section class="card">
      <h2 tabindex="-1">${say(`t.${talk.state}`, named)}</h2>
      ${talk.isOtherKey ? html`<p class="fault">${say("t.otherkey")}</p>` : ""}
      ${talk.missing > 0 ? html`<p class="fault">${say("t.missing", { n: talk.missing })}</p>` : ""}
      ${talk.messages.map((message) => personsMessage({ say }, talk, message))}
      ${isAnswered ? "" : html`<p class="soft">${say("t.unanswered")}</p>`}
      <p class="soft">${say("t.kept", { day: shownDay(talk.keptUntil) })}</p>
    </section>
    ${textField({ id: "more", label: say("t.write"), value: more, typed: (typed) => control.fill({ more: typed }) })}
    ${faultNote(fault && say(fault, named))}
    <p role="status" class="soft">${hasSent ? say("t.sent") : ""}</p>
    <div class="row">
      ${actionButton(say(isBusy ? "r.sending" : "r.send"), {
        press: () => void control.writeMore(),
        kind: "main",
        isBusy,
      })}
      ${actionButton(say("r.new"), { press: () => control.forget(startOf(control)), kind: "plain" })}
    </div>`;
}

function personsMessage(
  { say }: Pick<ShownDoor, "say">,
  { recipient }: OpenedTalk,
  { sender, day, said }: OpenedTalk["messages"][number],
): TemplateResult {
  const when = { day: shownDay(day), recipient: recipient.name };
  if (sender === "person") return html`<div class="message"><p class="soft">${say("t.own", when)}</p></div>`;
  const text = said && "text" in said ? said.text : null;
  return html`<div class="message">
    <h3>${say("t.their", when)}</h3>
    ${text === null ? html`<p class="fault">${say("t.tampered", when)}</p>` : html`<p class="said">${text}</p>`}
  </div>`;
}

function startOf({ door }: ShownDoor["control"]): "form" | "closed" {
  return door?.recipient ? "form" : "closed";
}
