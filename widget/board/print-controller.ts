import type { LitElement, ReactiveController } from "lit";

/**
 * So wide is the board while charts and tables measure themselves for A4. The styles of paper do not hold yet, so this is the
 * 180 mm between the margins of the board's page and what is beside a card's content on the screen, in CSS px.
 */
const paperWidth = 680 + 2 * (12 + 16 + 1);

/** While the page is printed, every folded part is open, so that each chart has its table, and charts are drawn for the paper. */
export class PrintController implements ReactiveController {
  private readonly host: LitElement;
  private opened: readonly HTMLDetailsElement[];

  constructor(host: LitElement) {
    this.host = host;
    this.opened = [];
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener("beforeprint", this.open);
    addEventListener("afterprint", this.close);
  }

  hostDisconnected(): void {
    removeEventListener("beforeprint", this.open);
    removeEventListener("afterprint", this.close);
  }

  private readonly open = (): void => {
    this.close();
    this.opened = [...this.host.renderRoot.querySelectorAll<HTMLDetailsElement>("details:not([open])")];
    for (const part of this.opened) part.open = true;
    this.host.style.setProperty("--measured-width", `${paperWidth}px`);
  };

  private readonly close = (): void => {
    for (const part of this.opened) part.open = false;
    this.opened = [];
    this.host.style.removeProperty("--measured-width");
  };
}
