import { type CSSResultGroup, html, LitElement, type PropertyDeclarations, type TemplateResult, unsafeCSS } from "lit";
import type { Language } from "../messages/messages.ts";
import { actionButton } from "./controls-template.ts";
import pageStyles from "./page.css?inline";
import { tokens } from "./tokens.ts";

/** What every page's element works with. */
export type PageDeps = {
  readonly language: Language;
  /** Sets the document's language. */
  readonly speaks: (language: Language) => void;
};

/** Name of each language in itself, for the button that switches to it. */
const ownNames: Readonly<Record<Language, string>> = { vi: "Tiếng Việt", en: "English" };

/** Base of every page's element: the pages' styles, and the button that switches between the languages. */
export abstract class PageElement extends LitElement {
  static override properties: PropertyDeclarations = { language: { state: true } };
  static override styles: CSSResultGroup = unsafeCSS(tokens(":host", ":host") + pageStyles);
  declare protected language: Language;
  declare private readonly speaks: PageDeps["speaks"];

  constructor({ language, speaks }: PageDeps) {
    super();
    this.language = language;
    this.speaks = speaks;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.speaks(this.language);
  }

  /** The page below the language button, in the current language. */
  protected abstract page(language: Language): TemplateResult;

  /** The button that switches to the other language. */
  protected languageButton(): TemplateResult {
    const other = this.language === "vi" ? "en" : "vi";
    const change = (): void => {
      this.language = other;
      this.speaks(other);
    };
    return html`<div class="top screen" lang=${other}>${actionButton(ownNames[other], { press: change, kind: "plain" })}</div>`;
  }

  protected override render(): TemplateResult {
    const { language } = this;
    return html`${this.languageButton()}
      <div lang=${language}>${this.page(language)}</div>`;
  }
}
