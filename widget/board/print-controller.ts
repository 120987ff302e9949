import type { LitElement, ReactiveController } from "lit";

/** Width of A4 between the margins of the board's page: 180 mm, in CSS px. */
const paperWidth = 680;

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
    this.host.style.setProperty("width", `${paperWidth}px`);
  };

  private readonly close = (): void => {
    for (const part of this.opened) part.open = false;
    this.opened = [];
    this.host.style.removeProperty("width");
  };
}
