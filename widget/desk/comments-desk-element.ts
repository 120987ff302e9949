import { type CSSResultGroup, type PropertyDeclarations, type TemplateResult, unsafeCSS } from "lit";
import { type OfficeDeps, OfficePageElement } from "../office-ui/office-page-element.ts";
import deskStyles from "./desk.css?inline";
import { DeskController, type DeskFilter } from "../desk-work/desk-controller.ts";
import { deskKey, type DeskKey } from "./desk-key.ts";
import { pickDeskMessages } from "../desk-words/desk-messages.ts";
import { deskScreen } from "./desk-template.ts";

const keysOff = "desk-keys-off";

/** The page *Góp ý*: where a unit's people read comments, decide on them and answer. */
export class CommentsDeskElement extends OfficePageElement {
  static override properties: PropertyDeclarations = { hasKeys: { state: true }, isDropping: { state: true } };
  static override styles: CSSResultGroup = [OfficePageElement.styles, unsafeCSS(deskStyles)];
  declare private readonly control: DeskController;
  /** Whether letters are keys. */
  declare private hasKeys: boolean;
  declare private isDropping: boolean;
  /** What the last update showed. */
  declare private seen: Seen;
  /** Where the page was scrolled to when a comment was opened. */
  declare private listTop: number;
  declare private isStarted: boolean;
  /** The comment of the address, while it is loaded. */
  declare private asked: string;

  constructor(office: OfficeDeps) {
    super(office);
    this.listTop = 0;
    this.isStarted = false;
    this.asked = "";
    this.isDropping = false;
    this.hasKeys = !this.keysAreOff();
    this.control = new DeskController(office, () => this.requestUpdate());
    const { state, unit, q, late, view } = office.query.read();
    const filter: DeskFilter = { ...this.control.list.filter, unit: unit ?? "", q: q ?? "", lateOnly: late === "true" };
    this.control.list.filter = { ...filter, state: (state ?? "open") as DeskFilter["state"] };
    if (view === "digest" || view === "templates") this.control.view = view;
    this.seen = seenOf(this.control);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("keydown", this.pressed);
    if (this.isStarted) return;
    this.isStarted = true;
    this.asked = this.office.query.read().id ?? "";
    void this.control.start(this.asked || null).then(() => {
      this.asked = "";
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    removeEventListener("keydown", this.pressed);
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    const { language } = this.office;
    const { control, hasKeys, isDropping } = this;
    const switches = {
      ...{ hasKeys, isDropping, setKeys: (isOn: boolean) => this.setKeys(isOn) },
      setDropping: (isOn: boolean) => {
        this.isDropping = isOn;
      },
    };
    return deskScreen({ say: pickDeskMessages(language), language, control }, switches);
  }

  protected override willUpdate(): void {
    if (this.control.comment && this.seen.comment === "") this.listTop = window.scrollY;
    // While the list is still drawn: the history keeps where in it somebody was.
    this.keepState();
  }

  /** Moves the focus to what is new. After a comment is closed, the list is scrolled to where it was. */
  protected override updated(): void {
    const before = this.seen;
    this.seen = seenOf(this.control);
    if (before.comment !== this.seen.comment) this.moved(before);
    else {
      const next = nextFocus(before, this.seen, (this.renderRoot as ShadowRoot).activeElement !== null);
      if (next) this.find(next)?.focus();
      if (this.seen.told && this.seen.told !== before.told) this.showOutcome();
    }
    this.selectPlace();
  }

  /** Another comment is open, or none. */
  private moved(before: Seen): void {
    const { comment } = this.seen;
    if (comment === "") {
      window.scrollTo(0, this.listTop);
      this.find(`[data-id="${before.comment}"]`)?.focus();
      return;
    }
    const open = this.find(".open");
    if (open) open.scrollTop = 0;
    this.find("#comment")?.focus();
    this.find(`[data-id="${comment}"]`)?.scrollIntoView({ block: "nearest" });
  }

  /** What came of an act stands below its button, which may be the last thing in sight. */
  private showOutcome(): void {
    for (const told of this.renderRoot.querySelectorAll(".open .done:not(:empty), .open .fault"))
      told.scrollIntoView({ block: "nearest" });
  }

  /** Selects the place of a template that is to be filled in. */
  private selectPlace(): void {
    const { select } = this.control;
    const field = select && this.find<HTMLTextAreaElement>("#words");
    if (!select || !field) return;
    this.control.select = null;
    field.focus();
    field.setSelectionRange(select.from, select.to);
  }

  /** Keeps in the address what is open and how the list is filtered, for a reload, for whoever gets the link, and for Back. */
  private keepState(): void {
    const { comment, list, view } = this.control;
    const before = this.office.query.read();
    const { state, unit, q, lateOnly } = list.filter;
    const isListed = view === "list";
    const given = {
      ...{ id: isListed ? (comment?.id ?? this.asked) : "", view: isListed ? "" : view },
      ...{ state: state === "open" ? "" : state, unit, q, late: lateOnly ? "true" : "" },
    };
    const query = Object.fromEntries(Object.entries(given).filter(([, value]) => value)) as Record<string, string>;
    if (JSON.stringify(query) === JSON.stringify(before)) return;
    // On a phone the comment stands in place of the list: Back leads to the list, and not out of the page.
    const isStep = (query["id"] && !before["id"]) || query["view"] !== before["view"];
    this.office.query.write(query, isStep ? "step" : undefined);
  }

  private find<Found extends HTMLElement = HTMLElement>(selector: string): Found | null {
    return this.renderRoot.querySelector<Found>(selector);
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    const { key, ctrlKey, metaKey, altKey, isComposing, repeat } = event;
    // Also the frame's dialog over the page.
    const isAsked = event.composedPath().some((one) => one instanceof HTMLDialogElement);
    const isElsewhere = isAsked || this.find("dialog") !== null || this.control.view !== "list" || !this.hasKeys;
    const of = target instanceof HTMLElement ? target : null;
    // Out of the field: letters are keys again.
    if (key === "Escape" && !isElsewhere && !isComposing && of?.closest(".open")) this.find("#comment")?.focus();
    const act = isElsewhere ? null : deskKey({ key, ctrlKey, metaKey, altKey, isComposing, repeat, target: of });
    if (!act) return;
    event.preventDefault();
    this.act(act);
  };

  private act(key: DeskKey): void {
    const { control } = this;
    if (key === "j") void control.step(1);
    if (key === "k") void control.step(-1);
    if (key === "r") this.find("#words")?.focus();
    if (key === "h") this.find("#hide-reason")?.focus();
    if (key === "a" && control.comment && control.rights.mayDecide(control.comment))
      void control.change({ state: "approved" }, "decide");
  }

  private keysAreOff(): boolean {
    try {
      return this.office.drafts?.getItem(keysOff) === "yes";
    } catch {
      return false;
    }
  }

  private setKeys(isOn: boolean): void {
    this.hasKeys = isOn;
    try {
      if (isOn) this.office.drafts?.removeItem(keysOff);
      else this.office.drafts?.setItem(keysOff, "yes");
    } catch {
      // Blocked: the choice lasts as long as the page.
    }
  }
}

type Seen = {
  readonly view: DeskController["view"];
  readonly comment: string;
  readonly isDone: boolean;
  readonly late: number;
  readonly rest: number;
  /** What came of the last act. */
  readonly told: unknown;
  /** How far the change of many comments is. */
  readonly bulk: string;
  /** Whether a template is being written. */
  readonly isWriting: boolean;
};

function seenOf({ view, comment, isDone, fault, list, bulk, templates }: DeskController): Seen {
  const { late, rest } = list;
  return {
    ...{ view, comment: comment?.id ?? "", isDone, told: isDone || fault, bulk: bulk.course?.state ?? "" },
    ...{ late: late.rows.length, rest: rest.rows.length, isWriting: templates.written !== null },
  };
}

/** Selector of what the focus moves to; null if it stays. `hasFocus`: whether what had it is still there. */
function nextFocus(before: Seen, now: Seen, hasFocus: boolean): string | null {
  if (now.isWriting && !before.isWriting) return "#template-title";
  if (hasFocus) return null;
  if (now.bulk !== before.bulk && now.bulk !== "running") return ".bulk .done";
  if (now.isDone || (before.isWriting && !now.isWriting)) return ".done:not(:empty)";
  if (now.view !== before.view) return "h1";
  const grown = (["late", "rest"] as const).find((kind) => before[kind] > 0 && now[kind] > before[kind]);
  return grown ? `#${grown} li:nth-child(${before[grown] + 1}) .entry` : null;
}
