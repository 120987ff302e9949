import type { ReactiveControllerHost } from "lit";
import { type AnswerOf, kindOf, type OfficeClient, type Problem } from "../office-ui/office-client.ts";

/** What the dialog works with. `closed` is called after it has closed with a new key. */
export type OwnKeyDeps = { readonly client: OfficeClient; readonly closed: () => void };

/** The dialog in which a member makes a new key in place of their own. Both keys leave this page's memory when it closes. */
export class OwnKeyController {
  isOpen = false;
  isBusy = false;
  problem: Problem | null = null;
  /** The new key, which is shown once. */
  made: AnswerOf<"renewOwnKey"> | null = null;
  private readonly host: Pick<ReactiveControllerHost, "requestUpdate" | "updateComplete"> & HTMLElement;
  private readonly deps: OwnKeyDeps;

  constructor(host: OwnKeyController["host"], deps: OwnKeyDeps) {
    this.host = host;
    this.deps = deps;
  }

  readonly open = (): void => {
    Object.assign(this, { isOpen: true, problem: null, made: null });
    this.host.requestUpdate();
  };

  readonly close = (): void => {
    const { made } = this;
    Object.assign(this, { isOpen: false, made: null });
    this.host.requestUpdate();
    if (made) this.deps.closed();
  };

  /** Sends the current key to the server. The new one then has the focus. */
  async make(key: string): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.host.requestUpdate();
    const { data, error } = await this.deps.client.POST("/v1/own-keys", { body: { key } });
    Object.assign(this, { isBusy: false, problem: error ?? null, made: data ?? null });
    this.host.requestUpdate();
    await this.host.updateComplete;
    this.host.shadowRoot?.querySelector<HTMLElement>(data ? ".made-once" : "#own-key")?.focus();
  }

  /** Whether the server refused the key itself. */
  get isWrong(): boolean {
    return this.problem !== null && ["unknown-code", "invalid"].includes(kindOf(this.problem));
  }
}
