import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { HideReason, NotCommentKind, OfficeComment } from "../../shared/contract/comment.ts";
import { actionButton, checkField, chooseField, lineField, textField } from "../ui/controls-template.ts";
import type { ShownDesk } from "./desk-template.ts";

const hideReasons: readonly HideReason[] = ["personal-data", "insult", "advertising", "out-of-scope"];
const notCommentKinds: readonly NotCommentKind[] = ["advert", "test", "abuse"];
const starts = ["1", "2", "3"] as const;

/** Answering first, since that is what the clock runs for; deciding and assigning below. */
export function deskActs(shown: ShownDesk, comment: OfficeComment): TemplateResult | "" {
  if (comment.state === "withdrawn") return "";
  if (comment.not_a_comment)
    return html`<h3>${shown.say("d.acts")}</h3>
    ${whyField(shown)} ${notComment(shown, comment)}`;
  return html`${answering(shown, comment)} ${handling(shown)} ${notComment(shown, comment)}`;
}

function answering(shown: ShownDesk, comment: OfficeComment): TemplateResult {
  const { say, control } = shown;
  const { form, isBusy } = control;
  const started = (start: string): void => {
    const words = starts.find((one) => one === start);
    if (words) control.fill({ words: say(`d.start.${words}`) + form.words }, true);
  };
  return html`<h3>${say("d.answer")}</h3>
    ${chooseField({
      ...{ id: "start", label: say("d.answer.start"), value: "" },
      choices: [["", say("d.answer.start.none")], ...starts.map((one) => [one, `${say(`d.start.${one}`)}…`] as const)],
      chosen: started,
    })}
    ${textField({
      ...{ id: "words", label: say("d.answer.words"), value: form.words },
      typed: (words) => control.fill({ words }, true),
    })}
    ${checkField({
      ...{ id: "public", label: say("d.answer.public"), isOn: form.isPublic },
      set: (isPublic) => control.fill({ isPublic }, true),
    })}
    ${preview(shown, comment)}
    <div class="row">
      ${actionButton(say("d.answer.send"), { press: () => void control.answer(), kind: "main", isBusy })}
    </div>`;
}

/** What the answer will look like, and to whom. */
function preview({ say, control }: ShownDesk, comment: OfficeComment): TemplateResult | "" {
  const { words, isPublic } = control.form;
  if (words.trim() === "") return "";
  const isForAll = isPublic && comment.decision === "approved";
  return html`<section class="card" aria-label=${say("d.answer.preview")}>
    <p class="soft">${say(isForAll ? "d.preview.public" : "d.preview.holder")}</p>
    <p class="said" dir="auto">${comment.words}</p>
    <div class="message">
      <h4><bdi>${(comment.assigned_to ?? comment.unit).name}</bdi></h4>
      <p class="said" data-preview dir="auto">${words}</p>
    </div>
  </section>`;
}

function whyField({ say, control }: ShownDesk): TemplateResult {
  return lineField({
    ...{ id: "why", label: say("d.why"), value: control.form.why, most: 1000 },
    typed: (why) => control.fill({ why }),
  });
}

/** Says that words are no comment, or that they are one after all. The server takes it from keys of the whole agency only. */
function notComment({ say, control }: ShownDesk, { not_a_comment }: OfficeComment): TemplateResult {
  const { form, isBusy } = control;
  const set = (kind: NotCommentKind | null): void => void control.change({ not_a_comment: kind });
  if (not_a_comment) {
    return html`<div class="row">${actionButton(say("d.not.back"), { press: () => set(null), isBusy })}</div>`;
  }
  return html`${chooseField({
    ...{ id: "not-a-comment", label: say("d.not.kind"), value: form.notComment },
    choices: notCommentKinds.map((kind) => [kind, say(`not.${kind}`)] as const),
    chosen: (kind) => control.fill({ notComment: kind as NotCommentKind }),
  })}
    <div class="row">${actionButton(say("d.not"), { press: () => set(form.notComment), isBusy })}</div>`;
}

function handling(shown: ShownDesk): TemplateResult {
  const { say, control } = shown;
  const { form, units, isBusy } = control;
  const act = (word: string, press: () => void): TemplateResult => actionButton(word, { press, isBusy });
  const assign = (): void =>
    void control.change({ state: "assigned", ...(form.unit === "" ? {} : { unit: form.unit }) });
  return html`<h3>${say("d.acts")}</h3>
    ${whyField(shown)}
    <div class="row">
      ${act(say("d.approve"), () => void control.change({ state: "approved" }))}
      ${act(say("d.hold"), () => void control.change({ state: "held" }))}
      ${act(say("d.close"), () => void control.change({ state: "closed" }))}
    </div>
    ${chooseField({
      ...{ id: "hide-reason", label: say("d.hide.reason"), value: form.hideReason },
      choices: hideReasons.map((reason) => [reason, say(`hide.${reason}`)] as const),
      chosen: (reason) => control.fill({ hideReason: reason as HideReason }),
    })}
    <div class="row">
      ${act(say("d.hide"), () => void control.change({ state: "hidden", hide_reason: form.hideReason }))}
    </div>
    ${chooseField({
      ...{ id: "unit", label: say("d.assign.unit"), value: form.unit },
      choices: [["", "…"], ...units.map(({ code, name }) => [code, name] as const)],
      chosen: (unit) => control.fill({ unit }),
    })}
    <div class="row">${act(say("d.assign"), assign)}</div>`;
}
