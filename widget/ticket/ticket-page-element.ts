import { type CSSResultGroup, type PropertyDeclarations, type TemplateResult, unsafeCSS } from "lit";
import type { Language } from "../messages/messages.ts";
import { pickTicketMessages } from "../messages/ticket-messages.ts";
import { pickWordsMessages } from "../messages/words-messages.ts";
import type { CallServer } from "../ui/call-server.ts";
import { type PageDeps, PageElement } from "../ui/page-element.ts";
import type { QrEncode } from "../ui/controls-template.ts";
import { TicketController } from "./ticket-controller.ts";
import ticketStyles from "./ticket.css?inline";
import { ticketScreen } from "./ticket-template.ts";

/** What the page works with. */
export type TicketDeps = PageDeps & {
  readonly call: CallServer;
  readonly server: string;
  /** Hands over codes that the page was opened with; they are out of the address by then. */
  readonly opened: (take: (code: string) => void) => void;
  readonly loadQr: () => Promise<QrEncode>;
  readonly print: () => void;
};

/** Behind the tag `<ticket-page>`: where a comment stands, for whoever holds its code. Nothing is kept here. */
export class TicketPageElement extends PageElement {
  static override properties: PropertyDeclarations = { encode: { state: true } };
  static override styles: CSSResultGroup = [PageElement.styles, unsafeCSS(ticketStyles)];
  declare private readonly deps: TicketDeps;
  declare private readonly control: TicketController;
  declare private encode: QrEncode;
  declare private shown: string;

  constructor(deps: TicketDeps) {
    super(deps);
    this.deps = deps;
    this.encode = null;
    this.shown = "";
    this.control = new TicketController(deps.call, () => this.requestUpdate());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.deps.opened((code) => {
      this.control.forget();
      this.control.fill({ typed: code });
      void this.control.look();
    });
  }

  protected page(language: Language): TemplateResult {
    const { control, encode, deps } = this;
    const say = pickTicketMessages(language);
    const sayWords = pickWordsMessages(language);
    return ticketScreen({ say, sayWords, language, control, server: deps.server, encode, print: deps.print });
  }

  /** Moves the focus to the state once it is found or has changed. */
  protected override updated(): void {
    const { ticket } = this.control;
    if (ticket && !this.encode) void this.deps.loadQr().then((encode) => (this.encode = encode));
    const shown = JSON.stringify(ticket);
    if (ticket && shown !== this.shown) this.renderRoot.querySelector<HTMLElement>("#state")?.focus();
    this.shown = shown;
  }
}
