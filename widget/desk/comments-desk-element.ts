import { type CSSResultGroup, html, type TemplateResult, unsafeCSS } from "lit";
import { pickDeskMessages } from "../messages/desk-messages.ts";
import type { Language } from "../messages/messages.ts";
import { type PageDeps, PageElement } from "../ui/page-element.ts";
import deskStyles from "./desk.css?inline";
import { DeskController, type DeskControllerDeps } from "./desk-controller.ts";
import { deskScreen } from "./desk-template.ts";

/** Behind the tag `<comments-desk>`: where a unit's people read comments, decide on them and answer. */
export class CommentsDeskElement extends PageElement {
  static override styles: CSSResultGroup = [PageElement.styles, unsafeCSS(deskStyles)];
  declare private readonly control: DeskController;
  /** What the last update showed. */
  declare private seen: Seen;
  /** Where the page was scrolled to when a comment was opened. */
  declare private listTop: number;

  constructor(deps: PageDeps & DeskControllerDeps) {
    super(deps);
    this.listTop = 0;
    this.control = new DeskController(deps, () => this.requestUpdate());
    this.seen = seenOf(this.control);
  }

  protected page(language: Language): TemplateResult {
    return html`<h1 tabindex="-1">${pickDeskMessages(language)("d.title")}</h1>
      ${deskScreen({ say: pickDeskMessages(language), language, control: this.control })}`;
  }

  protected override willUpdate(): void {
    if (this.control.comment && this.seen.comment === "") this.listTop = window.scrollY;
  }

  /** Moves the focus to what is new. After a comment is closed, the list is scrolled to where it was. */
  protected override updated(): void {
    const before = this.seen;
    this.seen = seenOf(this.control);
    if (before.comment !== "" && this.seen.comment === "") window.scrollTo(0, this.listTop);
    const hasFocus = (this.renderRoot as ShadowRoot).activeElement !== null;
    const next = nextFocus(before, this.seen, hasFocus);
    if (next) this.renderRoot.querySelector<HTMLElement>(next)?.focus();
  }
}

type Seen = {
  readonly view: DeskController["view"];
  readonly comment: string;
  readonly isLeaving: boolean;
  readonly isDone: boolean;
  readonly late: number;
  readonly rest: number;
};

function seenOf({ view, comment, isLeaving, isDone, late, rest }: DeskController): Seen {
  return { view, comment: comment?.id ?? "", isLeaving, isDone, late: late.rows.length, rest: rest.rows.length };
}

/** Selector of what the focus moves to; null if it stays. `hasFocus`: whether what had it is still there. */
function nextFocus(before: Seen, now: Seen, hasFocus: boolean): string | null {
  if (now.isLeaving && !before.isLeaving) return "#leaving";
  if (now.comment !== before.comment) {
    if (now.comment !== "") return "#comment";
    if (now.view === "list") return `[data-id="${before.comment}"]`;
  }
  if (hasFocus) return null;
  if (now.isDone) return ".done:not(:empty)";
  if (now.view !== before.view) return "h1";
  if (before.isLeaving && !now.isLeaving) return ".tabs .plain";
  const grown = (["late", "rest"] as const).find((kind) => now[kind] > before[kind]);
  return grown ? `#${grown} li:nth-child(${before[grown] + 1}) button` : null;
}
