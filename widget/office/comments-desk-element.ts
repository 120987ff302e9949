import { html, render } from "lit/html.js";
import type { Language } from "../messages/messages.ts";
import { pickDeskMessages } from "../messages/desk-messages.ts";
import { actionButton } from "../ui/controls-template.ts";
import type { AskOffice } from "./ask-office.ts";
import { DeskController } from "./desk-controller.ts";
import { deskScreen } from "./desk-template.ts";

/** What the desk works with. */
export type DeskPorts = {
  readonly ask: AskOffice;
  readonly sheet: CSSStyleSheet;
  readonly language: Language;
  /** The month that the digest begins with, such as `2026-11`. */
  readonly month: string;
  /** Tells the page which language is spoken now. */
  readonly speaks: (language: Language) => void;
};

/** Behind the tag `<comments-desk>`: where a unit's people read comments, decide on them and answer. */
export class CommentsDeskElement extends HTMLElement {
  declare private readonly ports: DeskPorts;
  declare private readonly root: ShadowRoot;
  declare private readonly control: DeskController;
  declare private language: Language;
  /** The comment that was open when the page was drawn last. */
  declare private shown: string;

  constructor(ports: DeskPorts) {
    super();
    this.ports = ports;
    this.language = ports.language;
    this.shown = "";
    this.root = this.attachShadow({ mode: "open" });
    this.root.adoptedStyleSheets = [ports.sheet];
    this.control = new DeskController(ports, () => this.draw());
  }

  connectedCallback(): void {
    this.ports.speaks(this.language);
    this.draw();
  }

  private draw(): void {
    const { control, language } = this;
    const say = pickDeskMessages(language);
    const other = language === "vi" ? "en" : "vi";
    render(
      html`<div class="top" lang=${other}>
          ${actionButton(say("x.lang"), { press: () => this.speak(other), kind: "plain" })}
        </div>
        <div lang=${language}>
          <h1>${say("d.title")}</h1>
          ${deskScreen({ say, control })}
        </div>`,
      this.root,
    );
    this.moveFocus();
  }

  /** Into a comment that was opened, and back to its line in the list. */
  private moveFocus(): void {
    const before = this.shown;
    this.shown = this.control.comment?.id ?? "";
    if (this.shown === before) return;
    const selector = this.shown ? "#comment" : `[data-id="${before}"]`;
    this.root.querySelector<HTMLElement>(selector)?.focus();
  }

  private speak(language: Language): void {
    this.language = language;
    this.ports.speaks(language);
    this.draw();
  }
}
