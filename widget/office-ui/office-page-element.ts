import { type CSSResultGroup, LitElement, type PropertyDeclarations, unsafeCSS } from "lit";
import type { Session } from "../../shared/contract/session.ts";
import { type Language, loadTexts } from "../messages/messages.ts";
import { PageElement } from "../ui/page-element.ts";
import officeStyles from "./office.css?inline";
import type { OfficeClient } from "./office-client.ts";

export { DeedController } from "./deed-controller.ts";
export { ListController } from "./list-controller.ts";
export { fileController } from "./file-controller.ts";

/** Ids of the office's pages, as they stand in the address: `/office/H20/units`. */
export type OfficePageId =
  | "today"
  | "setup"
  | "units"
  | "services"
  | "forms"
  | "touchpoints"
  | "devices"
  | "comments"
  | "signs"
  | "figures"
  | "imports"
  | "members"
  | "keys"
  | "audit"
  | "settings";

/** What every page of the office works with. */
export type OfficeDeps = {
  /** The agency's code. */
  readonly agency: string;
  /** Who is signed in, and what they may do. */
  readonly session: Session;
  /** The language of the texts now. It may change while the page is open, which is then drawn again: read it while drawing, keep no texts. */
  readonly language: Language;
  readonly client: OfficeClient;
  /** Origin of the server. */
  readonly server: string;
  /** The agency's calendar day, such as `2026-11-29`. */
  readonly today: () => string;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  /** Runs a task every so many milliseconds; returns what stops it. */
  readonly every: (ms: number, task: () => void) => () => void;
  /** Goes to another page. `query` is its state, such as `{ id: "…" }`. */
  readonly open: (page: OfficePageId, query?: Readonly<Record<string, string>>) => void;
  /** Whether the one who is signed in has a page. */
  readonly mayOpen: (page: OfficePageId) => boolean;
  /** Loads the tab anew. */
  readonly reload: () => void;
  /** A page's name in the list of pages. */
  readonly nameOf: (page: OfficePageId) => string;
  /** The state of this page in the address. */
  readonly query: {
    readonly read: () => Readonly<Record<string, string>>;
    /** Adds an entry to the browser's history only as a step, from which Back leads to what was there before. */
    readonly write: (query: Readonly<Record<string, string>>, as?: "step") => void;
  };
  /** Says in the office's status line, which a screen reader reads, that something is done. */
  readonly tell: (words: string) => void;
  /** Keeps drafts over reloads and ends of sessions; null if the browser blocks it. Never for keys or codes. */
  readonly drafts: Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length"> | null;
};

/** Base of every page of the office. */
export abstract class OfficePageElement extends LitElement {
  static override properties: PropertyDeclarations = {};
  static override styles: CSSResultGroup = [PageElement.styles, unsafeCSS(officeStyles)];
  declare protected readonly office: OfficeDeps;

  constructor(office: OfficeDeps) {
    super();
    this.office = office;
  }

  /** Waits for the texts of the page's language, also those of a part that is loaded later. */
  protected override async scheduleUpdate(): Promise<void> {
    const texts = loadTexts(this.office.language);
    if (texts) await texts;
    super.scheduleUpdate();
  }

  /** Draws anew. Where that takes away what had the focus, what now stands in its place has it, such as the first of more rows. */
  protected override performUpdate(): void {
    const { shadowRoot: root } = this;
    const had = root?.activeElement as HTMLElement | null | undefined;
    // A dialog gives the focus back by itself.
    const at = root && had && !had.closest("dialog") ? controlsIn(root).indexOf(had) : -1;
    super.performUpdate();
    // The page may have given it to something better.
    if (!root || at < 0 || root.activeElement) return;
    const controls = controlsIn(root);
    for (const control of [...controls.slice(at), ...controls.slice(0, at).reverse()]) {
      control.focus();
      // One that is hidden does not take it.
      if (root.activeElement === control) return;
    }
  }

  /** Whether the one who is signed in has a scope. */
  protected may(scope: Session["scopes"][number]): boolean {
    return this.office.session.scopes.includes(scope);
  }

  /** Whether they are on the whole agency. */
  protected isWhole(): boolean {
    return this.office.session.unit === this.office.agency;
  }
}

function controlsIn(root: ShadowRoot): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary, [tabindex]")];
}

/** The class of a page's element. */
export type OfficePageClass = new (office: OfficeDeps) => OfficePageElement;
