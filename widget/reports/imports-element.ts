import { Task } from "@lit/task";
import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { formatDay } from "../../shared/calendar/day.ts";
import { zoneDay } from "../../shared/calendar/zone-day.ts";
import type { Problem } from "../office-ui/office-client.ts";
import { knownUnits, unitsOn } from "../office-ui/office-controls-template.ts";
import { type OfficeDeps, OfficePageElement, fileController } from "../office-ui/office-page-element.ts";
import { ImportController } from "../table-import/import-controller.ts";
import { actionButton, chooseField } from "../ui/controls-template.ts";
import { type ReportKind, reportKinds, templateOf } from "./report-kinds.ts";
import { KeptController } from "./kept-controller.ts";
import { keptList } from "./kept-template.ts";
import { faultsOf, type MeasureDraft, type MeasureFaults, measureOf } from "./measure-draft.ts";
import { measureForm } from "./measure-form-template.ts";
import { measureImport, tallyImport, volumeImport } from "./report-imports.ts";
import { pickReportsMessages, type ReportsSay } from "./reports-messages.ts";

type Ground = { readonly unitName: (unit: string) => string; readonly dayOf: (at: string) => string };

/** The panel of any kind. */
type Panel = { panel(): TemplateResult };

const emptyDraft: MeasureDraft = { unit: "", from: "", to: "", typed: {} };

/** The page on which an office hands in tallies, volumes and measures, and takes them back. */
export class ImportsElement extends OfficePageElement {
  static override properties: PropertyDeclarations = {
    ...{ kind: { state: true }, draft: { state: true }, faults: { state: true } },
    ...{ problem: { state: true }, isSaving: { state: true } },
  };
  declare private kind: ReportKind;
  declare private draft: MeasureDraft;
  declare private faults: MeasureFaults | null;
  declare private problem: Problem | null;
  declare private isSaving: boolean;
  declare private readonly kept: KeptController;
  declare private readonly panels: Readonly<Record<ReportKind, Panel>>;
  declare private readonly ground: Task<readonly [], Ground>;

  constructor(office: OfficeDeps) {
    super(office);
    Object.assign(this, { faults: null, problem: null, isSaving: false });
    const { kind } = office.query.read();
    this.kind = reportKinds.find((one) => one === kind) ?? "tallies";
    this.draft = this.keptDraft();
    this.kept = new KeptController(this, office, this.kind);
    const deps = { office, say: () => this.say, taken: () => this.kept.show(this.kind) };
    this.panels = {
      tallies: new ImportController(this, office, tallyImport(deps)),
      volumes: new ImportController(this, office, volumeImport(deps)),
      measures: new ImportController(this, office, measureImport(deps)),
    };
    this.ground = new Task(this, { args: () => [] as const, task: () => loadGround(office) });
  }

  private get say(): ReportsSay {
    return pickReportsMessages(this.office.language);
  }

  protected override render(): TemplateResult {
    const { say, kind, office } = this;
    const { language } = office;
    const names = this.ground.value ?? { unitName: (unit: string) => unit, dayOf: (at: string) => at.slice(0, 10) };
    return html`<h1 tabindex="-1">${say("im.title")}</h1>
      <div class="fields"><div>
        ${chooseField({
          ...{ id: "kind", label: say("im.kind"), value: kind },
          choices: reportKinds.map((one) => [one, say(`im.${one}`)] as const),
          chosen: (chosen) => this.choose(chosen as ReportKind),
        })}
      </div></div>
      <p>${say(`im.what.${kind}`)}</p>
      <div class="row">${actionButton(say("im.template"), { press: () => this.saveTemplate() })}</div>
      ${kind === "measures" ? this.form() : nothing}
      <section><h2>${say("im.table")}</h2>${this.panels[kind].panel()}</section>
      ${keptList({ ...names, control: this.kept, say, language, gone: () => void this.rowIsGone() })}`;
  }

  /** The row that had the focus is no more. */
  private async rowIsGone(): Promise<void> {
    this.office.tell(this.say("im.back.done"));
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("#kept")?.focus();
  }

  private choose(kind: ReportKind): void {
    this.kind = kind;
    this.office.query.write({ kind });
    this.kept.show(kind);
  }

  private saveTemplate(): void {
    const { kind, say, office } = this;
    fileController.save(
      new Blob([templateOf(kind, say)], { type: "text/csv" }),
      `${office.agency}-${kind}.csv`,
      office,
    );
  }

  private form(): TemplateResult {
    const { say, office, draft, faults, problem } = this;
    return measureForm({
      ...{ say, office, draft, faults, problem, isBusy: this.isSaving },
      set: (typed) => this.setDraft(typed),
      send: () => void this.save(),
    });
  }

  private setDraft(draft: MeasureDraft): void {
    this.draft = draft;
    // What was marked as wrong is looked at again as it is mended.
    if (this.faults) this.faults = faultsOf(draft);
    this.office.drafts?.setItem(this.draftName, JSON.stringify(draft));
  }

  private get draftName(): string {
    return `office-measure-${this.office.agency}`;
  }

  private keptDraft(): MeasureDraft {
    const kept = this.office.drafts?.getItem(this.draftName);
    return kept ? { ...emptyDraft, ...(JSON.parse(kept) as MeasureDraft) } : emptyDraft;
  }

  private async save(): Promise<void> {
    const { draft, office, say } = this;
    const { client, agency } = office;
    this.faults = faultsOf(draft);
    this.problem = null;
    if (this.faults.size > 0) {
      const [first = "place"] = this.faults.keys();
      const id = first === "place" ? "m-unit" : first === "tt01" ? "m-tt01-dossiers" : `m-${first.replace(".", "-")}`;
      return this.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus();
    }
    this.isSaving = true;
    const body = { measures: [measureOf(draft)] };
    const { error } = await client.PUT("/v1/agencies/{agency}/measures", { params: { path: { agency } }, body });
    this.isSaving = false;
    this.problem = error ?? null;
    if (error) return;
    this.faults = null;
    this.draft = emptyDraft;
    office.drafts?.removeItem(this.draftName);
    this.kept.show("measures");
    office.tell(say("im.hand.sent"));
  }
}

async function loadGround(office: OfficeDeps): Promise<Ground> {
  const { client, agency } = office;
  const [about, units] = await Promise.all([
    client.GET("/v1/agencies/{agency}", { params: { path: { agency } } }),
    knownUnits(office),
  ]);
  const today = unitsOn(units ?? [], office.today());
  const names = new Map((units ?? []).map(({ code, name }) => [code, name]));
  const dayOf = zoneDay(about.data?.time_zone ?? "Asia/Ho_Chi_Minh");
  return {
    unitName: (unit) => today.get(unit)?.name ?? names.get(unit) ?? unit,
    dayOf: (at) => formatDay(dayOf(Date.parse(at))),
  };
}
