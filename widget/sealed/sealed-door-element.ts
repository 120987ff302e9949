import { html, render } from "lit/html.js";
import type { Language } from "../messages/messages.ts";
import { pickSealedMessages } from "../messages/sealed-messages.ts";
import { DoorController, type DoorPorts } from "./door-controller.ts";
import { doorScreen } from "./door-template.ts";
import { actionButton } from "../ui/controls-template.ts";

/** What the door's element works with. */
export type DoorElementPorts = DoorPorts & {
  readonly server: string;
  readonly sheet: CSSStyleSheet;
  readonly language: Language;
  /** Copies a text. False: the browser would not. */
  readonly copy: (text: string) => Promise<boolean>;
  /** Takes words over that somebody wrote elsewhere and would rather have sealed; absent where none can come. */
  readonly takeOver?: (take: (words: string) => void) => void;
  /** Tells the page which language is spoken now. */
  readonly speaks: (language: Language) => void;
};

/** Behind the tag `<sealed-door>`: a report that is sealed before it leaves, and the talk about it. Nothing is kept here. */
export class SealedDoorElement extends HTMLElement {
  declare private readonly ports: DoorElementPorts;
  declare private readonly root: ShadowRoot;
  declare private readonly control: DoorController;
  declare private language: Language;
  declare private isCopied: boolean;
  declare private shown: string;

  constructor(ports: DoorElementPorts) {
    super();
    this.ports = ports;
    this.language = ports.language;
    this.isCopied = false;
    this.shown = "";
    this.root = this.attachShadow({ mode: "open" });
    this.root.adoptedStyleSheets = [ports.sheet];
    this.control = new DoorController(ports, () => this.draw());
  }

  connectedCallback(): void {
    this.ports.speaks(this.language);
    this.draw();
    this.ports.takeOver?.((happened) => {
      // What stands there already was written here.
      if (this.control.text.happened === "") this.control.write({ happened });
      this.draw();
    });
    void this.control.load();
  }

  private draw(): void {
    const { control, isCopied, language } = this;
    const say = pickSealedMessages(language);
    const other = language === "vi" ? "en" : "vi";
    const copy = (): void => void this.copyCode();
    render(
      html`<div class="top" lang=${other}>
          ${actionButton(say("x.lang"), { press: () => this.speak(other), kind: "plain" })}
        </div>
        <div lang=${language}>
          <h1>${say("r.title")}</h1>
          ${doorScreen({ say, control, server: this.ports.server, isCopied, copy })}
        </div>`,
      this.root,
    );
    if (this.shown !== control.view) this.root.querySelector<HTMLElement>("h2[tabindex]")?.focus();
    this.shown = control.view;
  }

  private speak(language: Language): void {
    this.language = language;
    this.ports.speaks(language);
    this.draw();
  }

  private async copyCode(): Promise<void> {
    this.isCopied = await this.ports.copy(this.control.code ?? "");
    this.draw();
  }
}
