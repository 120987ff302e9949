import { html, render } from "lit/html.js";
import type { Language } from "../messages/messages.ts";
import { pickSealedMessages } from "../messages/sealed-messages.ts";
import type { CallServer } from "../ui/call-server.ts";
import { KeyMakerController, type KeyMakerPorts } from "./key-maker-controller.ts";
import { keyMaker, recoverySheet } from "./key-maker-template.ts";
import type { SealPorts } from "./make-report.ts";
import { ReaderController } from "./reader-controller.ts";
import { reader } from "./reader-template.ts";
import { actionButton } from "../ui/controls-template.ts";

/** What the recipient's element works with; `seal` is null on a page that came by plain http. */
export type OfficeElementPorts = Pick<KeyMakerPorts, "save" | "print"> & {
  readonly call: CallServer;
  readonly seal: SealPorts | null;
  readonly sheet: CSSStyleSheet;
  readonly language: Language;
  /** Tells the page which language is spoken now. */
  readonly speaks: (language: Language) => void;
};

/** Behind the tag `<sealed-office>`: where a recipient makes their key, reads what was sealed to it, and answers. */
export class SealedOfficeElement extends HTMLElement {
  declare private readonly ports: OfficeElementPorts;
  declare private readonly root: ShadowRoot;
  declare private readonly maker: KeyMakerController | null;
  declare private readonly reading: ReaderController | null;
  declare private language: Language;
  declare private isMaking: boolean;

  constructor(ports: OfficeElementPorts) {
    super();
    this.ports = ports;
    this.language = ports.language;
    this.isMaking = false;
    this.root = this.attachShadow({ mode: "open" });
    this.root.adoptedStyleSheets = [ports.sheet];
    const { seal } = ports;
    const changed = (): void => this.draw();
    this.maker = seal && new KeyMakerController({ ...ports, seal }, changed);
    this.reading = seal && new ReaderController({ ...ports, seal }, changed);
  }

  connectedCallback(): void {
    this.ports.speaks(this.language);
    this.draw();
  }

  private draw(): void {
    const { language, maker, reading, isMaking } = this;
    const say = pickSealedMessages(language);
    const other = language === "vi" ? "en" : "vi";
    const tab = (word: string, isThis: boolean): unknown =>
      html`<button type="button" aria-pressed=${isThis === isMaking} @click=${() => this.show(isThis)}>${word}</button>`;
    const screen =
      maker && reading
        ? html`<p class="soft">${say("o.lead")}</p>
            <div class="row">${tab(say("o.read"), false)}${tab(say("o.make"), true)}</div>
            ${isMaking ? keyMaker({ say, control: maker }) : reader({ say, control: reading })}`
        : html`<p class="fault">${say("e.insecure")}</p>`;
    render(
      html`<div class="screen">
          <div class="top" lang=${other}>
            ${actionButton(say("x.lang"), { press: () => this.speak(other), kind: "plain" })}
          </div>
          <div lang=${language}>
            <h1>${say("o.title")}</h1>
            ${screen}
          </div>
        </div>
        ${maker?.made ? recoverySheet({ say }, maker.made) : ""}`,
      this.root,
    );
  }

  private show(isMaking: boolean): void {
    this.isMaking = isMaking;
    this.draw();
  }

  private speak(language: Language): void {
    this.language = language;
    this.ports.speaks(language);
    this.draw();
  }
}
