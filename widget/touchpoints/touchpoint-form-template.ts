import { html, nothing, type TemplateResult } from "lit/html.js";
import { dayField, serviceField, unitField } from "../office-ui/office-controls-template.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { actionButton, checkField, chooseField, faultNote, lineField } from "../ui/controls-template.ts";
import type { DraftField, TouchpointDraft, TouchpointRow } from "./touchpoint-draft.ts";
import { pickTouchpointsMessages } from "./touchpoints-messages.ts";

/** The form of a new or a changed touchpoint. */
export type TouchpointForm = {
  readonly office: OfficeDeps;
  readonly draft: TouchpointDraft;
  /** The touchpoint that is changed, with the name of its unit; null for a new one. */
  readonly known: { readonly row: TouchpointRow; readonly unitName: string } | null;
  readonly forms: readonly string[];
  readonly faults: readonly DraftField[];
  readonly fault: string | null;
  readonly isBusy: boolean;
  readonly set: (change: Partial<TouchpointDraft>) => void;
  readonly save: () => void;
  readonly leave: () => void;
};

const channels = ["portal", "kiosk", "counter", "qr"] as const;

/** Draws the form. What is wrong stands at its field. */
export function touchpointForm(form: TouchpointForm): TemplateResult {
  const { office, draft, known, forms, faults, fault, isBusy, set, save, leave } = form;
  const { language } = office;
  const say = pickTouchpointsMessages(language);
  const wrong = (field: DraftField): string | null => (faults.includes(field) ? say(`tp.f.${field}`) : null);
  const below = (field: DraftField): TemplateResult | typeof nothing => {
    const words = wrong(field);
    return words === null ? nothing : html`<p class="fault" id="tp-${field}-fault">${words}</p>`;
  };
  const send = (event: Event): void => {
    event.preventDefault();
    if (!isBusy) save();
  };
  return html`<form class="card" novalidate @submit=${send}>
    ${lineField({ id: "tp-name", label: say("tp.name"), hint: say("tp.name.hint"), value: draft.name, typed: (name) => set({ name }) })}
    ${below("name")}
    ${chooseField({
      ...{ id: "tp-channel", label: say("tp.channel"), value: draft.channel },
      choices: channels.map((channel) => [channel, say(`tp.c.${channel}`)]),
      chosen: (channel) => set({ channel: channel as TouchpointDraft["channel"] }),
    })}
    ${unitField(office, { id: "tp-unit", label: say("tp.unit"), value: draft.unit, fault: wrong("unit"), ...(draft.from === "" ? {} : { on: draft.from }), chosen: (unit) => set({ unit }) })}
    ${serviceField(office, { id: "tp-service", label: say("tp.service"), hint: say("tp.service.hint"), value: draft.service, fault: wrong("service"), chosen: (service) => set({ service }) })}
    ${chooseField({ id: "tp-form", label: say("tp.form"), value: draft.form, choices: forms.map((id) => [id, id === "default" ? say("tp.form.default") : id]), chosen: (id) => set({ form: id }) })}
    ${below("form")}
    ${dayField({ id: "tp-from", label: say("tp.since"), value: draft.from, language, typed: (from) => set({ from }) })}
    <p class="soft">${known ? say("tp.from.hint", { unit: known.unitName }) : say("tp.from.new")}</p>
    ${below("from")}
    ${checkField({ id: "tp-comments", label: say("tp.comments"), isOn: draft.isPublished, set: (isPublished) => set({ isPublished }) })}
    <p class="soft">${say("tp.comments.hint")}</p>
    ${checkField({ id: "tp-limit", label: say("tp.limit"), isOn: draft.isShared, set: (isShared) => set({ isShared }) })}
    <p class="soft">${say("tp.limit.hint")}</p>
    ${draft.isShared ? limits(form) : nothing} ${below("client_limit")}
    ${faultNote(fault)}
    <div class="row">
      <button class="main" aria-disabled=${isBusy ? "true" : nothing}>${say("tp.save")}</button>
      ${actionButton(say("tp.leave"), { press: leave })}
    </div>
  </form>`;
}

function limits({ office, draft, set }: TouchpointForm): TemplateResult {
  const say = pickTouchpointsMessages(office.language);
  return html`${lineField({ id: "tp-at-once", label: say("tp.limit.at-once"), most: 3, value: draft.atOnce, typed: (atOnce) => set({ atOnce }) })}
  ${lineField({ id: "tp-per-minute", label: say("tp.limit.per-minute"), most: 3, value: draft.perMinute, typed: (perMinute) => set({ perMinute }) })}`;
}
