import { html, nothing, type TemplateResult } from "lit/html.js";
import type { VersionedForm } from "../../shared/contract/form.ts";
import type { AskingPlace, LoadedForms } from "../form-builder/load-forms.ts";
import { isOverall, madeId, plainNames } from "../form-draft/form-draft.ts";
import type { FormsSay } from "../form-draft/forms-messages.ts";
import { dayWords, inLanguage, type Language } from "../messages/messages.ts";
import { actionButton, chooseField, faultNote, lineField } from "../ui/controls-template.ts";
import { readyForms } from "./ready-forms.ts";

/** What the list of forms shows. */
export type FormsList = {
  readonly say: FormsSay;
  readonly language: Language;
  readonly loaded: LoadedForms;
  /** The day of each form's last change, by its id, as far as they are known. */
  readonly days: ReadonlyMap<string, string>;
  /** Ids of forms with an unsaved draft on this computer. */
  readonly drafted: readonly string[];
  readonly mayWrite: boolean;
  readonly open: (id: string) => void;
  readonly openPlace: (id: string) => void;
  readonly making: NewForm;
};

/** A new form in the making. `from`: `default`, `=` and the id of a form to be copied, or a ready one. */
export type NewForm = {
  readonly name: string;
  readonly from: string;
  readonly fault: string | null;
  readonly set: (change: { readonly name?: string; readonly from?: string }) => void;
  readonly make: () => void;
};

/** The id that a new form gets by its name; where another form has it, with a number. */
export function newFormId(name: string, { loaded, drafted }: Pick<FormsList, "loaded" | "drafted">): string {
  return madeId(name, new Set([...loaded.forms.map(({ id }) => id), ...drafted]), plainNames.form);
}

/** What a form is called. */
export function formName(say: FormsSay, id: string): string {
  return id === "default" ? say("fo.default") : say("fo.form", { id });
}

/** Places that a card shows unfolded. */
const fewPlaces = 3;

/** Draws every form with its version, what it asks and where, and how a new one is made. */
export function formsList(list: FormsList): TemplateResult {
  const { say, loaded, drafted, mayWrite } = list;
  const unsaved = drafted.filter((id) => !loaded.forms.some((form) => form.id === id));
  return html`<p>${say("fo.intro")}</p>
    <div class="cards">
      ${defaultFirst(loaded.forms).map((form) => formCard(list, form))}
      ${
        mayWrite
          ? unsaved.map(
              (id) => html`<section class="card" aria-labelledby="form-${id}">
                <h2 id="form-${id}">${say("fo.form", { id })}</h2>
                <p>${say("fo.unsaved")}. ${say("fo.drafted")}.</p>
                <div class="row">${openButton(list, id, "fo.change")}</div>
              </section>`,
            )
          : nothing
      }
    </div>
    ${mayWrite ? newFormCard(list) : nothing}`;
}

function defaultFirst(forms: readonly VersionedForm[]): VersionedForm[] {
  return [...forms].sort((one, other) => Number(other.id === "default") - Number(one.id === "default"));
}

function openButton({ say, open }: FormsList, id: string, key: "fo.change" | "fo.see"): TemplateResult {
  const press = (): void => open(id);
  return html`<button type="button" id="open-${id}" aria-label=${say("fo.of", { act: say(key), text: id })} @click=${press}>${say(key)}</button>`;
}

function formCard(list: FormsList, form: VersionedForm): TemplateResult {
  const { say, language, loaded, days, drafted, mayWrite } = list;
  const { id, version, questions, reasons, comment } = form;
  const places = loaded.places.filter((place) => place.form === id);
  const day = days.get(id);
  // Nearly every form begins with the overall question; the next one tells forms apart.
  const own = questions.find((question) => !isOverall(question)) ?? questions[0];
  return html`<section class="card" aria-labelledby="form-${id}">
    <h2 id="form-${id}">${formName(say, id)}</h2>
    <p><b>${day ? say("fo.versions.one", { n: version, day: dayWords(day, language) }) : say("fo.version", { n: version })}</b> · ${say(
      "fo.asks",
      {
        questions: questions.length,
        reasons: reasons.length,
        comment: say(comment ? "fo.comment.on" : "fo.comment.off"),
      },
    )}</p>
    ${own ? html`<p class="soft">“${inLanguage(own.text, language)}”</p>` : nothing}
    ${mayWrite && drafted.includes(id) ? html`<p class="mark">${say("fo.drafted")}</p>` : nothing}
    ${places.length === 0 ? html`<p>${say("fo.unused")}</p>` : usedAt(list, places)}
    <div class="row">${openButton(list, id, mayWrite ? "fo.change" : "fo.see")}</div>
  </section>`;
}

function usedAt({ say, openPlace }: FormsList, places: readonly AskingPlace[]): TemplateResult {
  return html`<details ?open=${places.length <= fewPlaces}>
    <summary>${say("fo.used", { n: places.length })}</summary>
    <ul class="places">
      ${places.map(
        ({ id, name, channel }) =>
          html`<li>${actionButton(name, { press: () => openPlace(id), kind: "plain" })} <span class="soft">${say(`fo.c.${channel}`)}</span></li>`,
      )}
    </ul>
  </details>`;
}

function newFormCard(list: FormsList): TemplateResult {
  const { say, loaded, making } = list;
  const { name, from, fault, set, make } = making;
  const choices = [
    ["default", say("fo.default")] as const,
    ...readyForms.map((ready) => [ready.id, say(ready.name)] as const),
    ...loaded.forms
      .filter(({ id }) => id !== "default")
      .map(({ id }) => [`=${id}`, say("fo.new.copy", { id })] as const),
  ];
  return html`<section class="card" aria-labelledby="new-form">
    <h2 id="new-form">${say("fo.new")}</h2>
    ${lineField({ id: "new-name", label: say("fo.new.name"), value: name, most: 60, typed: (typed) => set({ name: typed }), hint: say("fo.new.name.hint", { id: name.trim() === "" ? "…" : newFormId(name, list) }) })}
    ${chooseField({ id: "new-from", label: say("fo.new.from"), value: from, choices, chosen: (chosen) => set({ from: chosen }) })}
    ${from === "factors" ? html`<p class="soft">${say("fo.n.own")}</p>` : nothing}
    <p class="soft">${say("fo.new.later")}</p>
    ${faultNote(fault)}
    <div class="row">${actionButton(say("fo.new.make"), { press: make, kind: "main" })}</div>
  </section>`;
}
