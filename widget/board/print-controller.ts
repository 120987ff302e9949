import type { LitElement, ReactiveController } from "lit";

/** Opens every folded part while the page is printed, so that each chart has its table on paper. */
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
  };

  private readonly close = (): void => {
    for (const part of this.opened) part.open = false;
    this.opened = [];
  };
}
