import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult, unsafeCSS } from "lit";
import { isLocal, problemWords } from "../office-ui/office-controls-template.ts";
import { type OfficeDeps, OfficePageElement } from "../office-ui/office-page-element.ts";
import { actionButton, chooseField, faultNote, lineField, textField } from "../ui/controls-template.ts";
import { type ChosenTouchpoint, type Facts, SetupController } from "./setup-controller.ts";
import { pickSetupMessages } from "./setup-messages.ts";
import setupStyles from "./setup.css?inline";
import { isDone, type SetUp, snippetOf, type Step, setupSteps } from "./setup-steps.ts";
import { readUnitLines } from "./unit-lines.ts";

type Typed = Facts & ChosenTouchpoint & { readonly lines: string };

/** Where somebody goes after the first rating. */
const nextPages = ["members", "forms", "touchpoints"] as const;
/** Names that are shown of a list. */
const mostNames = 5;

function namesOf(names: readonly string[]): string {
  return names.slice(0, mostNames).join(", ") + (names.length > mostNames ? "…" : "");
}

/** The page *Thiết lập*: from an empty agency to the first rating, step by step. */
export class SetupElement extends OfficePageElement {
  static override properties: PropertyDeclarations = {
    ...{ typed: { state: true }, copied: { state: true }, isMissed: { state: true } },
  };
  static override styles: CSSResultGroup = [OfficePageElement.styles, unsafeCSS(setupStyles)];
  declare private readonly control: SetupController;
  /** What was typed and is not saved yet. The browser keeps it, since the way to other pages leads away from here. */
  declare private typed: Partial<Typed>;
  /** The list was sent without a line. */
  declare private isMissed: boolean;
  /** Whether the browser has copied the lines; null before it is asked to. */
  declare private copied: boolean | null;
  declare private shownStep: Step | null;

  constructor(office: OfficeDeps) {
    super(office);
    this.control = new SetupController(office, () => this.requestUpdate());
    this.typed = this.readDraft();
    this.isMissed = false;
    this.copied = null;
    this.shownStep = null;
    void this.control.read();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.control.watch();
  }

  override disconnectedCallback(): void {
    this.control.leave();
    super.disconnectedCallback();
  }

  private get say(): ReturnType<typeof pickSetupMessages> {
    return pickSetupMessages(this.office.language);
  }

  protected override render(): TemplateResult {
    const { say, control } = this;
    const { setUp } = control;
    return html`<h1 tabindex="-1">${say("su.title")}</h1>
      <p>${say("su.about")}</p>
      ${setUp ? html`<ol class="steps">${setupSteps.map((step) => this.step(step, setUp))}</ol>` : this.reading()}`;
  }

  private reading(): TemplateResult {
    const { say, control } = this;
    if (!control.problem) return html`<p role="status">${say("su.reading")}</p>`;
    return html`${this.fault()}${actionButton(say("su.again"), { press: () => void control.read() })}`;
  }

  private fault(): TemplateResult {
    const { problem } = this.control;
    return faultNote(problem && problemWords(problem, this.office.language));
  }

  private step(step: Step, setUp: SetUp): TemplateResult {
    const { say, control } = this;
    const isOpen = control.step === step;
    const isSkipped = control.skipped.includes(step);
    const mark = isDone(step, setUp) ? say("su.done") : isSkipped ? say("su.skipped") : "";
    return html`<li class="card">
      <h2 tabindex="-1" data-step=${step}>
        <button type="button" class="plain" aria-expanded=${isOpen ? "true" : "false"} @click=${() => control.go(step)}>
          ${say(`su.step.${step}`)}
        </button>
        ${mark === "" ? nothing : html`<span class="mark">${mark}</span>`}
      </h2>
      ${isOpen ? this.opened(step, setUp) : nothing}
    </li>`;
  }

  private opened(step: Step, setUp: SetUp): TemplateResult {
    if (step === "agency") return this.agencyStep(setUp);
    if (step === "units") return this.unitsStep(setUp);
    return step === "touchpoint" ? this.touchpointStep(setUp) : this.pageStep(setUp);
  }

  private form(set: TemplateResult, step: Step, send: () => void): TemplateResult {
    const { say, control } = this;
    const submit = (event: Event): void => {
      event.preventDefault();
      if (!control.isBusy) send();
    };
    const word = step === "touchpoint" ? say("su.tp.make") : say("su.next");
    return html`<form @submit=${submit}>
      ${set} ${this.fault()}
      <div class="row">
        <button class="main" aria-disabled=${control.isBusy ? "true" : nothing}>${word}</button>
        ${actionButton(say("su.skip"), { press: () => control.skip(step), kind: "plain" })}
      </div>
    </form>`;
  }

  private get draftName(): string {
    return `setup:${this.office.agency}`;
  }

  private readDraft(): Partial<Typed> {
    try {
      return JSON.parse(this.office.drafts?.getItem(this.draftName) ?? "{}") as Partial<Typed>;
    } catch {
      return {};
    }
  }

  private set(typed: Partial<Typed>): void {
    this.typed = { ...this.typed, ...typed };
    this.isMissed = false;
    try {
      this.office.drafts?.setItem(this.draftName, JSON.stringify(this.typed));
    } catch {
      // A full storage only means that a reload forgets it.
    }
  }

  /** Sends a step; when it is saved, the server knows what was typed. */
  private async send(saving: Promise<void>, kept: Partial<Typed> = {}): Promise<void> {
    await saving;
    if (this.control.problem) return;
    this.typed = {};
    this.set(kept);
  }

  private values({ name, address, phone }: SetUp): Typed {
    const { agency } = this.office;
    const usual = { touchpoint: this.say("su.tp.usual"), unit: agency, form: "default" };
    return { name, address, phone, lines: "", ...usual, ...this.typed };
  }

  private agencyStep(setUp: SetUp): TemplateResult {
    const { say } = this;
    const { name, address, phone, lines } = this.values(setUp);
    return this.form(
      html`<p class="soft">${say("su.agency.why")}</p>
        ${lineField({ id: "name", label: say("su.name"), value: name, typed: (value) => this.set({ name: value }) })}
        ${lineField({ id: "address", label: say("su.address"), value: address, most: 500, typed: (value) => this.set({ address: value }) })}
        ${lineField({ id: "phone", label: say("su.phone"), value: phone, most: 100, typed: (value) => this.set({ phone: value }) })}`,
      "agency",
      () => void this.send(this.control.saveFacts({ name, address, phone }), { lines }),
    );
  }

  private unitsStep(setUp: SetUp): TemplateResult {
    const { say, control } = this;
    const { lines } = this.values(setUp);
    const { units, wrong } = readUnitLines(
      lines,
      setUp.units.map(({ code }) => code),
    );
    const names = namesOf(setUp.units.map(({ name }) => name));
    const read = namesOf(units.map(({ code, name }) => `${code} – ${name}`));
    const send = (): void => {
      this.isMissed = units.length === 0 && wrong.length === 0;
      if (units.length > 0 && wrong.length === 0) void this.send(control.saveUnits(units));
      else this.renderRoot.querySelector<HTMLElement>("#lines")?.focus();
    };
    return this.form(
      html`<p class="soft">${say("su.units.why")}</p>
        ${actionButton(say("su.units.more"), { press: () => this.office.open("units", { list: "1" }), kind: "plain" })}
        ${setUp.units.length > 0 ? html`<p>${say("su.units.have", { n: setUp.units.length, names })}</p>` : nothing}
        ${textField({ id: "lines", label: say("su.units.list"), value: lines, most: 100_000, typed: (value) => this.set({ lines: value }) }, true)}
        <div role="status">
          ${this.isMissed ? html`<p class="fault">${say("su.units.none")}</p>` : nothing}
          ${lines.trim() === "" ? nothing : html`<p class="understood">${say("su.units.read", { n: units.length, names: read })}</p>`}
          ${wrong.slice(0, 5).map(({ line, why }) => html`<p class="fault">${say(`su.units.wrong.${why}`, { line })}</p>`)}
        </div>`,
      "units",
      send,
    );
  }

  private touchpointStep(setUp: SetUp): TemplateResult {
    const { say, control, office } = this;
    const { touchpoint, unit, form } = this.values(setUp);
    const forms = setUp.forms.map((id) => [id, id === "default" ? say("su.tp.default") : id] as const);
    const choices = [
      [office.agency, setUp.name] as const,
      ...setUp.units.map(({ code, name }) => [code, name] as const),
    ];
    return this.form(
      html`<p class="soft">${say("su.tp.why")}</p>
        ${setUp.touchpoint ? html`<p>${say("su.tp.have", { name: setUp.touchpoint.name })}</p>` : nothing}
        ${lineField({ id: "touchpoint", label: say("su.tp.name"), value: touchpoint, typed: (value) => this.set({ touchpoint: value }) })}
        ${chooseField({ id: "unit", label: say("su.tp.unit"), value: unit, choices, chosen: (value) => this.set({ unit: value }) })}
        ${forms.length > 1 ? chooseField({ id: "form", label: say("su.tp.form"), value: form, choices: forms, chosen: (value) => this.set({ form: value }) }) : nothing}`,
      "touchpoint",
      () => void this.send(control.makeTouchpoint({ unit, touchpoint, form })),
    );
  }

  private pageStep({ touchpoint, isRated }: SetUp): TemplateResult {
    const { say, office, control } = this;
    if (!touchpoint) {
      return html`<p>${say("su.tp.first")}</p>
        ${actionButton(say("su.step.touchpoint"), { press: () => control.go("touchpoint") })}`;
    }
    const snippet = snippetOf(office.server, touchpoint.id);
    const copy = async (): Promise<void> => {
      this.copied = await navigator.clipboard.writeText(snippet).then(
        () => true,
        () => false,
      );
      // Ctrl and C do it then.
      if (!this.copied) this.renderRoot.querySelector<HTMLTextAreaElement>("#snippet")?.select();
    };
    return html`<p class="soft">${say("su.page.why")}</p>
      ${isLocal(office.server) ? html`<p class="fault">${say("su.page.local", { server: office.server })}</p>` : nothing}
      <label for="snippet">${say("su.page.snippet", { name: touchpoint.name })}</label>
      <textarea id="snippet" class="snippet" readonly spellcheck="false" .value=${snippet}></textarea>
      <div class="row">
        ${actionButton(say("su.page.copy"), { press: () => void copy(), kind: "main" })}
        <a class="go" href="/rate/${touchpoint.id}" target="_blank" rel="noopener">${say("su.page.try")}</a>
        ${actionButton(say("su.page.poster"), { press: () => office.open("touchpoints", { id: touchpoint.id }), kind: "plain" })}
      </div>
      <div role="status">
        ${this.copied === null ? nothing : html`<p>${say(this.copied ? "su.page.copied" : "su.page.not-copied")}</p>`}
        ${control.rated?.isLost ? html`<p class="fault">${say("su.page.lost")}</p>` : nothing}
        ${isRated ? this.rated() : html`<p class="waiting">${say("su.page.waiting")}</p>`}
      </div>`;
  }

  private rated(): TemplateResult {
    const { say, office, control } = this;
    return html`<p class="rated">${say("su.page.rated", { n: control.rated?.today ?? 1 })}</p>
      <p><a href="/board/${office.agency}#office">${say("su.page.board")}</a></p>
      <p>${say("su.page.then")}</p>
      <div class="row">
        ${nextPages.map((page) => actionButton(say(`su.then.${page}`), { press: () => office.open(page), kind: "plain" }))}
      </div>`;
  }

  /** Moves the focus to the step that has just been opened. */
  protected override updated(): void {
    const { setUp, step } = this.control;
    if (!setUp) return;
    if (this.shownStep !== null && this.shownStep !== step) {
      this.renderRoot.querySelector<HTMLElement>(`[data-step="${step}"]`)?.focus();
    }
    this.shownStep = step;
  }
}
