import { html, render } from "lit/html.js";
import type { QrEncode } from "../ui/qr-template.ts";
import type { Language } from "../messages/pick-messages.ts";
import { pickTicketMessages } from "../messages/pick-ticket-messages.ts";
import { pickWordsMessages } from "../messages/pick-words-messages.ts";
import type { CallServer } from "../ui/call-server.ts";
import { actionButton } from "../ui/button-template.ts";
import { TicketController } from "./ticket-controller.ts";
import { ticketScreen } from "./ticket-template.ts";

/** What the page works with. */
export type TicketPorts = {
  readonly call: CallServer;
  readonly server: string;
  readonly sheet: CSSStyleSheet;
  readonly language: Language;
  /** Hands over codes that the page was opened with; they are out of the address by then. */
  readonly opened: (take: (code: string) => void) => void;
  readonly loadQr: () => Promise<QrEncode>;
  readonly print: () => void;
  /** Tells the page which language is spoken now. */
  readonly speaks: (language: Language) => void;
};

/** Behind the tag `<ticket-page>`: where a comment stands, for whoever holds its code. Nothing is kept here. */
export class TicketPageElement extends HTMLElement {
  declare private readonly ports: TicketPorts;
  declare private readonly root: ShadowRoot;
  declare private readonly control: TicketController;
  declare private language: Language;
  declare private encode: QrEncode;
  declare private shown: string;

  constructor(ports: TicketPorts) {
    super();
    this.ports = ports;
    this.language = ports.language;
    this.encode = null;
    this.shown = "";
    this.root = this.attachShadow({ mode: "open" });
    this.root.adoptedStyleSheets = [ports.sheet];
    this.control = new TicketController(ports.call, () => this.draw());
  }

  connectedCallback(): void {
    this.ports.speaks(this.language);
    this.ports.opened((code) => {
      this.control.forget();
      this.control.fill({ typed: code });
      void this.control.look();
    });
    this.draw();
  }

  private draw(): void {
    const { control, language, encode, ports } = this;
    const { server, print } = ports;
    const say = pickTicketMessages(language);
    const sayWords = pickWordsMessages(language);
    const other = language === "vi" ? "en" : "vi";
    render(
      html`<div class="top screen" lang=${other}>
          ${actionButton(say("x.lang"), { press: () => this.speak(other), kind: "plain" })}
        </div>
        <div lang=${language}>
          <h1>${say("l.title")}</h1>
          ${ticketScreen({ say, sayWords, control, server, encode, print })}
        </div>`,
      this.root,
    );
    if (control.ticket && !encode) void this.loadQr();
    this.moveFocus();
  }

  /** To what is new: the state once it is found or has changed, the question before words are deleted. */
  private moveFocus(): void {
    const { ticket, isWithdrawing } = this.control;
    const shown = isWithdrawing ? "withdraw" : ticket ? `state ${JSON.stringify(ticket)}` : "";
    const isNew = shown !== this.shown;
    this.shown = shown;
    if (isNew && shown) this.root.querySelector<HTMLElement>(`#${shown.split(" ")[0]}`)?.focus();
  }

  private async loadQr(): Promise<void> {
    this.encode = await this.ports.loadQr();
    this.draw();
  }

  private speak(language: Language): void {
    this.language = language;
    this.ports.speaks(language);
    this.draw();
  }
}
