import type { Form, VersionedForm } from "../../shared/contract/form.ts";
import type { AskedBefore, FormDraft } from "../form-draft/form-draft.ts";
import { type FormFault, formFaults } from "./form-faults.ts";
import { type FormsKey, type FormsSay, pickFormsMessages } from "../form-draft/forms-messages.ts";
import { kindOf, type Problem } from "../office-ui/office-client.ts";
import { problemWords } from "../office-ui/office-controls-template.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { draftOf, forgetDraft, keepDraft } from "./draft-memory.ts";
import { formChanges } from "./form-changes.ts";
import { type AskingPlace, type LoadedForms, loadVersions, type SavedVersion, saveForm } from "./load-forms.ts";

/** What was removed last, and how it comes back. */
export type Removed = { readonly text: string; readonly restore: (form: Form) => Form };

/** Dialogs of the builder. */
export type BuilderDialog = "save" | "drop" | null;

/** What an open form works with. */
export type BuilderDeps = {
  readonly office: OfficeDeps;
  /** Gives the focus to a control, once it is drawn. */
  readonly focus: (id: string) => void;
  readonly changed: () => void;
  /** Goes back to the list. */
  readonly close: () => void;
  /** Loads forms and questions anew. */
  readonly reload: () => Promise<LoadedForms | null>;
};

/** Faults that are told at once: they would break earlier answers, and nobody meant to leave them for later. */
const atOnce: ReadonlySet<FormsKey> = new Set([
  "fo.f.scale",
  "fo.f.type",
  "fo.f.option-gone",
  "fo.f.id",
  "fo.f.id-twice",
]);

/** One form that is open: its draft, what is saved of it, and what stands between the two. */
export class BuilderController {
  readonly id: string;
  draft: FormDraft;
  /** The newest version that the server has; null before the first save. */
  newest: VersionedForm | null = null;
  versions: readonly SavedVersion[] = [];
  /** Touchpoints of the agency that are not closed. */
  places: readonly AskingPlace[] = [];
  removed: Removed | null = null;
  /** What has just been done, said beside the buttons: the office's own line would cover them. */
  told = "";
  dialog: BuilderDialog = null;
  isBusy = false;
  /** Why a save failed, where no place of the form is to blame. */
  problem: Problem | null = null;
  /** Whether this browser keeps the draft. */
  isKept = true;
  before: AskedBefore = { questions: new Map(), reasons: new Set() };
  declare private readonly deps: BuilderDeps;
  private isTried = false;
  private refused: readonly FormFault[] = [];

  constructor(draft: FormDraft, loaded: LoadedForms, deps: BuilderDeps) {
    this.id = draft.form.id;
    this.draft = draft;
    this.deps = deps;
    this.take(loaded);
  }

  /** Takes what the server has now. A draft without changes follows it. */
  private take(loaded: LoadedForms): void {
    this.places = loaded.places;
    const isPlain = this.newest !== null && !this.hasChanges;
    this.newest = loaded.forms.find(({ id }) => id === this.id) ?? null;
    if (this.newest && isPlain) this.draft = draftOf(this.newest);
    this.before = askedBefore(this.id, loaded, this.versions);
    this.deps.changed();
    if (this.newest && this.versions[0]?.version !== this.newest.version) void this.loadVersions(loaded);
  }

  private async loadVersions(loaded: LoadedForms): Promise<void> {
    this.versions = (await loadVersions(this.deps.office, this.id)) ?? this.versions;
    this.before = askedBefore(this.id, loaded, this.versions);
    this.deps.changed();
  }

  get say(): FormsSay {
    return pickFormsMessages(this.deps.office.language);
  }

  /** How many touchpoints ask by this form. */
  get uses(): number {
    return this.places.filter(({ form }) => form === this.id).length;
  }

  /** What the draft changes, in sentences; of a form that was never saved: none. */
  get changes(): string[] {
    return this.newest ? this.changesFrom(this.newest) : [];
  }

  /** What the draft changes of some version. */
  changesFrom(version: Form): string[] {
    return formChanges(version, this.draft.form, { say: this.say, language: this.deps.office.language });
  }

  get hasChanges(): boolean {
    return this.newest ? this.changes.length > 0 : this.draft.from === 0;
  }

  /** The version that somebody else has saved since this draft began; null without one. */
  get clash(): VersionedForm | null {
    return this.newest && this.newest.version !== this.draft.from ? this.newest : null;
  }

  /** Number of the version that a save makes. */
  get next(): number {
    return this.draft.from + 1;
  }

  /** Words of what is wrong, by the place. Empty fields are told only after a try to save. */
  get faults(): ReadonlyMap<string, string> {
    const found = formFaults(this.draft.form, this.before).filter(({ key }) => this.isTried || atOnce.has(key));
    return new Map([...this.refused, ...found].map(({ place, key, words }) => [place, this.say(key, words)]));
  }

  /** Takes the changed form and keeps it as this browser's draft. */
  readonly change = (form: Form, focus?: string): void => {
    this.draft = { ...this.draft, form };
    this.refused = [];
    this.problem = null;
    this.told = "";
    if (this.hasChanges) this.isKept = keepDraft(this.deps.office, this.draft);
    else forgetDraft(this.deps.office, this.id);
    this.deps.changed();
    if (focus !== undefined) this.deps.focus(focus);
  };

  /** Takes the form without something; it can be brought back until something else is removed. */
  readonly remove = (form: Form, removed: Removed): void => {
    this.removed = removed;
    this.change(form, "undo");
  };

  /** Brings back what was removed last. */
  undo(): void {
    const { removed } = this;
    this.removed = null;
    if (removed) this.change(removed.restore(this.draft.form), "forms-head");
  }

  /** Puts what an earlier version says into the draft. */
  use(version: SavedVersion): void {
    this.change(draftOf(version).form);
    this.tell(this.say("fo.versions.used", { n: version.version }));
  }

  /** Keeps the draft after the version that somebody else has saved. */
  keepAfterClash(): void {
    if (!this.newest) return;
    this.draft = { ...this.draft, from: this.newest.version };
    this.change(this.draft.form, "forms-head");
    this.tell(this.say("fo.clash.kept", { n: this.newest.version }));
  }

  /** Says what has just been done. */
  readonly tell = (words: string): void => {
    this.told = words;
    this.deps.changed();
  };

  /** Forgets the draft. Without a saved version nothing is left to show. */
  drop(): void {
    forgetDraft(this.deps.office, this.id);
    this.dialog = null;
    this.removed = null;
    this.refused = [];
    this.isTried = false;
    if (this.newest) {
      this.draft = draftOf(this.newest);
      this.tell(this.say("fo.draft.dropped"));
      this.deps.focus("forms-head");
    } else this.deps.close();
  }

  /** Opens the dialog that says what a save does; where something is wrong, goes there instead. */
  askToSave(): void {
    this.isTried = true;
    const [first] = formFaults(this.draft.form, this.before);
    if (!first) this.dialog = "save";
    this.deps.changed();
    if (first) this.deps.focus(first.place);
  }

  /** Opens or closes a dialog. */
  show(dialog: BuilderDialog): void {
    this.dialog = dialog;
    this.problem = null;
    this.deps.changed();
  }

  /** Saves the draft as the next version. */
  async save(): Promise<void> {
    this.isBusy = true;
    this.problem = null;
    this.deps.changed();
    const { form, from } = this.draft;
    const asked = await saveForm(this.deps.office, { ...form, version: from });
    this.isBusy = false;
    if ("problem" in asked) return this.refuse(asked.problem);
    this.dialog = null;
    this.isTried = false;
    this.removed = null;
    forgetDraft(this.deps.office, this.id);
    this.newest = asked.value;
    this.draft = draftOf(asked.value);
    this.tell(this.say("fo.saved", { n: asked.value.version, id: this.id }));
    this.deps.changed();
    this.deps.focus("forms-head");
    await this.reload();
  }

  private async refuse(problem: Problem): Promise<void> {
    const kind = kindOf(problem);
    const at = (problem.errors ?? []).filter(({ pointer }) => pointer.startsWith("/forms/0/"));
    if (kind === "form-changed") {
      this.dialog = null;
      await this.reload();
      this.deps.focus("clash-head");
    } else if (at.length > 0) {
      this.dialog = null;
      const detail = kind === "invalid" ? undefined : problemWords(problem, this.deps.office.language);
      this.refused = at.map((error) => ({
        place: error.pointer.replace("/forms/0/", ""),
        key: "fo.f.server",
        words: { detail: detail ?? error.detail },
      }));
      this.deps.focus(this.refused[0]?.place ?? "");
    } else this.problem = problem;
    this.deps.changed();
  }

  private async reload(): Promise<void> {
    const loaded = await this.deps.reload();
    if (loaded) this.take(loaded);
  }
}

function askedBefore(id: string, { forms, questions }: LoadedForms, versions: readonly SavedVersion[]): AskedBefore {
  const own = versions.filter((version) => version.id === id);
  return {
    questions: new Map(questions.map((question) => [question.id, question])),
    reasons: new Set([...forms, ...own].flatMap(({ reasons }) => reasons.map((reason) => reason.id))),
  };
}
