import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Form } from "../../shared/contract/form.ts";
import { overallQuestion } from "../../shared/levels.ts";
import { bounds, insertedAt, knownAgain, newQuestion } from "../form-draft/form-draft.ts";
import type { FormsKey } from "../form-draft/forms-messages.ts";
import { actionButton, chooseField } from "../ui/controls-template.ts";
import { type BuilderView, controlId, faultAt } from "./fields-template.ts";
import { questionCard } from "./question-template.ts";
import { reasonsSection } from "./reasons-template.ts";
import { settingsSection } from "./settings-template.ts";

/** Draws a form to be written: its questions, reasons and settings. */
export function formFields(view: BuilderView): TemplateResult {
  const { say, form } = view;
  return html`<section aria-labelledby="questions-head">
      <h2 id="questions-head" tabindex="-1">${say("fo.questions")}</h2>
      <p class="soft">${say("fo.questions.hint")}</p>
      ${faultAt(view, "questions")}
      ${form.questions.map((_, index) => questionCard(view, index))}
      ${form.questions.length < bounds.questions ? addQuestion(view) : nothing}
    </section>
    ${reasonsSection(view)} ${settingsSection(view)}`;
}

const kinds = ["5", "3", "4", "11", "choice"] as const;

function addQuestion(view: BuilderView): TemplateResult {
  const { say, form, before, adding, setAdding } = view;
  const again = [...before.questions.values()].filter(
    ({ id, text }) => text && !form.questions.some((one) => one.id === id),
  );
  const choices = [
    ...kinds.map((kind) => [kind, say(`fo.q.kind.${kind}` as FormsKey)] as const),
    ...again.map(({ id, text }) => [`=${id}`, say("fo.q.again", { text: text?.vi ?? id })] as const),
  ];
  const add = (): void => {
    const next = withAdded(view);
    view.change(next.form, controlId(`questions/${next.at}/text/vi`));
    setAdding("5");
  };
  return html`<div class="tools">
    <div>${chooseField({ id: "add-kind", label: say("fo.q.kind"), value: adding, choices, chosen: setAdding })}</div>
    ${actionButton(say("fo.q.add"), { press: add })}
  </div>`;
}

/** The form with one more question, and where it stands: the overall question first, others last. */
function withAdded({ form, before, adding }: BuilderView): { readonly form: Form; readonly at: number } {
  const known = before.questions.get(adding.slice(1));
  const made = adding.startsWith("=") && known ? knownAgain(known) : newQuestion(form, before, kindOf(adding));
  const at = made.id === overallQuestion ? 0 : form.questions.length;
  return { form: { ...form, questions: insertedAt(form.questions, at, made) }, at };
}

function kindOf(adding: string): Parameters<typeof newQuestion>[2] {
  if (adding === "choice") return "choice";
  return ({ "3": 3, "4": 4, "11": 11 } as const)[adding] ?? 5;
}
