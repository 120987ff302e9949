import { html, type LitElement, nothing, type ReactiveController, type TemplateResult } from "lit";
import { dayWords, numberWords } from "../messages/messages.ts";
import type { AnswerOf, Problem } from "../office-ui/office-client.ts";
import { dayField, problemWords, unitField, loadingNote } from "../office-ui/office-controls-template.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { ImportController, type SentFile } from "../table-import/import-controller.ts";
import { actionButton, checkField, chooseField, faultNote } from "../ui/controls-template.ts";
import { type OfficialList, loadOfficialList, type OfficialUnit } from "./official-lists.ts";
import { kindWords, pickUnitsMessages, unitKinds } from "./units-messages.ts";
import type { UnitsBody } from "./plan-change.ts";
import type { UnitDialogDeps } from "./unit-dialog-controller.ts";
import { unitPreview } from "./unit-preview-template.ts";
import { unitsOfTable, unitFields } from "./units-of-table.ts";

type Checked = { readonly body: UnitsBody; readonly answer: AnswerOf<"previewUnits"> };

/** Units of the official lists are there since this day. */
const officialSince = "2025-07-01";

/** Imports lists of units: an official one with a tick for each unit, or a table that somebody brings. */
export class UnitImportController implements ReactiveController {
  isOpen = false;
  private from: OfficialList | "table" = "communes";
  private list: readonly OfficialUnit[] = [];
  private chosen: ReadonlySet<string> = new Set();
  private parent: string;
  private day: string;
  private kind = "commune";
  private checked: Checked | null = null;
  private problem: Problem | null = null;
  private isBusy = false;
  private readonly host: LitElement;
  private readonly office: OfficeDeps;
  private readonly deps: Pick<UnitDialogDeps, "versions"> & { readonly saved: () => void };
  private readonly table: ImportController<Checked>;

  constructor(host: LitElement, office: OfficeDeps, deps: UnitImportController["deps"]) {
    this.host = host;
    this.office = office;
    this.deps = deps;
    this.parent = office.agency;
    this.day = officialSince;
    host.addController(this);
    this.table = new ImportController<Checked>(host, office, {
      fields: () => unitFields(office.language),
      send: (file, isTrial) => this.sendTable(file, isTrial),
      found: (checked) => this.found(checked),
      took: ({ body }) => {
        deps.saved();
        return pickUnitsMessages(office.language)("or.i.taken", { n: body.units.length });
      },
    });
  }

  hostConnected(): void {}

  /** Opens the panel, or closes it. What was chosen stays. */
  toggle(): void {
    this.isOpen = !this.isOpen;
    if (this.isOpen && this.list.length === 0) void this.load(this.from);
    this.host.requestUpdate();
  }

  /** Draws the panel. */
  panel(): TemplateResult {
    const { language } = this.office;
    const say = pickUnitsMessages(language);
    return html`<section class="card" aria-labelledby="import-title">
      <h2 id="import-title">${say("or.i.title")}</h2>
      ${chooseField({
        ...{ id: "import-from", label: say("or.i.from"), value: this.from },
        choices: [
          ["communes", say("or.i.communes")],
          ["provinces", say("or.i.provinces")],
          ["table", say("or.i.table")],
        ],
        chosen: (from) => void this.load(from as OfficialList | "table"),
      })}
      ${unitField(this.office, { id: "import-parent", label: say("or.i.parent"), value: this.parent, on: this.day, chosen: (parent) => this.fill({ parent }) })}
      ${dayField({ id: "import-day", label: say("or.i.day"), value: this.day, language, typed: (day) => this.fill({ day }) })}
      ${this.from === "table" ? this.tablePanel() : this.listPanel()}
    </section>`;
  }

  private tablePanel(): TemplateResult {
    const { language } = this.office;
    return html`${chooseField({
      ...{ id: "import-kind", label: pickUnitsMessages(language)("or.i.kind"), value: this.kind },
      choices: unitKinds.map((kind) => [kind, kindWords(kind, language)] as const),
      chosen: (kind) => this.fill({ kind }),
    })}
    ${this.table.panel()}`;
  }

  private listPanel(): TemplateResult {
    const { checked, isBusy, problem, office, list } = this;
    const { language } = office;
    const say = pickUnitsMessages(language);
    const n = numberWords(this.chosen.size, language);
    const isAll = this.chosen.size > 0 && this.chosen.size === this.fresh().length;
    const set = (chosen: Iterable<string>): void => this.fill({ chosen: new Set(chosen) });
    return html`<p class="soft">${say("or.i.source")} ${this.from === "communes" ? say("or.i.reuse") : ""}</p>
      <fieldset>
        <legend>${say("or.i.choose")}</legend>
        ${
          list.length === 0
            ? loadingNote(language)
            : checkField({
                ...{ id: "import-all", label: say("or.i.all"), isOn: isAll },
                set: (isOn) => set(isOn ? this.fresh().map(({ code }) => code) : []),
              })
        }
        <div class="choices" tabindex="0" role="group" aria-label=${say("or.i.choose")}>
          ${list.map((unit) => this.choice(unit, set))}
        </div>
      </fieldset>
      <p role="status" class="soft">${isBusy ? say("or.busy") : say("or.i.chosen", { n })}</p>
      ${faultNote(problem && problemWords(problem, language))} ${checked ? this.found(checked) : nothing}
      <div class="row">
        ${
          checked
            ? actionButton(say("or.i.take", { n }), { press: () => void this.take(), kind: "main", isBusy })
            : actionButton(say("or.i.check", { n }), {
                ...{ press: () => void this.check(), kind: "main" },
                isBusy: isBusy || this.chosen.size === 0 || this.day === "" || this.parent === "",
              })
        }
      </div>`;
  }

  private choice({ code, name }: OfficialUnit, set: (chosen: Iterable<string>) => void): TemplateResult {
    const isKnown = this.isKnown(code);
    const known = pickUnitsMessages(this.office.language)("or.i.known");
    if (isKnown) return html`<p class="soft known">${name} (${code}) – ${known}</p>`;
    return checkField({
      ...{ id: `import-${code}`, label: `${name} (${code})`, isOn: this.chosen.has(code) },
      set: (isOn) => set([...this.chosen].filter((one) => one !== code).concat(isOn ? [code] : [])),
    });
  }

  private found({ body, answer }: Checked): TemplateResult {
    const { office, deps } = this;
    const { language } = office;
    const say = pickUnitsMessages(language);
    const known = body.units.filter(({ code }) => this.isKnown(code)).length;
    const day = dayWords(this.day, language);
    const names = deps.versions().filter(({ code }) => code === this.parent);
    const n = numberWords(body.units.length - known, language);
    const parent = names[names.length - 1]?.name ?? this.parent;
    return html`<p>${say("or.i.found", { n, parent, day })}</p>
      ${known > 0 ? html`<p>${say("or.i.found.known", { n: numberWords(known, language), day })}</p>` : nothing}
      ${unitPreview({ body, answer }, { office, versions: deps.versions() })}`;
  }

  private isKnown(code: string): boolean {
    return this.deps.versions().some((one) => one.code === code);
  }

  private fresh(): OfficialUnit[] {
    return this.list.filter(({ code }) => !this.isKnown(code));
  }

  private fill(part: object): void {
    Object.assign(this, part);
    this.checked = null;
    this.problem = null;
    this.host.requestUpdate();
  }

  private async load(from: OfficialList | "table"): Promise<void> {
    if (from !== this.from) this.day = from === "table" ? this.office.today() : officialSince;
    this.fill({ from, list: [], chosen: new Set() });
    if (from === "table") return;
    const list = await loadOfficialList(from);
    if (this.from === from) this.fill({ list });
  }

  private units(): UnitsBody {
    const { day: valid_from, parent } = this;
    const units = this.list
      .filter(({ code }) => this.chosen.has(code))
      .map((unit) => ({ ...unit, parent, valid_from, valid_to: null, national_code: unit.code }));
    return { units };
  }

  private async check(): Promise<void> {
    const body = this.units();
    this.busy(true);
    const { data, error } = await this.preview(body);
    this.busy(false);
    this.problem = error ?? null;
    this.checked = data ? { body, answer: data } : null;
    this.host.requestUpdate();
  }

  private async take(): Promise<void> {
    if (!this.checked) return;
    this.busy(true);
    const { error } = await this.write(this.checked.body);
    this.busy(false);
    if (error) this.problem = error;
    else {
      this.fill({ isOpen: false, chosen: new Set() });
      this.deps.saved();
    }
    this.host.requestUpdate();
  }

  private busy(isBusy: boolean): void {
    this.isBusy = isBusy;
    this.host.requestUpdate();
  }

  private preview(body: UnitsBody) {
    const { client, agency } = this.office;
    return client.POST("/v1/agencies/{agency}/units/preview", { params: { path: { agency } }, body });
  }

  private write(body: UnitsBody) {
    const { client, agency } = this.office;
    return client.PUT("/v1/agencies/{agency}/units", { params: { path: { agency } }, body });
  }

  /** Turns the rows of a table into units, then previews or writes them. Faults point at the table's rows. */
  private async sendTable(file: SentFile, isTrial: boolean): Promise<{ data?: Checked; error?: Problem }> {
    const { client, agency } = this.office;
    const { data: table, error } = await client.POST("/v1/agencies/{agency}/tables", {
      params: { path: { agency }, query: { all: "1" } },
      body: file.body as never,
      bodySerializer: (given) => given as never,
      headers: { "content-type": file.type },
    });
    if (!table) return { error };
    const { units, lines, problem } = unitsOfTable(table, file.columns, {
      ...{ parent: this.parent, day: this.day, kind: this.kind, language: this.office.language },
    });
    if (problem) return { error: problem };
    const body = { units };
    const previewed = await this.preview(body);
    const done = isTrial || previewed.error ? previewed : { ...(await this.write(body)), data: previewed.data };
    if (done.error) return { error: atRows(done.error, lines) };
    return previewed.data ? { data: { body, answer: previewed.data } } : {};
  }
}

/** Points the faults of units at the rows that they were made of. */
function atRows(problem: Problem, lines: readonly number[]): Problem {
  const errors = problem.errors?.map(({ pointer, detail }) => {
    const [, place, field = ""] = /^\/units\/(\d+)(?:\/(\w+))?/.exec(pointer) ?? [];
    return place === undefined ? { pointer, detail } : { pointer: `/rows/${lines[Number(place)]}/${field}`, detail };
  });
  return errors ? { ...problem, errors } : problem;
}
