import { html, type TemplateResult } from "lit/html.js";
import type { CommentChange, HideReason, NotCommentKind, OfficeComment } from "../../shared/contract/comment.ts";
import type { DeskMessageKey } from "../messages/desk-messages.ts";
import { actionButton, checkField, chooseField, lineField, saidWords, textField } from "../ui/controls-template.ts";
import type { Act } from "./desk-controller.ts";
import { outcome, type ShownDesk } from "./outcome-template.ts";

const hideReasons: readonly HideReason[] = ["personal-data", "insult", "advertising", "out-of-scope"];
const notCommentKinds: readonly NotCommentKind[] = ["advert", "test", "abuse"];
const starts = ["1", "2", "3"] as const;

/** What may be done with a comment. The answer comes first, because its clock runs. */
export function deskActs(shown: ShownDesk, comment: OfficeComment): TemplateResult | "" {
  if (comment.state === "withdrawn") return "";
  if (comment.not_a_comment)
    return html`<h3>${shown.say("d.acts")}</h3>
    ${whyField(shown)} ${notComment(shown, comment)}`;
  return html`${answering(shown, comment)} ${handling(shown)} ${notComment(shown, comment)}`;
}

function answering(shown: ShownDesk, comment: OfficeComment): TemplateResult {
  const { say, control } = shown;
  const { draft, isBusy } = control;
  const started = (start: string): void => {
    const words = starts.find((one) => one === start);
    if (words) control.write({ words: say(`d.start.${words}`) + draft.words });
  };
  return html`<h3>${say("d.answer")}</h3>
    ${chooseField({
      ...{ id: "start", label: say("d.answer.start"), value: "" },
      choices: [["", say("d.answer.start.none")], ...starts.map((one) => [one, `${say(`d.start.${one}`)}…`] as const)],
      chosen: started,
    })}
    ${textField({
      ...{ id: "words", label: say("d.answer.words"), value: draft.words },
      typed: (words) => control.write({ words }),
    })}
    ${checkField({
      ...{ id: "public", label: say("d.answer.public"), isOn: draft.isPublic },
      set: (isPublic) => control.write({ isPublic }),
    })}
    ${preview(shown, comment)}
    <div class="row">
      ${actionButton(say("d.answer.send"), { press: () => void control.answer(), kind: "main", isBusy })}
    </div>
    ${outcome(shown, "answer")}`;
}

/** What the answer will look like, and to whom. */
function preview({ say, control }: ShownDesk, comment: OfficeComment): TemplateResult | "" {
  const { words, isPublic } = control.draft;
  if (words.trim() === "") return "";
  const isForAll = isPublic && comment.decision === "approved";
  return html`<section class="card" aria-label=${say("d.answer.preview")}>
    <p class="soft">${say(isForAll ? "d.preview.public" : "d.preview.holder")}</p>
    ${saidWords(comment.words ?? "")}
    <div class="message">
      <h4><bdi>${(comment.assigned_to ?? comment.unit).name}</bdi></h4>
      <p class="said" data-preview dir="auto">${words}</p>
    </div>
  </section>`;
}

function whyField({ say, control }: ShownDesk): TemplateResult {
  return lineField({
    ...{ id: "why", label: say("d.why"), value: control.draft.why, most: 1000 },
    typed: (why) => control.write({ why }),
  });
}

/** Says that words are no comment, or takes it back. The server accepts it from keys of the whole agency only. */
function notComment(shown: ShownDesk, { not_a_comment }: OfficeComment): TemplateResult {
  const { say, control } = shown;
  const { form } = control;
  const kinds = notCommentKinds.map((kind) => [kind, say(`not.${kind}`)] as const);
  const choice = chooseField({
    ...{ id: "not-a-comment", label: say("d.not.kind"), value: form.notComment, choices: kinds },
    chosen: (kind) => control.fill({ notComment: kind as NotCommentKind }),
  });
  if (not_a_comment) return acts(shown, "not", [["d.not.back", () => ({ not_a_comment: null })]]);
  return html`${choice} ${acts(shown, "not", [["d.not", () => ({ not_a_comment: form.notComment })]])}`;
}

function handling(shown: ShownDesk): TemplateResult {
  const { say, control } = shown;
  const { form, units } = control;
  return html`<h3>${say("d.acts")}</h3>
    ${whyField(shown)}
    ${acts(shown, "decide", [
      ["d.approve", () => ({ state: "approved" })],
      ["d.hold", () => ({ state: "held" })],
      ["d.close", () => ({ state: "closed" })],
    ])}
    ${chooseField({
      ...{ id: "hide-reason", label: say("d.hide.reason"), value: form.hideReason },
      choices: hideReasons.map((reason) => [reason, say(`hide.${reason}`)] as const),
      chosen: (reason) => control.fill({ hideReason: reason as HideReason }),
    })}
    ${acts(shown, "hide", [["d.hide", () => ({ state: "hidden", hide_reason: form.hideReason })]])}
    ${chooseField({
      ...{ id: "unit", label: say("d.assign.unit"), value: form.unit },
      choices: [["", "…"], ...units.map(({ code, name }) => [code, name] as const)],
      chosen: (unit) => control.fill({ unit }),
    })}
    ${acts(shown, "assign", [["d.assign", () => ({ state: "assigned", ...(form.unit === "" ? {} : { unit: form.unit }) })]])}`;
}

/** Buttons that change the comment, and below them what came of it. */
function acts(
  shown: ShownDesk,
  act: Act,
  buttons: readonly (readonly [DeskMessageKey, () => CommentChange])[],
): TemplateResult {
  const { say, control } = shown;
  return html`<div class="row">
      ${buttons.map(([word, change]) =>
        actionButton(say(word), { press: () => void control.change(change(), act), isBusy: control.isBusy }),
      )}
    </div>
    ${outcome(shown, act)}`;
}
