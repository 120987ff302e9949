import { type CSSResultGroup, html, type PropertyDeclarations, type TemplateResult, unsafeCSS } from "lit";
import type { Language } from "../messages/messages.ts";
import { pickSealedMessages } from "../messages/sealed-messages.ts";
import { actionButton, type QrEncode } from "../ui/controls-template.ts";
import { type PageDeps, PageElement } from "../ui/page-element.ts";
import { DoorController, type DoorDeps } from "./door-controller.ts";
import { doorScreen } from "./door-template.ts";
import { QuickExitController } from "./quick-exit-controller.ts";
import sealedStyles from "./sealed.css?inline";

/** What the door's element works with. */
export type DoorElementDeps = PageDeps &
  DoorDeps & {
    readonly server: string;
    readonly encode: QrEncode;
    /** Copies a text. Returns false if the browser refuses. */
    readonly copy: (text: string) => Promise<boolean>;
    readonly print: () => void;
    /** Takes over words that somebody wrote elsewhere and wants to seal; absent if none can come. */
    readonly takeOver?: (take: (words: string) => void) => void;
    /** Where keys are pressed. */
    readonly keys: EventTarget;
    /** Goes to a page that says nothing, and leaves no entry of this one in the tab's history. */
    readonly leave: () => void;
  };

/** Behind the tag `<sealed-door>`: a report that is sealed before it leaves, and the talk about it. Nothing is kept here. */
export class SealedDoorElement extends PageElement {
  static override properties: PropertyDeclarations = { isCopied: { state: true } };
  static override styles: CSSResultGroup = [PageElement.styles, unsafeCSS(sealedStyles)];
  declare private readonly deps: DoorElementDeps;
  declare private readonly control: DoorController;
  declare private isCopied: boolean;
  declare private shown: string;

  constructor(deps: DoorElementDeps) {
    super(deps);
    this.deps = deps;
    this.isCopied = false;
    this.shown = "";
    this.control = new DoorController(deps, () => this.requestUpdate());
    new QuickExitController(this, deps.keys, () => this.leave());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.deps.takeOver?.((happened) => {
      // What is in the field already was written here.
      if (this.control.text.happened === "") this.control.write({ happened });
      this.requestUpdate();
    });
    void this.control.load();
  }

  protected page(language: Language): TemplateResult {
    const { control, deps, isCopied } = this;
    const say = pickSealedMessages(language);
    const copy = (): void => void deps.copy(control.code ?? "").then((isDone) => (this.isCopied = isDone));
    if (control.view === "left") return html``;
    return html`<div class="leave screen">
        ${actionButton(say("x.leave"), { press: () => this.leave() })}<span>${say("x.leave.keys")}</span>
      </div>
      <div class=${control.view === "sent" ? "screen" : ""}>
        <p class="whom">${control.door?.agency.name}</p>
        <h1>${say("r.title")}</h1>
      </div>
      ${doorScreen({ say, language, control, server: deps.server, encode: deps.encode, isCopied, copy, print: deps.print })}`;
  }

  protected override updated(): void {
    if (this.shown !== this.control.view) this.renderRoot.querySelector<HTMLElement>("h2[tabindex]")?.focus();
    this.shown = this.control.view;
  }

  /** The page is emptied first, since the other one may take a while to come. */
  private leave(): void {
    this.control.leave();
    this.performUpdate();
    this.deps.leave();
  }
}
