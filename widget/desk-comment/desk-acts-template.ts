import { keyed } from "lit/directives/keyed.js";
import { html, type TemplateResult } from "lit/html.js";
import type { CommentChange, HideReason, NotCommentKind, OfficeComment } from "../../shared/contract/comment.ts";
import { actionButton, chooseField, lineField } from "../ui/controls-template.ts";
import { deskAnswer } from "./desk-answer-template.ts";
import type { DeskMessageKey } from "../desk-words/desk-messages.ts";
import { answeringUnitField, outcome, type ShownDesk } from "../desk-words/shown-desk-template.ts";

const hideReasons: readonly HideReason[] = ["personal-data", "insult", "advertising", "out-of-scope"];
const notCommentKinds: readonly NotCommentKind[] = ["advert", "test", "abuse"];

/** What may be done with a comment. The answer comes first, because its clock runs. */
export function deskActs(shown: ShownDesk, comment: OfficeComment): TemplateResult | "" {
  const { control, say } = shown;
  if (comment.state === "withdrawn" || !control.rights.mayWrite) return "";
  if (comment.not_a_comment)
    return html`<h3>${say("d.acts")}</h3>
      ${whyField(shown)} ${notComment(shown, comment)}`;
  return html`${deskAnswer(shown, comment)} ${handling(shown, comment)} ${notComment(shown, comment)}`;
}

function whyField({ say, control }: ShownDesk): TemplateResult {
  return lineField({
    ...{ id: "why", label: say("d.why"), value: control.draft.why, most: 1000 },
    typed: (why) => control.write({ why }),
  });
}

/** Says that words are no comment, or takes it back; for the whole agency only. */
function notComment(shown: ShownDesk, { not_a_comment }: OfficeComment): TemplateResult | "" {
  const { say, control } = shown;
  const { form } = control;
  if (!control.rights.isWhole) return "";
  if (not_a_comment) return acts(shown, "not", [["d.not.back", () => ({ not_a_comment: null })]]);
  const choice = chooseField({
    ...{ id: "not-a-comment", label: say("d.not.kind"), value: form.notComment },
    choices: notCommentKinds.map((kind) => [kind, say(`not.${kind}`)] as const),
    chosen: (kind) => control.fill({ notComment: kind as NotCommentKind }),
  });
  return html`${choice} ${acts(shown, "not", [["d.not", () => ({ not_a_comment: form.notComment })]])}`;
}

function handling(shown: ShownDesk, comment: OfficeComment): TemplateResult {
  const { say } = shown;
  return html`<h3>${say("d.acts")}</h3>
    ${whyField(shown)} ${shown.control.rights.mayDecide(comment) ? deciding(shown) : ""} ${assigning(shown, comment)}`;
}

function deciding(shown: ShownDesk): TemplateResult {
  const { say, control } = shown;
  const { form } = control;
  return html`${acts(shown, "decide", [
    ["d.approve", () => ({ state: "approved" })],
    ["d.hold", () => ({ state: "held" })],
  ])}
    ${chooseField({
      ...{ id: "hide-reason", label: say("d.hide.reason"), value: form.hideReason },
      choices: hideReasons.map((reason) => [reason, say(`hide.${reason}`)] as const),
      chosen: (reason) => control.fill({ hideReason: reason as HideReason }),
    })}
    ${acts(shown, "hide", [["d.hide", () => ({ state: "hidden", hide_reason: form.hideReason })]])}`;
}

function assigning(shown: ShownDesk, comment: OfficeComment): TemplateResult {
  const { control } = shown;
  const { form } = control;
  const field = { id: "unit", value: form.unit, chosen: (unit: string) => control.fill({ unit }) };
  return html`${keyed(comment.id, answeringUnitField(shown, field))}
    ${acts(shown, "assign", [
      ["d.assign", () => ({ state: "assigned", ...(form.unit === "" ? {} : { unit: form.unit }) })],
    ])}
    ${acts(shown, "close", [["d.close", () => ({ state: "closed" })]])}`;
}

/** Buttons that change the comment, and below them what came of it. */
function acts(
  shown: ShownDesk,
  act: string,
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
