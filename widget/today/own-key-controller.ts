import type { ReactiveControllerHost } from "lit";
import { type AnswerOf, kindOf, type OfficeClient } from "../office-ui/office-client.ts";
import { DeedController } from "../office-ui/office-page-element.ts";

/** What the dialog works with. `closed` is called after it has closed with a new key. */
export type OwnKeyDeps = { readonly client: OfficeClient; readonly closed: () => void };

/** The dialog in which a member makes a new key in place of their own. Both keys leave this page's memory when it closes. */
export class OwnKeyController {
  isOpen = false;
  /** The new key, which is shown once. */
  made: AnswerOf<"renewOwnKey"> | null = null;
  readonly deed: DeedController;
  private readonly host: Pick<ReactiveControllerHost, "requestUpdate" | "updateComplete"> & HTMLElement;
  private readonly deps: OwnKeyDeps;

  constructor(host: OwnKeyController["host"], deps: OwnKeyDeps) {
    this.host = host;
    this.deps = deps;
    this.deed = new DeedController(host);
  }

  readonly open = (): void => {
    Object.assign(this, { isOpen: true, made: null });
    this.deed.forget();
  };

  readonly close = (): void => {
    const { made } = this;
    Object.assign(this, { isOpen: false, made: null });
    this.host.requestUpdate();
    if (made) this.deps.closed();
  };

  /** Sends the current key to the server. The new one then has the focus. */
  async make(key: string): Promise<void> {
    if (this.deed.isBusy) return;
    const answer = await this.deed.run(() => this.deps.client.POST("/v1/own-keys", { body: { key } }));
    this.made = answer?.data ?? null;
    this.host.requestUpdate();
    await this.host.updateComplete;
    this.host.shadowRoot?.querySelector<HTMLElement>(answer ? ".made-once" : "#own-key")?.focus();
  }

  /** Whether the server refused the key itself. */
  get isWrong(): boolean {
    const { problem } = this.deed;
    return problem !== null && ["unknown-code", "invalid"].includes(kindOf(problem));
  }
}
