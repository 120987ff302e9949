import { html, type TemplateResult } from "lit";
import type { Problem } from "../office-ui/office-client.ts";
import { DeedController, type ListController, OfficePageElement } from "../office-ui/office-page-element.ts";

/** Base of a page with a list, a dialog over it, and something that is shown only once after it was made, such as a key. */
export abstract class MadeOnceElement<Open> extends OfficePageElement {
  declare protected open: Open | null;
  protected readonly deed: DeedController = new DeedController(this);
  protected abstract readonly list: Pick<ListController<never>, "reload">;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.list.reload();
  }

  /** Leaves the dialog, and forgets why the last try failed. */
  protected readonly close = (): void => {
    this.deed.forget();
    this.open = null;
  };

  /** A button in a row that opens a dialog. Its label for screen readers names the row too. */
  protected opener(word: string, name: string, open: Open): TemplateResult {
    const press = (): void => {
      this.deed.forget();
      this.open = open;
    };
    return html`<button type="button" class="plain" aria-label=${`${word}: ${name}`} @click=${press}>${word}</button>`;
  }

  /** Where the focus goes when what had it is gone. */
  protected focusList(): void {
    const { renderRoot } = this;
    (renderRoot.querySelector<HTMLElement>(".wide") ?? renderRoot.querySelector("h1"))?.focus();
  }

  /** Does one thing; after it the dialog closes and the list is read anew. What is shown once then has the focus. */
  protected async doing<T>(
    call: () => Promise<{ data?: T; error?: Problem }>,
    done: (answer: T) => void,
  ): Promise<void> {
    const answer = await this.deed.run(call);
    if (!answer) return;
    this.open = null;
    done(answer.data);
    await this.list.reload();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".made-once")?.focus();
  }
}
