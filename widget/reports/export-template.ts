import { html, nothing, type TemplateResult } from "lit";
import { numberWords, type Language } from "../messages/messages.ts";
import { dayField, problemWords, unitField } from "../office-ui/office-controls-template.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { actionButton, chooseField, faultNote } from "../ui/controls-template.ts";
import {
  type ExportChoice,
  exportFormats,
  exportLists,
  type ExportList,
  groupings,
  isWhole,
  spans,
} from "./export-choice.ts";
import { type ExportController, heavyBytes, type Transfer } from "./export-controller.ts";
import type { ReportsSay } from "./reports-messages.ts";

/** What the part for exports is drawn with. */
export type ExportView = {
  readonly office: OfficeDeps;
  readonly control: ExportController;
  readonly choice: ExportChoice;
  readonly set: (choice: ExportChoice) => void;
  readonly say: ReportsSay;
};

/** What somebody may export. Rows of feedback are for the whole agency alone. */
export function listsOf({ scopes, unit, agency }: OfficeDeps["session"]): ExportList[] {
  const needs = { feedback: "feedback:read", indices: "indices:read", comments: "comments:read" } as const;
  return exportLists.filter((list) => scopes.includes(needs[list]) && (list !== "feedback" || unit === agency));
}

/** The part of the page that exports data to a file. */
export function exportPart(view: ExportView): TemplateResult {
  const { office, control, choice, say } = view;
  const isRunning = control.transfer?.state === "running";
  const isBusy = isRunning || !isWhole(choice);
  return html`<section>
    <h2>${say("fi.ex")}</h2>
    <div class="fields">${fields(view)}</div>
    ${choice.format === "csv" ? html`<p class="soft">${say("fi.ex.csv.codes")}</p>` : nothing}
    <div class="row">
      ${actionButton(say("fi.ex.start"), { press: () => void control.start(choice), kind: "main", isBusy })}
      ${isRunning ? actionButton(say("fi.ex.cancel"), { press: () => control.cancel() }) : nothing}
    </div>
    ${control.transfer ? progress(control.transfer, { say, language: office.language }) : nothing}
  </section>`;
}

function fields({ office, choice, set, say }: ExportView): unknown[] {
  const { language } = office;
  const change = (more: Partial<ExportChoice>): void => set(fitting({ ...choice, ...more }));
  type Words = readonly (readonly [value: string, word: string])[];
  const choose = (key: "list" | "format" | "span" | "by" | "locale", choices: Words): TemplateResult =>
    html`<div>${chooseField({ id: `ex-${key}`, label: say(`fi.ex.${key}`), value: choice[key], choices, chosen: (value) => change({ [key]: value }) })}</div>`;
  const day = (end: "from" | "to"): TemplateResult =>
    html`<div>${dayField({ id: `ex-${end}`, label: say(`fi.ex.${end}`), value: choice[end], language, typed: (typed) => change({ [end]: typed }) })}</div>`;
  const offered = spans.filter((span) => span !== "all" || choice.list !== "indices");
  const unit = { id: "ex-unit", label: say("fi.ex.unit"), value: choice.unit };
  const bys: Words = groupings.map((by) => [by, say(`fi.ex.by.${by}`)]);
  return [
    choose(
      "list",
      listsOf(office.session).map((list) => [list, say(`fi.ex.${list}`)]),
    ),
    choose(
      "format",
      exportFormats.map((format) => [format, say(`fi.ex.${format}`)]),
    ),
    choose(
      "span",
      offered.map((span) => [span, say(`fi.ex.span.${span}`)]),
    ),
    choice.span === "days" ? [day("from"), day("to")] : nothing,
    html`<div>${unitField(office, { ...unit, chosen: (chosen) => change({ unit: chosen }) })}</div>`,
    choice.list === "indices" ? choose("by", bys) : nothing,
    choose(
      "locale",
      (["vi", "en"] as const).map((locale) => [locale, say(`fi.ex.locale.${locale}`)]),
    ),
  ];
}

/** Figures are of a span. */
function fitting(choice: ExportChoice): ExportChoice {
  return choice.list === "indices" && choice.span === "all" ? { ...choice, span: "year" } : choice;
}

type Words = { readonly say: ReportsSay; readonly language: Language };

function progress(transfer: Transfer, words: Words): TemplateResult {
  const { state, bytes, total, name, problem } = transfer;
  const { say, language } = words;
  const rows = Math.max(0, transfer.rows ?? 0);
  if (state === "failed") {
    const why = problem ? problemWords(problem, language) : say("fi.ex.broken");
    return faultNote(say("fi.ex.failed", { why }));
  }
  if (state === "cancelled") return html`<p role="status">${say("fi.ex.cancelled")}</p>`;
  if (state === "done")
    return html`<p role="status">${say("fi.ex.done", { name, size: sizeWords(bytes, language) })}</p>`;
  const size = sizeWords(bytes, language);
  const count = (people: number): string => numberWords(people, language, 0);
  const isCounted = transfer.rows !== null && total !== null && total > 0;
  const told =
    total === null
      ? say("fi.ex.bytes", { size })
      : say(isCounted ? "fi.ex.rows" : "fi.ex.total", {
          rows: count(Math.min(rows, total)),
          total: count(total),
          size,
        });
  // A text may hold line breaks of its own, so that lines can be more than rows.
  const bar = isCounted
    ? html`<progress max=${total} value=${Math.min(rows, total)} aria-label=${say("fi.ex.progress")}></progress>`
    : html`<progress aria-label=${say("fi.ex.progress")}></progress>`;
  return html`<div class="progress">${bar}<p>${told}</p></div>
    ${bytes > heavyBytes ? html`<p role="status">${say("fi.ex.heavy")}</p>` : nothing}`;
}

/** A size for people, in thousands of bytes: `1,5 MB`. */
function sizeWords(bytes: number, language: Language): string {
  const [unit, per] = bytes < 1_000_000 ? (["kB", 1000] as const) : (["MB", 1_000_000] as const);
  return `${numberWords(bytes / per, language)} ${unit}`;
}
