import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Form } from "../../shared/contract/form.ts";
import { overallQuestion } from "../../shared/levels.ts";
import { actionButton, chooseField, faultNote } from "../ui/controls-template.ts";
import type { BuilderController } from "./builder-controller.ts";
import { type BuilderView, controlId, faultAt } from "./fields-template.ts";
import { insertedAt, knownAgain, newQuestion } from "./form-draft.ts";
import { bounds } from "./form-faults.ts";
import type { FormsKey } from "./forms-messages.ts";
import { clashNote, hintsList } from "./save-template.ts";
import { questionCard } from "./question-template.ts";
import { reasonsSection } from "./reasons-template.ts";
import { settingsSection } from "./settings-template.ts";

/** What the builder shows beside the form itself. */
export type BuilderPage = {
  readonly builder: BuilderController;
  readonly view: BuilderView;
  /** The kind of question that is added next: a scale, `choice`, or `=` and the id of one that was asked before. */
  readonly adding: string;
  readonly setAdding: (kind: string) => void;
};

/** Draws a form to be written. */
export function builderForm(page: BuilderPage): TemplateResult {
  const { builder, view } = page;
  const { say, isKept, hasChanges } = builder;
  return html`${clashNote(builder, view.language)}
    <p class="soft" role="status">${hasChanges ? say(isKept ? "fo.draft.kept" : "fo.draft.lost") : nothing}</p>
    ${questionsSection(page)} ${reasonsSection(view)} ${settingsSection(view)}
    <section>${hintsList(builder)}</section>`;
}

/** Draws what stands at the foot of the window: what was removed last, and what is wrong. */
export function builderNotes(builder: BuilderController): TemplateResult {
  const { say, removed, faults, hasChanges, newest } = builder;
  return html`${
    removed
      ? html`<div class="row undo">
            <span>${say("fo.removed", { text: removed.text.trim() || say("fo.untitled") })}</span>
            <button type="button" id="undo" @click=${() => builder.undo()}>${say("fo.undo")}</button>
          </div>`
      : nothing
  }
    ${faultNote(faults.size > 0 ? say("fo.f.sum", { n: faults.size }) : null)}
    ${hasChanges || !newest ? nothing : html`<p class="soft">${say("fo.same", { n: newest.version })}</p>`}`;
}

/** Draws the buttons that save the draft or drop it. */
export function builderButtons(builder: BuilderController): TemplateResult {
  const { say, hasChanges, next, clash } = builder;
  const isClosed = !hasChanges || clash !== null;
  return html`${actionButton(say("fo.save", { n: next }), { press: () => builder.askToSave(), kind: "main", isBusy: isClosed })}
    ${hasChanges ? actionButton(say("fo.draft.drop"), { press: () => builder.show("drop") }) : nothing}`;
}

function questionsSection(page: BuilderPage): TemplateResult {
  const { view } = page;
  const { say, form } = view;
  return html`<section aria-labelledby="questions-head">
    <h2 id="questions-head" tabindex="-1">${say("fo.questions")}</h2>
    <p class="soft">${say("fo.questions.hint")}</p>
    ${faultAt(view, "questions")}
    ${form.questions.map((_, index) => questionCard(view, index))}
    ${form.questions.length < bounds.questions ? addQuestion(page) : nothing}
  </section>`;
}

const kinds = ["5", "3", "4", "11", "choice"] as const;

function addQuestion({ view, adding, setAdding }: BuilderPage): TemplateResult {
  const { say, form, before } = view;
  const again = [...before.questions.values()].filter(
    ({ id, text }) => text && !form.questions.some((one) => one.id === id),
  );
  const choices = [
    ...kinds.map((kind) => [kind, say(`fo.q.kind.${kind}` as FormsKey)] as const),
    ...again.map(({ id, text }) => [`=${id}`, say("fo.q.again", { text: text?.vi ?? id })] as const),
  ];
  const add = (): void => {
    const next = withAdded(view, adding);
    view.change(next.form, controlId(`questions/${next.at}/text/vi`));
    setAdding("5");
  };
  return html`<div class="tools">
    <div>${chooseField({ id: "add-kind", label: say("fo.q.kind"), value: adding, choices, chosen: setAdding })}</div>
    ${actionButton(say("fo.q.add"), { press: add })}
  </div>`;
}

/** The form with one more question, and where it stands: the overall question first, others last. */
function withAdded({ form, before }: BuilderView, adding: string): { readonly form: Form; readonly at: number } {
  const known = before.questions.get(adding.slice(1));
  const made = adding.startsWith("=") && known ? knownAgain(known) : newQuestion(form, before, kindOf(adding));
  const at = made.id === overallQuestion ? 0 : form.questions.length;
  return { form: { ...form, questions: insertedAt(form.questions, at, made) }, at };
}

function kindOf(adding: string): Parameters<typeof newQuestion>[2] {
  if (adding === "choice") return "choice";
  return ({ "3": 3, "4": 4, "11": 11 } as const)[adding] ?? 5;
}
