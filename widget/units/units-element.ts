import { Task } from "@lit/task";
import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult, unsafeCSS } from "lit";
import { numberWords } from "../messages/messages.ts";
import { type Problem, readPages } from "../office-ui/office-client.ts";
import {
  askDialog,
  dayField,
  forgetNames,
  knownUnits,
  problemWords,
  type UnitRow,
  unitsOn,
  loadFault,
  loadingNote,
} from "../office-ui/office-controls-template.ts";
import { type OfficeDeps, OfficePageElement } from "../office-ui/office-page-element.ts";
import { actionButton, lineField } from "../ui/controls-template.ts";
import { pickUnitsMessages } from "./units-messages.ts";
import pageStyles from "./units.css?inline";
import type { SuccessionRow } from "./plan-change.ts";
import { UnitDialogController } from "./unit-dialog-controller.ts";
import { unitDialog } from "./unit-dialog-template.ts";
import { countOf, unitForest, foundIn, isFound, type UnitNode } from "./unit-forest.ts";
import type { UnitImportController } from "./unit-import-controller.ts";
import { type TreeView, unitLine, unitTree } from "./unit-tree-template.ts";

type Loaded = { readonly versions: readonly UnitRow[]; readonly successions: readonly SuccessionRow[] };
const nothingYet: Loaded = { versions: [], successions: [] };

/** The page *Đơn vị*: the tree of a day, changes with their effect on figures, and the import of lists. */
export class UnitsElement extends OfficePageElement {
  static override properties: PropertyDeclarations = {
    day: { state: true },
    sought: { state: true },
    opened: { state: true },
    unlinked: { state: true },
  };
  static override styles: CSSResultGroup = [OfficePageElement.styles, unsafeCSS(pageStyles)];
  declare private day: string;
  declare private sought: string;
  declare private opened: string;
  /** The succession that is to be removed, and how that goes. */
  declare private unlinked: {
    readonly one: SuccessionRow;
    readonly isBusy: boolean;
    readonly problem: Problem | null;
  } | null;
  private loaded: Loaded = nothingYet;
  private readonly dialog: UnitDialogController;
  /** Loaded when it is first asked for. */
  private import: UnitImportController | null = null;

  private readonly task = new Task(this, {
    args: () => [],
    task: async (): Promise<Loaded> => {
      const { agency, client } = this.office;
      const [versions, successions] = await Promise.all([
        knownUnits(this.office),
        readPages<SuccessionRow>((query) =>
          client.GET("/v1/agencies/{agency}/successions", { params: { path: { agency }, query } }),
        ),
      ]);
      if (!versions || !successions.rows) throw new Error("unreachable");
      this.loaded = { versions, successions: successions.rows };
      return this.loaded;
    },
  });

  constructor(office: OfficeDeps) {
    super(office);
    const { day = office.today(), q = "", unit = "", list = "" } = office.query.read();
    if (list !== "") void this.toggleImport();
    Object.assign(this, { day, sought: q, opened: unit, unlinked: null });
    const versions = (): readonly UnitRow[] => this.loaded.versions;
    this.dialog = new UnitDialogController(this, office, { versions, saved: (code) => void this.changed(code) });
  }

  protected override render(): TemplateResult {
    const say = pickUnitsMessages(this.office.language);
    return html`<h1 tabindex="-1">${say("or.units")}</h1>
      <p>${say("or.units.lead")}</p>
      ${this.task.render({
        initial: () => this.tree(),
        pending: () => (this.loaded === nothingYet ? loadingNote(this.office.language) : this.tree()),
        complete: () => this.tree(),
        error: () => loadFault(null, this.office.language, () => void this.task.run()),
      })}
      ${unitDialog(this.dialog)} ${this.unlinking()}`;
  }

  private tree(): TemplateResult {
    const { agency, language } = this.office;
    const say = pickUnitsMessages(language);
    const { versions } = this.loaded;
    const forest = unitForest(versions, this.day, agency);
    const found = foundIn(forest, this.sought);
    const isSought = this.sought.trim() !== "";
    const n = numberWords(isSought ? this.countFound(forest) : countOf(forest), language);
    return html`${this.tools()} ${this.import?.isOpen ? this.import.panel() : nothing}
      <p role="status" class="soft">${say(isSought ? "or.units.found" : "or.units.count", { n })}</p>
      <section aria-label=${say("or.units.tree")}>
        ${countOf(forest) === 0 ? html`<p>${say("or.units.none")}</p>` : nothing}
        ${unitTree(found, this.view())}
      </section>
      ${this.gone(isSought, found.length === 0)}`;
  }

  private countFound(forest: readonly UnitNode[]): number {
    return forest.reduce(
      (sum, { unit, below }) => sum + (isFound(unit, this.sought) ? 1 : 0) + this.countFound(below),
      0,
    );
  }

  /** Units that are not there on the day: those that are looked for, or the one that is open. */
  private gone(isSought: boolean, isEmpty: boolean): TemplateResult | typeof nothing {
    const say = pickUnitsMessages(this.office.language);
    const { versions } = this.loaded;
    const there = unitsOn(versions, this.day);
    const newest = new Map(versions.filter(({ code }) => !there.has(code)).map((one) => [one.code, one]));
    const rows = [...newest.values()].filter(
      (unit) => unit.code === this.opened || (isSought && isFound(unit, this.sought)),
    );
    if (rows.length === 0) return isSought && isEmpty ? html`<p>${say("or.units.no-match")}</p>` : nothing;
    const view = this.view();
    return html`<h2>${say("or.units.gone")}</h2>
      <ul class="tree">${rows.map((unit) => html`<li>${unitLine(unit, view)}</li>`)}</ul>`;
  }

  private view(): TreeView {
    return {
      ...{ office: this.office, opened: this.opened, mayChange: this.mayChange() },
      ...this.loaded,
      open: (opened) => this.keep({ opened }),
      change: (kind, unit) => this.dialog.open(kind, unit),
      unlink: (one) => {
        this.unlinked = { one, isBusy: false, problem: null };
      },
    };
  }

  /** Units are changed by those who are on the whole agency. */
  private mayChange(): boolean {
    return this.may("config:write") && this.isWhole();
  }

  private tools(): TemplateResult {
    const { language, today } = this.office;
    const say = pickUnitsMessages(language);
    const isOpen = this.import?.isOpen ?? false;
    return html`<div class="tools">
      <div class="field">
        ${lineField({ id: "sought", label: say("or.units.search"), value: this.sought, typed: (sought) => this.keep({ sought }) })}
      </div>
      <div class="field">
        ${dayField({ id: "day", label: say("or.units.day"), value: this.day, language, typed: (day) => this.keep({ day: day || today() }) })}
      </div>
      ${
        this.mayChange()
          ? html`<div>
              ${actionButton(say("or.units.add"), { press: () => this.dialog.open("add"), kind: "main" })}
              ${actionButton(say(isOpen ? "or.units.close" : "or.units.import"), { press: () => void this.toggleImport() })}
            </div>`
          : nothing
      }
    </div>`;
  }

  private async toggleImport(): Promise<void> {
    const { office } = this;
    try {
      const { UnitImportController: Import } = await import("./unit-import-controller.ts");
      const versions = (): readonly UnitRow[] => this.loaded.versions;
      this.import ??= new Import(this, office, { versions, saved: () => void this.changed("") });
      this.import.toggle();
    } catch {
      office.tell(problemWords({ type: "#unreachable", title: "", status: 503 }, office.language));
    }
  }

  private keep(state: Partial<{ day: string; sought: string; opened: string }>): void {
    Object.assign(this, state);
    const { day, sought, opened, office } = this;
    office.query.write({
      ...(day === office.today() ? {} : { day }),
      ...(sought === "" ? {} : { q: sought }),
      ...(opened === "" ? {} : { unit: opened }),
    });
  }

  private unlinking(): ReturnType<typeof askDialog> {
    const { unlinked, office } = this;
    if (!unlinked) return nothing;
    const { language } = office;
    const say = pickUnitsMessages(language);
    const { one, isBusy, problem } = unlinked;
    const told = { from: one.from, to: one.to, day: one.on.split("-").reverse().join("/") };
    return askDialog({
      ...{
        title: say("or.unlink.title"),
        body: say("or.unlink.body", told),
        confirm: say("or.unlink"),
        isBusy,
        language,
      },
      fault: problem && problemWords(problem, language),
      confirmed: () => void this.unlink(one),
      left: () => {
        this.unlinked = null;
      },
    });
  }

  private async unlink(one: SuccessionRow): Promise<void> {
    const { client, agency, language, tell } = this.office;
    this.unlinked = { one, isBusy: true, problem: null };
    const { from, to, on } = one;
    const params = { path: { agency }, query: { from, to, on } };
    const { error } = await client.DELETE("/v1/agencies/{agency}/successions", { params });
    if (error) {
      this.unlinked = { one, isBusy: false, problem: error };
      return;
    }
    this.unlinked = null;
    tell(pickUnitsMessages(language)("or.unlinked", { from, to }));
    await this.task.run();
  }

  /** Shows what was saved, and gives it the focus. */
  private async changed(code: string): Promise<void> {
    forgetNames(this.office);
    this.office.tell(pickUnitsMessages(this.office.language)("or.saved"));
    await this.task.run();
    // What a list brought is saved; a reload of the page should not open the list again.
    this.keep(code === "" ? {} : { opened: code });
    if (code === "") return;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[id="unit-${code}"]`)?.focus();
  }
}
