import { html, nothing, type TemplateResult } from "lit/html.js";
import { numberWords } from "../messages/messages.ts";
import type { Problem } from "../office-ui/office-client.ts";
import { detailWords, problemWords } from "../office-ui/office-controls-template.ts";
import { actionButton, faultNote, plainTable, textField } from "../ui/controls-template.ts";
import type { ImportController } from "./import-controller.ts";
import { pickTableImportMessages } from "./table-import-messages.ts";

/** Most errors that the server lists. */
const mostErrors = 200;
/** Rows of the table that are shown below its columns. */
const shownRows = 5;

/** Draws the panel of an import in the state that it is in. */
export function importPanel<Answer>(control: ImportController<Answer>): TemplateResult {
  const { state, isBusy } = control;
  const say = pickTableImportMessages(control.office.language);
  const busy = html`<p role="status" class="soft">${isBusy ? say("ti.busy") : ""}</p>`;
  if (state.at === "taken") return html`${taken(control)}${busy}`;
  if (state.at === "start") return html`${start(control)}${busy}`;
  return html`${columns(control)} ${problems(control)} ${state.at === "checked" ? checked(control) : nothing}${busy}`;
}

function start<Answer>(control: ImportController<Answer>): TemplateResult {
  const { pasted, file, isBusy, office, problem } = control;
  const say = pickTableImportMessages(office.language);
  const chosen = (event: Event): void => {
    const [given = null] = (event.target as HTMLInputElement).files ?? [];
    control.fill({ file: given });
  };
  const isOld = file !== null && /\.xls$/i.test(file.name);
  const isEmpty = file === null && pasted.trim() === "";
  return html`<p>${say("ti.lead")}</p>
    ${textField({
      ...{ id: "import-paste", label: say("ti.paste"), value: pasted, most: 4_000_000 },
      typed: (words) => control.fill({ pasted: words }),
    })}
    <label for="import-file">${say("ti.file")}</label>
    <input id="import-file" type="file" accept=".csv,.tsv,.txt,.xlsx" @change=${chosen} />
    ${file ? html`<p class="soft">${say("ti.chosen", { name: file.name })}</p>` : nothing}
    ${faultNote(isOld ? say("ti.old") : problem && tableFault(control, problem))}
    <div class="row">
      ${actionButton(say("ti.read"), { press: () => void control.read(), kind: "main", isBusy: isBusy || isEmpty || isOld })}
    </div>`;
}

function tableFault<Answer>({ office: { language } }: ImportController<Answer>, problem: Problem): string {
  const [first] = problem.errors ?? [];
  return first ? detailWords(first.detail, language) : problemWords(problem, language);
}

function columns<Answer>(control: ImportController<Answer>): TemplateResult {
  const { state, office, spec, isBusy } = control;
  if (!("fields" in state)) return html``;
  const say = pickTableImportMessages(office.language);
  const { table, fields } = state;
  const [, ...rows] = table.first;
  const missing = spec.fields().filter(({ field, needed }) => needed && !fields.includes(field));
  return html`<h3 id="import-columns" tabindex="-1">${say("ti.columns")}</h3>
    <p>${say("ti.columns.lead", { n: numberWords(Math.max(0, table.rows - 1), office.language) })}</p>
    ${plainTable({
      caption: say("ti.first"),
      heads: [say("ti.line"), ...fields.map((_, column) => columnHead(control, column))],
      rows: rows
        .slice(0, shownRows)
        .map(({ line, cells }) => [String(line), ...fields.map((_, place) => cells[place] ?? "")]),
      left: fields.map((_, place) => place + 1),
    })}
    ${missing.length > 0 ? html`<p class="fault">${say("ti.missing", { names: missing.map(({ label }) => label).join(", ") })}</p>` : nothing}
    <div class="row">
      ${
        state.at === "checked"
          ? nothing
          : actionButton(say("ti.check"), {
              press: () => void control.check(),
              kind: "main",
              isBusy: isBusy || missing.length > 0,
            })
      }
      ${actionButton(say("ti.other"), { press: () => control.restart() })}
    </div>`;
}

/** A column's name, and what it holds. */
function columnHead<Answer>(control: ImportController<Answer>, column: number): TemplateResult {
  const { state, office, spec } = control;
  if (!("fields" in state)) return html``;
  const say = pickTableImportMessages(office.language);
  const name = state.table.first[0]?.cells[column] ?? "";
  const chosen = state.fields[column] ?? "";
  return html`<span class="import-name">${name}</span>
    <select
      aria-label=${say("ti.column", { n: column + 1, name })}
      @change=${(event: Event) => control.choose(column, (event.target as HTMLSelectElement).value)}
    >
      <option value="" .selected=${chosen === ""}>${say("ti.leave")}</option>
      ${spec
        .fields()
        .map(({ field, label }) => html`<option value=${field} .selected=${field === chosen}>${label}</option>`)}
    </select>`;
}

const place = /^\/rows\/(\d+)(?:\/(.*))?$/;

/** What is wrong, row by row; or, where no row is named, the problem itself. */
function problems<Answer>(control: ImportController<Answer>): TemplateResult {
  const { problem, office, spec } = control;
  const { language } = office;
  const say = pickTableImportMessages(language);
  const errors = problem?.errors ?? [];
  const rows = errors.flatMap(({ pointer, detail }) => {
    const [, line, column = ""] = place.exec(pointer) ?? [];
    const name = spec.fields().find(({ field }) => field === column)?.label ?? column;
    return line === undefined ? [] : [[line, name, detailWords(detail, language)]];
  });
  if (!problem) return html`<div role="alert"></div>`;
  if (rows.length === 0)
    return faultNote(problem.errors ? tableFault(control, problem) : problemWords(problem, language));
  const n = numberWords(new Set(rows.map(([line]) => line)).size, language);
  return html`<h3 id="import-problems" tabindex="-1">${say("ti.problems", { n })}</h3>
    <p>${say("ti.problems.lead")} ${rows.length >= mostErrors ? say("ti.problems.most", { n: mostErrors }) : ""}</p>
    ${plainTable({
      caption: say("ti.problems.table"),
      heads: [say("ti.line"), say("ti.field"), say("ti.wrong")],
      rows,
      left: [1, 2],
    })}
    <div class="row">${actionButton(say("ti.again"), { press: () => control.restart(), kind: "main" })}</div>`;
}

function checked<Answer>(control: ImportController<Answer>): TemplateResult {
  const { state, spec, office, isBusy } = control;
  if (state.at !== "checked") return html``;
  const say = pickTableImportMessages(office.language);
  const n = numberWords(state.table.rows - 1, office.language);
  return html`<h3 id="import-checked" tabindex="-1">${say("ti.checked", { n })}</h3>
    <div>${spec.found(state.answer)}</div>
    <div class="row">
      ${actionButton(say("ti.take", { n }), { press: () => void control.take(), kind: "main", isBusy })}
    </div>`;
}

function taken<Answer>(control: ImportController<Answer>): TemplateResult {
  const { state, spec, office, isBusy, problem } = control;
  if (state.at !== "taken") return html``;
  const say = pickTableImportMessages(office.language);
  const isBackable = spec.takeBack && !state.isBack;
  return html`<h3 id="import-taken" tabindex="-1">${state.isBack ? say("ti.back.done") : state.words}</h3>
    ${faultNote(problem && problemWords(problem, office.language))}
    <div class="row">
      ${actionButton(say("ti.next"), { press: () => control.restart(), kind: "main" })}
      ${isBackable ? actionButton(say("ti.back"), { press: () => void control.takeBack(), isBusy }) : nothing}
    </div>`;
}
