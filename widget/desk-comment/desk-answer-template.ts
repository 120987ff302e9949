import { html, type TemplateResult } from "lit/html.js";
import type { OfficeComment } from "../../shared/contract/comment.ts";
import { actionButton, checkField, saidWords, textField } from "../ui/controls-template.ts";
import type { DeskMessageKey } from "../desk-words/desk-messages.ts";
import { outcome, type ShownDesk } from "../desk-words/shown-desk-template.ts";
import type { OfferedTemplate } from "../desk-work/desk-controller.ts";

/** Templates that are offered at once; the others are folded. */
const shownTemplates = 6;

/** Writing of an answer: templates, the words, what readers will see, and the buttons with what came of them. */
export function deskAnswer(shown: ShownDesk, comment: OfficeComment): TemplateResult {
  const { say, control } = shown;
  const { draft, isBusy } = control;
  const isToDecide = comment.decision === null && control.rights.mayDecide(comment);
  const sent = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    void control.answerAndGoOn();
  };
  const go = { press: () => void control.answerAndGoOn(), kind: "main", isBusy } as const;
  return html`<h3>${say("d.answer")}</h3>
    ${starts(shown)}
    <div @keydown=${sent}>
      ${textField({
        ...{ id: "words", label: say("d.answer.words"), value: draft.words },
        typed: (words) => control.write({ words }),
      })}
    </div>
    ${checkField({
      ...{ id: "public", label: say("d.answer.public"), isOn: draft.isPublic },
      set: (isPublic) => control.write({ isPublic }),
    })}
    <p class="soft">${say(whomKey(comment, draft.isPublic, isToDecide))}</p>
    <div class="row">
      ${actionButton(isBusy ? say("d.busy") : say(isToDecide ? "d.answer.next" : "d.answer.next.decided"), go)}
      ${actionButton(say("d.answer.send"), { press: () => void control.answer(), isBusy })} ${dropping(shown, comment)}
    </div>
    ${control.wasSentBefore ? html`<p role="status" class="done">${say("d.sent.before")}</p>` : ""}
    ${outcome(shown, "next")} ${outcome(shown, "answer", "d.sent")}
    ${preview(shown, comment)}`;
}

function starts({ say, control }: ShownDesk): TemplateResult {
  const all = control.templates.offered;
  const button = ({ title, words }: OfferedTemplate): TemplateResult =>
    html`<button type="button" class="start" @click=${() => control.begin(words)}><bdi>${title}</bdi></button>`;
  const more = all.slice(shownTemplates);
  return html`<div class="starts" role="group" aria-label=${say("d.answer.start")}>
    <span class="soft" aria-hidden="true">${say("d.answer.start")}:</span>${all.slice(0, shownTemplates).map(button)}
    ${
      more.length === 0
        ? ""
        : html`<details>
            <summary>${say("d.answer.start.more", { n: more.length })}</summary>
            ${more.map(button)}
          </details>`
    }
  </div>`;
}

/** Discards what is written; once it is discarded, brings it back. */
function dropping({ say, control }: ShownDesk, { id }: OfficeComment): TemplateResult | "" {
  const { drafts } = control;
  const act = (change: () => void) => (): void => {
    change();
    control.redraw();
  };
  if (drafts.wasDropped(id)) {
    return html`<span role="status">${say("d.draft.dropped")}</span>
      ${actionButton(say("d.draft.back"), { press: act(() => drafts.bringBack()), kind: "plain" })}`;
  }
  if (!drafts.has(id)) return "";
  return actionButton(say("d.draft.drop"), { press: act(() => drafts.drop(id)), kind: "plain" });
}

/** Who reads the answer. */
function whomKey({ decision }: OfficeComment, isPublic: boolean, isToDecide: boolean): DeskMessageKey {
  if (!isPublic || decision === "hidden") return "d.preview.holder";
  if (decision === "approved") return "d.preview.public";
  return isToDecide ? "d.preview.next" : "d.preview.later";
}

/** What the answer will look like. */
function preview({ say, control }: ShownDesk, comment: OfficeComment): TemplateResult | "" {
  const { words } = control.draft;
  if (words.trim() === "") return "";
  return html`<section class="card" aria-label=${say("d.answer.preview")}>
    <h4>${say("d.answer.preview")}</h4>
    ${saidWords(comment.words ?? "")}
    <div class="message">
      <h4><bdi>${(comment.assigned_to ?? comment.unit).name}</bdi></h4>
      <p class="said" data-preview dir="auto">${words}</p>
    </div>
  </section>`;
}
