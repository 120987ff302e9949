import { type CSSResultGroup, html, type PropertyDeclarations, type TemplateResult, unsafeCSS } from "lit";
import type { Language } from "../messages/messages.ts";
import { pickSealedMessages } from "../messages/sealed-messages.ts";
import { type PageDeps, PageElement } from "../ui/page-element.ts";
import { KeyMakerController, type KeyMakerDeps } from "./key-maker-controller.ts";
import { keyMaker, recoverySheet } from "./key-maker-template.ts";
import { ReaderController } from "./reader-controller.ts";
import { reader } from "./reader-template.ts";
import sealedStyles from "./sealed.css?inline";
import type { SealDeps } from "./sealing.ts";

/** What the recipient's element works with; `seal` is null on a page that came by plain http. */
export type OfficeElementDeps = PageDeps & Omit<KeyMakerDeps, "seal"> & { readonly seal: SealDeps | null };

/** Behind the tag `<sealed-office>`: where a recipient makes their key, reads what was sealed to it, and answers. */
export class SealedOfficeElement extends PageElement {
  static override properties: PropertyDeclarations = { isMaking: { state: true } };
  static override styles: CSSResultGroup = [PageElement.styles, unsafeCSS(sealedStyles)];
  declare private readonly maker: KeyMakerController | null;
  declare private readonly reading: ReaderController | null;
  declare private isMaking: boolean;

  constructor(deps: OfficeElementDeps) {
    super(deps);
    this.isMaking = false;
    const { seal } = deps;
    const changed = (): void => this.requestUpdate();
    this.maker = seal && new KeyMakerController({ ...deps, seal }, changed);
    this.reading = seal && new ReaderController({ ...deps, seal }, changed);
  }

  protected page(language: Language): TemplateResult {
    const { maker, reading, isMaking } = this;
    const say = pickSealedMessages(language);
    const tab = (word: string, isThis: boolean): TemplateResult =>
      html`<button type="button" aria-pressed=${isThis === isMaking} @click=${() => (this.isMaking = isThis)}>
        ${word}
      </button>`;
    return html`<div class="screen">
        <h1>${say("o.title")}</h1>
        ${
          maker && reading
            ? html`<p class="soft">${say("o.lead")}</p>
                <div class="row">${tab(say("o.read"), false)}${tab(say("o.make"), true)}</div>
                ${isMaking ? keyMaker({ say, language, control: maker }) : reader({ say, language, control: reading })}`
            : html`<p class="fault">${say("e.insecure")}</p>`
        }
      </div>
      ${maker?.made ? recoverySheet(say, maker.made) : ""}`;
  }
}
