import { html, nothing, type TemplateResult } from "lit/html.js";
import type { AnswerTemplate } from "../../shared/contract/answer-template.ts";
import { askDialog, unitField } from "../office-ui/office-controls-template.ts";
import { actionButton, faultNote, lineField, saidWords, textField } from "../ui/controls-template.ts";
import { faultWords, type ShownDesk } from "./shown-desk.ts";
import { builtInTemplates } from "./template-book.ts";

/** The agency's templates of answers: read by all, written by whoever may answer, for the units that are theirs. */
export function answerTemplates(shown: ShownDesk): TemplateResult {
  const { say, control } = shown;
  const { templates, rights } = control;
  const { all, written, done } = templates;
  const blank = { id: null, unit: rights.unit, title: "", words: "" };
  return html`<p class="soft">${say("d.t.lead")}</p>
    ${all.length === 0 ? html`<p class="soft">${say("d.t.none")}</p>` : ""}
    ${[...all, ...builtInTemplates].map((template) => oneTemplate(shown, template))}
    <p role="status" class="done">${done ? say(`d.t.${done}`) : ""}</p>
    ${
      rights.mayWrite && written?.id !== null
        ? html`<div class="row">${actionButton(say("d.t.new"), { press: () => templates.write(blank) })}</div>`
        : ""
    }
    ${written?.id === null ? form(shown) : ""} ${removing(shown)}`;
}

function oneTemplate(
  shown: ShownDesk,
  template: AnswerTemplate | Pick<AnswerTemplate, "title" | "words">,
): TemplateResult {
  const { say, control } = shown;
  const { templates, rights } = control;
  const { title, words } = template;
  const own = "id" in template && rights.mayWrite && rights.reaches(template.unit) ? template : null;
  if (own && templates.written?.id === own.id) return form(shown);
  return html`<section class="card">
    <h2><bdi>${title}</bdi></h2>
    ${"unit" in template ? html`<p class="soft"><bdi>${unitWords(shown, template.unit)}</bdi></p>` : ""} ${saidWords(words)}
    ${
      own
        ? html`<div class="row">
            ${actionButton(say("d.t.edit", { title }), { press: () => templates.write(own) })}
            ${actionButton(say("d.t.remove", { title }), { press: () => templates.askToRemove(own), kind: "plain" })}
          </div>`
        : ""
    }
  </section>`;
}

function unitWords({ say, control }: ShownDesk, code: string): string {
  const { rights, names } = control;
  const name = names.units.get(code)?.name;
  return rights.isAgency(code) ? say("d.t.whole") : (name ?? code);
}

function form(shown: ShownDesk): TemplateResult {
  const { say, control } = shown;
  const { templates } = control;
  const { written, fault, isBusy } = templates;
  if (!written) return html``;
  return html`<section class="card" id="template">
    ${lineField({
      ...{ id: "template-title", label: say("d.t.title"), value: written.title, most: 100 },
      typed: (title) => templates.fill({ title }),
    })}
    ${unitField(control.deps, {
      ...{ id: "template-unit", label: say("d.t.unit"), value: written.unit },
      chosen: (unit) => templates.fill({ unit }),
    })}
    ${textField({
      ...{ id: "template-words", label: say("d.t.words"), value: written.words },
      typed: (words) => templates.fill({ words }),
    })}
    ${faultNote(fault && faultWords(shown, fault))}
    <div class="row">
      ${actionButton(say("d.t.save"), { press: () => void templates.save(), kind: "main", isBusy })}
      ${actionButton(say("d.cancel"), { press: () => templates.write(null) })}
    </div>
  </section>`;
}

function removing(shown: ShownDesk): TemplateResult | typeof nothing {
  const { say, control, language } = shown;
  const { templates } = control;
  const { leaving, fault, isBusy } = templates;
  if (!leaving) return nothing;
  const title = say("d.t.remove", { title: leaving.title });
  return askDialog({
    ...{ title, body: say("d.t.remove.ask", { title: leaving.title }), confirm: title, isBusy, language },
    fault: fault && faultWords(shown, fault),
    confirmed: () => void templates.remove(),
    left: () => templates.askToRemove(null),
  });
}
