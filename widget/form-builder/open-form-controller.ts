import type { ReactiveController, ReactiveControllerHost } from "lit";
import { html, nothing, type TemplateResult } from "lit/html.js";
import { type BuilderView, controlId } from "../form-fields/fields-template.ts";
import { formFields } from "../form-fields/form-template.ts";
import type { FormDraft } from "../form-draft/form-draft.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { PreviewController } from "../preview-frames/preview-controller.ts";
import { actionButton } from "../ui/controls-template.ts";
import { BuilderController } from "./builder-controller.ts";
import { builderButtons, builderDialog, builderNotes, clashNote, hintsList } from "./builder-template.ts";
import type { LoadedForms } from "./load-forms.ts";
import { RecordingsController } from "./recordings-controller.ts";
import { type Compared, versionsSection } from "./versions-template.ts";

/** What an open form works with. */
export type OpenFormDeps = {
  readonly office: OfficeDeps;
  /** The page that it is drawn on. */
  readonly host: ReactiveControllerHost & { readonly shadowRoot: ShadowRoot | null };
  readonly mayWrite: boolean;
  /** Goes back to the list. */
  readonly close: () => void;
  /** Loads forms and questions anew. */
  readonly reload: () => Promise<LoadedForms | null>;
};

/** An open form: its versions, what can be written, and the preview. */
export class OpenFormController implements ReactiveController {
  readonly builder: BuilderController;
  declare private readonly deps: OpenFormDeps;
  declare private readonly preview: PreviewController;
  declare private readonly recordings: RecordingsController;
  declare private compared: Compared | null;
  declare private level: number;
  private adding = "5";
  /** The control that gets the focus after the next drawing. */
  private wanted: string | null = null;

  constructor(draft: FormDraft, loaded: LoadedForms, deps: OpenFormDeps) {
    const { office, host } = deps;
    const { versions = "", level = "0" } = office.query.read();
    const [was = 0, is = 0] = versions.split("-").map(Number);
    const changed = (): void => host.requestUpdate();
    const focus = (control: string): void => this.focusOn(control);
    this.deps = deps;
    this.compared = was > 0 ? { was, is } : null;
    this.level = Number(level);
    this.builder = new BuilderController(draft, loaded, { ...deps, changed, focus });
    this.recordings = new RecordingsController(this.builder, office, changed);
    this.preview = new PreviewController({
      ...{ office, changed },
      root: () => host.shadowRoot,
      form: () => ({ ...this.builder.draft.form, version: Math.max(1, this.builder.draft.from) }),
      places: () => this.builder.places,
    });
    host.addController(this);
  }

  hostConnected(): void {
    this.preview.connect();
  }

  hostDisconnected(): void {
    this.preview.disconnect();
  }

  hostUpdated(): void {
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

  /** Leaves the page. */
  leave(): void {
    this.deps.host.removeController(this);
    this.preview.disconnect();
  }

  /** Gives the focus after the next drawing to a control, or to the first one at a place of the form. */
  private focusOn(wanted: string): void {
    this.wanted = wanted;
    this.deps.host.requestUpdate();
  }

  private controlAt(wanted: string): HTMLElement | null {
    const root = this.deps.host.shadowRoot;
    const id = controlId(wanted);
    const controls = [...(root?.querySelectorAll<HTMLElement>("input, textarea, select, button") ?? [])];
    const named = root?.querySelector<HTMLElement>(`#${wanted.replace(/\//g, "-")}, #${id}`);
    return named ?? controls.find((one) => one.id.startsWith(`${id}-`)) ?? null;
  }

  /** Writes into the address what is looked at, so that Back, Forward and a reload show it again. */
  private look(looked: { readonly versions?: string; readonly level?: string }): void {
    const { query } = this.deps.office;
    query.write({ ...query.read(), ...looked });
    this.deps.host.requestUpdate();
  }

  /** Draws the form. */
  render(): TemplateResult {
    const { builder, preview } = this;
    const { office, mayWrite } = this.deps;
    const { say, newest, uses } = builder;
    const { language } = office;
    const toPlaces = (): void => office.open("touchpoints");
    return html`<p>
        <b>${newest ? say("fo.version", { n: newest.version }) : say("fo.unsaved")}</b> ·
        ${uses > 0 ? say("fo.used", { n: uses }) : say("fo.unused")}
      </p>
      ${newest && uses === 0 && mayWrite ? actionButton(say("fo.to-places"), { press: toPlaces, kind: "plain" }) : nothing}
      ${this.versions()}
      <div @focusin=${keepInSight}>
        ${mayWrite ? this.fields() : nothing}
        ${preview.draw({ say, notes: mayWrite ? builderNotes(builder) : nothing, buttons: mayWrite ? builderButtons(builder) : nothing })}
      </div>
      ${builderDialog(builder, language)}`;
  }

  private versions(): TemplateResult | typeof nothing {
    const { builder, compared, deps } = this;
    const compare = (chosen: Compared): void => {
      this.compared = chosen;
      this.look({ versions: `${chosen.was}-${chosen.is}` });
    };
    const { mayWrite, office } = deps;
    return versionsSection({ builder, compared, compare, mayWrite, language: office.language });
  }

  private fields(): TemplateResult {
    const { builder, level, adding } = this;
    const { say, isKept, hasChanges, faults, before, change, tell } = builder;
    const { language } = this.deps.office;
    const view: BuilderView = {
      ...{ say, level, adding, language, faults, before, change, tell, form: builder.draft.form },
      removed: builder.remove,
      showLevel: (shown) => {
        this.level = shown;
        this.look({ level: String(shown) });
      },
      setAdding: (kind) => {
        this.adding = kind;
        this.deps.host.requestUpdate();
      },
    };
    return html`${clashNote(builder, language)}
      <p class="soft" role="status">${hasChanges ? say(isKept ? "fo.draft.kept" : "fo.draft.lost") : nothing}</p>
      ${formFields(view)} ${this.recordings.draw()}
      <section>${hintsList(builder)}</section>`;
  }
}

/** What stays free around what has the focus, in px. */
const roomPx = 16;

/** Scrolls what has the focus out from under the bar at the foot of the window. Browsers don't know that it covers anything. */
function keepInSight({ currentTarget, target }: FocusEvent): void {
  const bar = (currentTarget as HTMLElement).querySelector(".preview");
  const focused = target as HTMLElement;
  if (!bar || bar.contains(focused) || getComputedStyle(bar).position !== "sticky") return;
  requestAnimationFrame(() => {
    const { top, bottom } = focused.getBoundingClientRect();
    const covered = bottom + roomPx - bar.getBoundingClientRect().top;
    if (covered > 0) scrollBy(0, Math.min(covered, top - roomPx));
  });
}
