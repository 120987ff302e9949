import { Task } from "@lit/task";
import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult, unsafeCSS } from "lit";
import type { VersionedForm } from "../../shared/contract/form.ts";
import { backButton, loadingNote, problemWords } from "../office-ui/office-controls-template.ts";
import { type OfficeDeps, OfficePageElement } from "../office-ui/office-page-element.ts";
import { actionButton, faultNote } from "../ui/controls-template.ts";
import { BuilderController, openedDraft } from "./builder-controller.ts";
import { draftedForms, keepDraft } from "./draft-memory.ts";
import type { BuilderView } from "./fields-template.ts";
import { controlId } from "./fields-template.ts";
import type { FormDraft } from "./form-draft.ts";
import formsStyles from "./forms.css?inline";
import { formName, formsList, newFormId, type NewForm } from "./forms-list-template.ts";
import { type FormsSay, pickFormsMessages } from "./forms-messages.ts";
import { type LoadedForms, loadDays, loadForms } from "./load-forms.ts";
import { isId } from "./made-id.ts";
import { PreviewController } from "./preview-controller.ts";
import { formFrom } from "./ready-forms.ts";
import type { openedForm } from "./opened-form-template.ts";
import type { Compared } from "./versions-template.ts";

/** The page of forms: their list, and the builder of one of them. */
export class FormsElement extends OfficePageElement {
  static override properties: PropertyDeclarations = {
    days: { state: true },
    making: { state: true },
    level: { state: true },
    adding: { state: true },
    compared: { state: true },
    drawOpened: { state: true },
  };
  static override styles: CSSResultGroup = [OfficePageElement.styles, unsafeCSS(formsStyles)];
  declare private readonly preview: PreviewController;
  declare private readonly load: Task<readonly [], LoadedForms>;
  declare private builder: BuilderController | null;
  declare private days: ReadonlyMap<string, string>;
  declare private making: Pick<NewForm, "name" | "from" | "fault">;
  declare private level: number;
  declare private adding: string;
  declare private compared: Compared | null;
  /** Draws an open form; null until it is loaded, which the list need not wait for. */
  declare private drawOpened: typeof openedForm | null;
  /** The control that gets the focus after the next drawing. */
  declare private wanted: string | null;

  constructor(office: OfficeDeps) {
    super(office);
    const changed = (): void => this.requestUpdate();
    this.days = new Map();
    this.making = { name: "", from: "default", fault: null };
    this.level = Number(office.query.read()["level"] ?? 0);
    this.adding = "5";
    this.compared = null;
    this.drawOpened = null;
    this.wanted = null;
    this.builder = null;
    this.preview = new PreviewController(
      {
        office,
        changed,
        root: () => this.shadowRoot,
        form: () => this.shownForm(),
        places: () => this.load.value?.places ?? [],
      },
      office.language,
    );
    this.load = new Task(this, { task: () => this.ask(), args: () => [] as const });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.preview.connect();
  }

  override disconnectedCallback(): void {
    this.preview.disconnect();
    super.disconnectedCallback();
  }

  private async ask(): Promise<LoadedForms> {
    const asked = await loadForms(this.office);
    if ("problem" in asked) throw new Error(problemWords(asked.problem, this.office.language));
    if (!this.builder) await this.openForm(asked.value);
    if (!this.builder) void this.askDays(asked.value);
    return asked.value;
  }

  /** The list need not wait for the days. */
  private async askDays({ forms }: LoadedForms): Promise<void> {
    this.days = await loadDays(this.office, forms);
  }

  /** Loads anew after a save. */
  private async reload(): Promise<LoadedForms | null> {
    await this.load.run();
    return this.load.value ?? null;
  }

  private get say(): FormsSay {
    return pickFormsMessages(this.office.language);
  }

  private get mayWrite(): boolean {
    return this.may("config:write") && this.isWhole();
  }

  /** Opens the form that the address names, if there is one. `from`: what a new form begins with. */
  private async openForm(loaded: LoadedForms): Promise<void> {
    const { form: id = "", from = "", versions = "" } = this.office.query.read();
    const draft = openedDraft(this.office, id, loaded) ?? this.newDraft(id, from, loaded);
    if (!draft) return;
    this.drawOpened ??= (await import("./opened-form-template.ts")).openedForm;
    const [was = 0, is = 0] = versions.split("-").map(Number);
    this.compared = was > 0 ? { was, is } : null;
    const builder: BuilderController = new BuilderController(draft, {
      office: this.office,
      changed: () => this.requestUpdate(),
      focus: (control) => this.focusOn(control),
      close: () => this.close(),
      reload: () => this.reload(),
    });
    this.builder = builder;
    builder.take(loaded);
  }

  /** A form that was never saved is a draft from its first moment. */
  private newDraft(id: string, from: string, loaded: LoadedForms): FormDraft | null {
    const form = this.mayWrite && isId(id) ? formFrom(from, loaded.forms, id) : null;
    const draft = form && { form, from: 0 };
    if (draft) keepDraft(this.office, draft);
    return draft;
  }

  private close(): void {
    const id = this.builder?.id;
    this.builder = null;
    this.office.query.write({});
    if (this.load.value) void this.askDays(this.load.value);
    this.focusOn(id !== undefined && this.load.value?.forms.some((form) => form.id === id) ? `open-${id}` : "new-name");
  }

  /** Opens a new form, as a step of the browser's history. */
  private make(loaded: LoadedForms): void {
    const { name, from } = this.making;
    const fault = name.trim() === "" ? this.say("fo.f.blank") : null;
    this.making = { ...this.making, fault };
    const form = newFormId(name, { loaded, drafted: draftedForms(this.office) });
    if (!fault) this.office.open("forms", { form, from });
  }

  /** Gives the focus after the next drawing to a control, or to the first one at a place of the form. */
  private focusOn(wanted: string): void {
    this.wanted = wanted;
    this.requestUpdate();
  }

  /** The form as the preview draws it. */
  private shownForm(): VersionedForm | null {
    const { builder } = this;
    return builder && { ...builder.draft.form, version: Math.max(1, builder.draft.from) };
  }

  protected override updated(): void {
    this.preview.send();
    const { wanted } = this;
    const control = wanted && this.controlAt(wanted);
    if (!control) return;
    this.wanted = null;
    for (let around = control.closest("details"); around; around = around.parentElement?.closest("details") ?? null) {
      around.open = true;
    }
    // A dialog that has just closed gives the focus back first.
    queueMicrotask(() => control.focus());
  }

  private controlAt(wanted: string): HTMLElement | null {
    const id = controlId(wanted);
    const controls = [...this.renderRoot.querySelectorAll<HTMLElement>("input, textarea, select, button")];
    const named = this.renderRoot.querySelector<HTMLElement>(`#${wanted.replace(/\//g, "-")}`);
    return (
      named ?? this.renderRoot.querySelector(`#${id}`) ?? controls.find((one) => one.id.startsWith(`${id}-`)) ?? null
    );
  }

  protected override render(): TemplateResult {
    const { say, builder, load, office } = this;
    const id = load.value ? builder?.id : office.query.read()["form"];
    // One heading for every state, so that it keeps the focus while the page loads.
    return html`${builder ? backButton(say("fo.back"), () => this.close()) : nothing}
      <h1 id="builder-head" tabindex="-1">${id === undefined ? say("fo.title") : formName(say, id)}</h1>
      ${
        builder
          ? this.opened(builder)
          : load.render({
              pending: () => loadingNote(office.language),
              error: (error) =>
                html`${faultNote((error as Error).message)}${actionButton(say("fo.again"), { press: () => void load.run() })}`,
              complete: (loaded) => this.listed(loaded),
            })
      }`;
  }

  private listed(loaded: LoadedForms): TemplateResult {
    const { office, say, mayWrite, days } = this;
    return formsList({
      ...{ say, loaded, mayWrite, days, language: office.language, drafted: draftedForms(office) },
      // A step of the browser's history, so that Back leads to the list.
      open: (id) => office.open("forms", { form: id }),
      openPlace: (id) => office.open("touchpoints", { id }),
      making: {
        ...this.making,
        set: (change) => {
          this.making = { ...this.making, ...change, fault: null };
        },
        make: () => this.make(loaded),
      },
    });
  }

  private opened(builder: BuilderController): TemplateResult | typeof nothing {
    const { office, mayWrite, preview, compared, adding, drawOpened } = this;
    const { id } = builder;
    if (!drawOpened) return nothing;
    return drawOpened({
      ...{ builder, preview, mayWrite, compared, adding, language: office.language, view: this.view(builder) },
      uses: (this.load.value?.places ?? []).filter((place) => place.form === id).length,
      setAdding: (kind) => (this.adding = kind),
      toPlaces: () => office.open("touchpoints"),
      compare: (chosen) => {
        this.compared = chosen;
        this.write({ versions: `${chosen.was}-${chosen.is}` });
      },
    });
  }

  /** Writes into the address what is looked at, so that Back, Forward and a reload show it again. */
  private write(looked: { readonly versions?: string; readonly level?: string }): void {
    this.office.query.write({ ...this.office.query.read(), ...looked });
  }

  private view(builder: BuilderController): BuilderView {
    const { office, say, level } = this;
    return {
      ...{ say, level, language: office.language, form: builder.draft.form, before: builder.before },
      ...{ faults: builder.faults, change: builder.change, removed: builder.remove, tell: builder.tell },
      showLevel: (shown) => {
        this.level = shown;
        this.write({ level: String(shown) });
      },
    };
  }
}
