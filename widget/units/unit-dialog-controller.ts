import type { LitElement, ReactiveController } from "lit";
import type { AnswerOf, Problem } from "../office-ui/office-client.ts";
import { detailWords, forgetNames, type UnitRow } from "../office-ui/office-controls-template.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import {
  type ChangeKind,
  emptyPart,
  type FieldFault,
  type FieldFaults,
  planChange,
  type UnitForm,
  type UnitsBody,
} from "./plan-change.ts";

/** What is asked before a change is saved, and what it would do. */
export type ShownPreview = { readonly body: UnitsBody; readonly answer: AnswerOf<"previewUnits"> };

/** What the dialog needs of its page. */
export type UnitDialogDeps = {
  readonly versions: () => readonly UnitRow[];
  /** Is called after a change is saved, with the unit to show. */
  readonly saved: (code: string) => void;
};

/** The dialog of one change of units: filled in, previewed, saved. What is typed stays until it is saved or left. */
export class UnitDialogController implements ReactiveController {
  form: UnitForm | null = null;
  faults: FieldFaults = {};
  problem: Problem | null = null;
  preview: ShownPreview | null = null;
  isBusy = false;
  readonly office: OfficeDeps;
  private readonly host: LitElement;
  private readonly deps: UnitDialogDeps;

  constructor(host: LitElement, office: OfficeDeps, deps: UnitDialogDeps) {
    this.host = host;
    this.office = office;
    this.deps = deps;
    host.addController(this);
  }

  hostConnected(): void {}

  /** The versions that the change starts from. */
  get versions(): readonly UnitRow[] {
    return this.deps.versions();
  }

  /** Opens the dialog for a unit, or for a new one. */
  open(kind: ChangeKind, unit: UnitRow | null = null): void {
    const { agency, today } = this.office;
    this.clear({
      ...{ kind, unit: unit?.code ?? "", code: "", name: kind === "rename" ? (unit?.name ?? "") : "" },
      ...{
        parent: unit?.parent ?? agency,
        unitKind: "commune",
        nationalCode: "",
        on: kind === "reopen" ? "" : today(),
      },
      ...{ others: [""], target: emptyPart, parts: [emptyPart, emptyPart], stays: false },
    });
  }

  close(): void {
    this.clear(null);
  }

  /** Fills something in. The preview is dropped, so that nothing is saved unseen. */
  fill(part: Partial<UnitForm>): void {
    if (!this.form) return;
    this.form = { ...this.form, ...part };
    this.preview = null;
    this.problem = null;
    this.faults = {};
    this.host.requestUpdate();
  }

  /** Asks the server what the change would do. */
  async look(): Promise<void> {
    const { form, office } = this;
    if (!form || this.isBusy) return;
    const { agency, language, client } = office;
    const planned = planChange(form, { versions: this.versions, agency, language });
    if ("faults" in planned) return this.refuse(planned.faults);
    this.busy(true);
    const { body } = planned;
    const params = { path: { agency } };
    const { data, error } = await client.POST("/v1/agencies/{agency}/units/preview", { params, body });
    this.busy(false);
    if (this.form !== form) return undefined;
    if (error) return this.fail(error);
    this.preview = { body, answer: data };
    this.host.requestUpdate();
    return this.focus("c-preview");
  }

  /** Writes what was previewed. */
  async save(): Promise<void> {
    const { form, preview, office } = this;
    if (!form || !preview || this.isBusy) return undefined;
    this.busy(true);
    const params = { path: { agency: office.agency } };
    const { error } = await office.client.PUT("/v1/agencies/{agency}/units", { params, body: preview.body });
    this.busy(false);
    if (error) return this.fail(error);
    forgetNames(office);
    const [first] = preview.body.units;
    const target = form.kind === "merge" ? form.target.code.trim() : form.unit || (first?.code ?? "");
    this.close();
    return this.deps.saved(target);
  }

  private clear(form: UnitForm | null): void {
    this.form = form;
    this.faults = {};
    this.problem = null;
    this.preview = null;
    this.host.requestUpdate();
  }

  private busy(isBusy: boolean): void {
    this.isBusy = isBusy;
    this.host.requestUpdate();
  }

  private refuse(faults: FieldFaults): Promise<void> {
    this.faults = faults;
    this.host.requestUpdate();
    return this.focus(`c-${Object.keys(faults)[0] ?? "on"}`);
  }

  /** Faults of the server stand at their field where it names one. */
  private fail(problem: Problem): Promise<void> {
    const faults: Record<string, FieldFault> = {};
    for (const { pointer, detail } of problem.errors ?? []) {
      const [, name = ""] = /^\/(?:units|successions)\/\d+\/(\w+)$/.exec(pointer) ?? [];
      const field = fieldOf[name] ?? "all";
      faults[field] ??= { words: detailWords(detail, this.office.language) };
    }
    if (Object.keys(faults).length > 0) return this.refuse(faults);
    this.problem = problem;
    this.host.requestUpdate();
    return Promise.resolve();
  }

  private async focus(id: string): Promise<void> {
    await this.host.updateComplete;
    const found = (this.host.renderRoot as ShadowRoot).getElementById(id);
    found?.focus({ preventScroll: true });
    found?.scrollIntoView({ block: id === "c-preview" ? "start" : "center" });
  }
}

/** Fields of the dialog by the names that the API has for them. */
const fieldOf: Readonly<Record<string, string>> = {
  ...{ parent: "parent", code: "code", name: "name", valid_from: "on", valid_to: "on", national_code: "national" },
};
