import { html, nothing, type TemplateResult } from "lit/html.js";
import { dayField, modal, problemWords, unitField } from "../office-ui/office-controls-template.ts";
import { actionButton, checkField, chooseField, faultNote, lineField } from "../ui/controls-template.ts";
import { kindWords, type OrganizationKey, pickOrganizationMessages, unitKinds } from "./organization-messages.ts";
import { emptyPart, type Part, type UnitForm } from "./plan-change.ts";
import type { UnitDialogController } from "./unit-dialog-controller.ts";
import { touchpointsNote, unitPreview } from "./unit-preview-template.ts";

/** Draws the dialog of a change of units; nothing while none is open. */
export function unitDialog(control: UnitDialogController): TemplateResult | typeof nothing {
  const { form, preview, isBusy, problem, office, versions } = control;
  if (!form) return nothing;
  const { language } = office;
  const say = pickOrganizationMessages(language);
  const name = versions.filter(({ code }) => code === form.unit).map((one) => one.name);
  return modal(
    say(`or.d.${form.kind}`, { name: name[name.length - 1] ?? form.unit }),
    () => control.close(),
    html`${fields(control, form)} ${faultOf(control, "all")}
      <p class="soft">${say(`or.u.${form.kind}`)}</p>
      ${preview ? unitPreview(preview, control, form.kind === "end") : nothing} ${faultNote(problem && problemWords(problem, language))}
      <p role="status" class="soft">${isBusy ? say("or.busy") : ""}</p>
      <div class="row">
        ${
          preview
            ? actionButton(say("or.save"), { press: () => void control.save(), kind: "main", isBusy })
            : actionButton(say("or.preview"), { press: () => void control.look(), kind: "main", isBusy })
        }
        ${actionButton(say("or.cancel"), { press: () => control.close() })}
      </div>`,
  );
}

function faultOf({ faults, office }: UnitDialogController, field: string): TemplateResult | typeof nothing {
  const fault = faults[field];
  if (!fault) return nothing;
  const words = "words" in fault ? fault.words : pickOrganizationMessages(office.language)(fault.key, fault.places);
  return html`<p class="fault" role="alert" id="c-${field}-wrong">${words}</p>`;
}

function fields(control: UnitDialogController, form: UnitForm): TemplateResult {
  const { language } = control.office;
  const say = pickOrganizationMessages(language);
  const on = day(control, form);
  switch (form.kind) {
    case "add":
      return html`${line(control, { field: "code", label: "or.l.code", value: form.code, hint: "or.l.code.hint", typed: (code) => ({ code }) })}
        ${line(control, { field: "name", label: "or.l.name", value: form.name, typed: (name) => ({ name }) })}
        ${parent(control, form)}
        ${chooseField({
          ...{ id: "c-kind", label: say("or.l.kind"), value: form.unitKind },
          choices: unitKinds.map((kind) => [kind, kindWords(kind, language)] as const),
          chosen: (unitKind) => control.fill({ unitKind }),
        })}
        ${line(control, { field: "national", label: "or.l.national", value: form.nationalCode, typed: (nationalCode) => ({ nationalCode }) })}
        ${on}`;
    case "rename":
      return html`${line(control, { field: "name", label: "or.l.new-name", value: form.name, typed: (name) => ({ name }) })} ${on}`;
    case "move":
      return html`${parent(control, form)} ${on}`;
    case "end":
      return on;
    case "reopen":
      return html``;
    case "merge":
      return html`${on} ${others(control, form)} ${target(control, form)}`;
    case "split":
      return html`${on} ${form.parts.map((part, place) => partFields(control, form, [part, place]))}
        <div class="row">
          ${actionButton(say("or.l.part.more"), { press: () => control.fill({ parts: [...form.parts, emptyPart] }) })}
        </div>
        ${checkField({
          ...{ id: "c-stays", label: say("or.l.stays"), isOn: form.stays },
          set: (stays) => control.fill({ stays }),
        })}`;
  }
}

type Line = {
  readonly field: string;
  readonly label: OrganizationKey;
  readonly value: string;
  readonly typed: (value: string) => Partial<UnitForm>;
  readonly hint?: OrganizationKey;
};

function line(control: UnitDialogController, { field, label, value, typed, hint }: Line): TemplateResult {
  const say = pickOrganizationMessages(control.office.language);
  return html`${lineField({
    ...{ id: `c-${field}`, label: say(label), value, ...(hint ? { hint: say(hint) } : {}) },
    typed: (text) => control.fill(typed(text)),
  })}
  ${faultOf(control, field)}`;
}

function day(control: UnitDialogController, form: UnitForm): TemplateResult {
  const { language } = control.office;
  const label = pickOrganizationMessages(language)(form.kind === "end" ? "or.l.last" : "or.l.on");
  return html`${dayField({ id: "c-on", label, value: form.on, language, typed: (on) => control.fill({ on }) })}
    ${faultOf(control, "on")}
    ${control.preview && form.kind === "end" ? touchpointsNote(control.preview.answer, language) : nothing}`;
}

function parent(control: UnitDialogController, { parent: value, on }: UnitForm): TemplateResult {
  const label = pickOrganizationMessages(control.office.language)("or.l.parent");
  return html`${unitField(control.office, {
    ...{ id: "c-parent", label, value, ...(on === "" ? {} : { on }) },
    chosen: (code) => control.fill({ parent: code }),
  })}
  ${faultOf(control, "parent")}`;
}

/** Units of the day before: those that a merge takes together. */
function others(control: UnitDialogController, form: UnitForm): TemplateResult {
  const say = pickOrganizationMessages(control.office.language);
  const set = (place: number, code: string): void =>
    control.fill({ others: form.others.map((one, at) => (at === place ? code : one)) });
  return html`${form.others.map((value, place) =>
    unitField(control.office, {
      ...{ id: place === 0 ? "c-others" : `c-others-${place}`, label: say("or.l.other"), value },
      chosen: (code) => set(place, code),
    }),
  )}
  ${faultOf(control, "others")}
  <div class="row">
    ${actionButton(say("or.l.other.more"), { press: () => control.fill({ others: [...form.others, ""] }) })}
  </div>`;
}

function target(control: UnitDialogController, { target: part }: UnitForm): TemplateResult {
  const set = (change: Partial<Part>): void => control.fill({ target: { ...part, ...change } });
  return html`<fieldset>
    <legend>${pickOrganizationMessages(control.office.language)("or.l.target")}</legend>
    ${whereTo(control, { part, at: "target", set })}
  </fieldset>`;
}

type WhereTo = { readonly part: Part; readonly at: string; readonly set: (change: Partial<Part>) => void };

/** A new unit with code and name, or a known one. */
function whereTo(control: UnitDialogController, { part, at, set }: WhereTo): TemplateResult {
  const say = pickOrganizationMessages(control.office.language);
  const id = `c-${at}-code`;
  const ofUnit = part.isNew
    ? html`${lineField({ id, label: say("or.l.code"), value: part.code, typed: (code) => set({ code }) })}
        ${faultOf(control, `${at}-code`)}
        ${lineField({ id: `c-${at}-name`, label: say("or.l.name"), value: part.name, typed: (name) => set({ name }) })}
        ${faultOf(control, `${at}-name`)}`
    : html`${unitField(control.office, { id, label: say("or.l.target.unit"), value: part.code, chosen: (code) => set({ code }) })}
        ${faultOf(control, `${at}-code`)}`;
  return html`${chooseField({
    ...{ id: `c-${at}-new`, label: say("or.l.part.to"), value: part.isNew ? "new" : "known" },
    choices: [
      ["new", say("or.l.target.new")],
      ["known", say("or.l.target.known")],
    ],
    chosen: (value) => set({ isNew: value === "new", code: "" }),
  })}
  ${ofUnit}`;
}

function partFields(
  control: UnitDialogController,
  form: UnitForm,
  [part, place]: readonly [Part, number],
): TemplateResult {
  const say = pickOrganizationMessages(control.office.language);
  const n = place + 1;
  const set = (change: Partial<Part>): void =>
    control.fill({ parts: form.parts.map((one, at) => (at === place ? { ...one, ...change } : one)) });
  const remove = (): void => control.fill({ parts: form.parts.filter((_, at) => at !== place) });
  return html`<fieldset>
    <legend>${say("or.l.part", { n })}</legend>
    ${whereTo(control, { part, at: `part-${place}`, set })}
    ${lineField({
      ...{ id: `c-part-${place}-percent`, label: say("or.l.percent"), value: part.percent, most: 8 },
      ...(place === 0 ? { hint: say("or.l.percent.hint") } : {}),
      typed: (percent) => set({ percent }),
    })}
    ${faultOf(control, `part-${place}-percent`)}
    ${form.parts.length > 1 ? html`<div class="row">${actionButton(say("or.l.part.less", { n }), { press: remove })}</div>` : nothing}
  </fieldset>`;
}
