import { Task } from "@lit/task";
import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult, unsafeCSS } from "lit";
import { draftedForms, keepDraft, openedDraft } from "../form-builder/draft-memory.ts";
import { type LoadedForms, loadDays, loadForms } from "../form-builder/load-forms.ts";
import type { OpenFormController } from "../form-builder/open-form-controller.ts";
import { type FormDraft, isId } from "../form-draft/form-draft.ts";
import { pickFormsMessages } from "../form-draft/forms-messages.ts";
import fieldsStyles from "../form-fields/fields.css?inline";
import { backButton, loadFault, loadingNote } from "../office-ui/office-controls-template.ts";
import type { Problem } from "../office-ui/office-client.ts";
import { type OfficeDeps, OfficePageElement } from "../office-ui/office-page-element.ts";
import previewStyles from "../preview-frames/preview.css?inline";
import formsStyles from "./forms.css?inline";
import { formName, formsList, type NewForm, newFormId } from "./forms-list-template.ts";
import { formFrom } from "./ready-forms.ts";

/** The page of forms: their list, and one of them open. */
export class FormsElement extends OfficePageElement {
  static override properties: PropertyDeclarations = {
    opened: { state: true },
    days: { state: true },
    making: { state: true },
  };
  static override styles: CSSResultGroup = [
    OfficePageElement.styles,
    ...[formsStyles, fieldsStyles, previewStyles].map(unsafeCSS),
  ];
  declare private readonly load: Task<readonly [], LoadedForms>;
  declare private opened: OpenFormController | null;
  declare private days: ReadonlyMap<string, string>;
  declare private making: Pick<NewForm, "name" | "from" | "fault">;

  constructor(office: OfficeDeps) {
    super(office);
    this.opened = null;
    this.days = new Map();
    this.making = { name: "", from: "default", fault: null };
    this.load = new Task(this, { task: () => this.ask(), args: () => [] as const });
  }

  private async ask(): Promise<LoadedForms> {
    const asked = await loadForms(this.office);
    if ("problem" in asked) return Promise.reject(asked.problem);
    if (!this.opened) await this.open(asked.value);
    if (!this.opened) void this.askDays(asked.value);
    return asked.value;
  }

  /** The list need not wait for the days. */
  private async askDays({ forms }: LoadedForms): Promise<void> {
    this.days = await loadDays(this.office, forms);
  }

  /** Opens the form that the address names, if there is one. The list need not wait for what draws it. */
  private async open(loaded: LoadedForms): Promise<void> {
    const { office, mayWrite } = this;
    const { form: id = "", from = "" } = office.query.read();
    const draft = openedDraft(office, id, loaded) ?? this.newDraft(id, from, loaded);
    if (!draft) return;
    const { OpenFormController } = await import("../form-builder/open-form-controller.ts");
    const reload = async (): Promise<LoadedForms | null> => {
      await this.load.run();
      return this.load.value ?? null;
    };
    const close = (): void => void this.close(id);
    this.opened = new OpenFormController(draft, loaded, { office, mayWrite, reload, close, host: this });
  }

  /** A form that was never saved is a draft from its first moment. */
  private newDraft(id: string, from: string, loaded: LoadedForms): FormDraft | null {
    const form = this.mayWrite && isId(id) ? formFrom(from, loaded.forms, id) : null;
    const draft = form && { form, from: 0 };
    if (draft) keepDraft(this.office, draft);
    return draft;
  }

  /** Shows the list; the focus goes back to the form's card. */
  private async close(id: string): Promise<void> {
    this.opened?.leave();
    this.opened = null;
    this.office.query.write({});
    if (this.load.value) void this.askDays(this.load.value);
    await this.updateComplete;
    const card = this.renderRoot.querySelector<HTMLElement>(`#open-${id}`);
    (card ?? this.renderRoot.querySelector<HTMLElement>("#new-name"))?.focus();
  }

  /** Opens a new form, as a step of the browser's history. */
  private make(loaded: LoadedForms): void {
    const { name, from } = this.making;
    const say = pickFormsMessages(this.office.language);
    const fault = name.trim() === "" ? say("fo.f.blank") : null;
    this.making = { ...this.making, fault };
    const form = newFormId(name, { loaded, drafted: draftedForms(this.office) });
    if (!fault) this.office.open("forms", { form, from });
  }

  private get mayWrite(): boolean {
    return this.may("config:write") && this.isWhole();
  }

  protected override render(): TemplateResult {
    const { opened, load, office } = this;
    const say = pickFormsMessages(office.language);
    const id = load.value ? opened?.builder.id : office.query.read()["form"];
    const listed = {
      pending: () => loadingNote(office.language),
      error: (problem: unknown) => loadFault(problem as Problem, office.language, () => void load.run()),
      complete: (all: LoadedForms) => this.listed(all),
    };
    // One heading for every state, so that it keeps the focus while the page loads.
    return html`${opened ? backButton(say("fo.back"), () => void this.close(opened.builder.id)) : nothing}
      <h1 id="forms-head" tabindex="-1">${id === undefined ? say("fo.title") : formName(say, id)}</h1>
      ${opened ? opened.render() : load.render(listed)}`;
  }

  private listed(loaded: LoadedForms): TemplateResult {
    const { office, mayWrite, days, making } = this;
    const say = pickFormsMessages(office.language);
    return formsList({
      ...{ say, loaded, mayWrite, days, language: office.language, drafted: draftedForms(office) },
      // A step of the browser's history, so that Back leads to the list.
      open: (id) => office.open("forms", { form: id }),
      openPlace: (id) => office.open("touchpoints", { id }),
      making: {
        ...making,
        set: (change) => {
          this.making = { ...this.making, ...change, fault: null };
        },
        make: () => this.make(loaded),
      },
    });
  }
}
