import { html, nothing, type TemplateResult } from "lit/html.js";
import { askDialog, unitField } from "../office-ui/office-controls-template.ts";
import { actionButton, faultNote, lineField, saidWords, textField } from "../ui/controls-template.ts";
import { faultWords, type ShownDesk } from "../desk-words/shown-desk-template.ts";
import type { OfferedTemplate } from "../desk-work/desk-controller.ts";

/** The agency's templates of answers: read by all, written by whoever may answer, for the units that are theirs. */
export function answerTemplates(shown: ShownDesk): TemplateResult {
  const { say, control } = shown;
  const { templates, rights } = control;
  const { all, offered, written, done } = templates;
  const blank = { id: null, unit: rights.unit, title: "", words: "" };
  return html`<p class="soft">${say("d.t.lead")}</p>
    ${all.length === 0 ? html`<p class="soft">${say("d.t.none")}</p>` : ""}
    ${offered.map((template) => oneTemplate(shown, template))}
    <p role="status" class="done" tabindex="-1">${done ? say(`d.t.${done}`) : ""}</p>
    ${
      rights.mayWrite && written?.id !== null
        ? html`<div class="row">${actionButton(say("d.t.new"), { press: () => templates.write(blank) })}</div>`
        : ""
    }
    ${written?.id === null ? form(shown) : ""} ${removing(shown)}`;
}

function oneTemplate(shown: ShownDesk, { id, unit, title, words }: OfferedTemplate): TemplateResult {
  const { say, control } = shown;
  const { templates, rights } = control;
  const isTheirs = id !== undefined && unit !== undefined && rights.mayWrite && rights.reaches(unit);
  const own = isTheirs ? { id, unit, title, words } : null;
  if (own && templates.written?.id === own.id) return form(shown);
  return html`<section class="card">
    <h2><bdi>${title}</bdi></h2>
    ${unit === undefined ? "" : html`<p class="soft"><bdi>${unitWords(shown, unit)}</bdi></p>`} ${saidWords(words)}
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
  const { written, deed } = templates;
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
    ${faultNote(deed.problem && faultWords(shown, deed.problem))}
    <div class="row">
      ${actionButton(say("d.t.save"), { press: () => void templates.save(), kind: "main", isBusy: deed.isBusy })}
      ${actionButton(say("d.cancel"), { press: () => templates.write(null) })}
    </div>
  </section>`;
}

function removing(shown: ShownDesk): TemplateResult | typeof nothing {
  const { say, control, language } = shown;
  const { templates } = control;
  const { leaving, deed } = templates;
  if (!leaving) return nothing;
  const title = say("d.t.remove", { title: leaving.title });
  return askDialog({
    ...{ title, body: say("d.t.remove.ask", { title: leaving.title }), confirm: title, isBusy: deed.isBusy, language },
    fault: deed.problem && faultWords(shown, deed.problem),
    confirmed: () => void templates.remove(),
    left: () => templates.askToRemove(null),
  });
}
