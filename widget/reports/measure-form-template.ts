import { html, nothing, type TemplateResult } from "lit";
import { dayField, problemWords, unitField } from "../office-ui/office-controls-template.ts";
import type { Problem } from "../office-ui/office-client.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { actionButton, faultNote, lineField } from "../ui/controls-template.ts";
import { measureGroups, nine } from "./report-kinds.ts";
import type { MeasureDraft, MeasureField, MeasureFaults } from "./measure-draft.ts";
import type { ReportsKey, ReportsSay } from "./reports-messages.ts";

/** What the form is drawn with. */
export type MeasureFormView = {
  readonly office: OfficeDeps;
  readonly draft: MeasureDraft;
  /** What was found when it was last sent; none before. */
  readonly faults: MeasureFaults | null;
  readonly problem: Problem | null;
  readonly isBusy: boolean;
  readonly say: ReportsSay;
  readonly set: (draft: MeasureDraft) => void;
  readonly send: () => void;
};

/** The form for the measures of one unit: few fields, since a commune has one row. */
export function measureForm(view: MeasureFormView): TemplateResult {
  const { office, draft, faults, problem, isBusy, say, set, send } = view;
  const { language } = office;
  const wrong = (field: Parameters<MeasureFaults["get"]>[0]): TemplateResult | typeof nothing => {
    const fault = faults?.get(field);
    return fault ? faultNote(say(fault.key, fault.places)) : nothing;
  };
  const field = (name: MeasureField, key: ReportsKey, n: number | "" = ""): TemplateResult => html`<div>
    ${lineField({
      ...{ id: `m-${name.replace(".", "-")}`, label: say(key, { n }), value: draft.typed[name] ?? "", most: 20 },
      typed: (typed) => set({ ...draft, typed: { ...draft.typed, [name]: typed } }),
    })}
    ${wrong(name)}
  </div>`;
  const day = (end: "from" | "to"): TemplateResult =>
    html`<div>${dayField({ id: `m-${end}`, label: say(`im.hand.${end}`), value: draft[end], max: office.today(), language, typed: (typed) => set({ ...draft, [end]: typed }) })}</div>`;
  return html`<details class="card">
    <summary>${say("im.hand")}</summary>
    <p>${say("im.hand.what")} ${say("im.hand.replaces")}</p>
    <div class="fields">
      <div>${unitField(office, { id: "m-unit", label: say("im.hand.unit"), value: draft.unit, chosen: (unit) => set({ ...draft, unit }) })}</div>
      ${day("from")} ${day("to")}
    </div>
    ${wrong("place")}
    ${measureGroups.map((group) => html`<div class="fields">${group.map((sum) => field(sum, `im.m.${sum}`))}</div>`)}
    <details>
      <summary>${say("im.m.tt01")}</summary>
      ${wrong("tt01")}
      <div class="fields">
        ${field("tt01.dossiers", "im.m.tt01.dossiers")} ${nine.map((n) => field(`tt01.${n}`, "im.m.tt01.n", n))}
      </div>
    </details>
    ${faultNote(problem && problemWords(problem, language))}
    <div class="row">${actionButton(say("im.hand.send"), { press: send, kind: "main", isBusy })}</div>
  </details>`;
}
