import type { ReactiveControllerHost } from "lit";
import type { Problem } from "../office-ui/office-client.ts";

/** One thing at a time that is done on the server, and why the last one failed. */
export class DeedController {
  problem: Problem | null = null;
  isBusy = false;
  private readonly host: Pick<ReactiveControllerHost, "requestUpdate">;

  constructor(host: Pick<ReactiveControllerHost, "requestUpdate">) {
    this.host = host;
  }

  /** Forgets why the last one failed, as when something else is begun. */
  forget(): void {
    this.problem = null;
    this.host.requestUpdate();
  }

  /** Does something. Returns its answer; null if it failed, or something else is still under way. */
  async run<T>(call: () => Promise<{ data?: T; error?: Problem }>): Promise<{ readonly data: T } | null> {
    if (this.isBusy) return null;
    this.isBusy = true;
    this.forget();
    const { data, error } = await call();
    this.isBusy = false;
    this.problem = error ?? null;
    this.host.requestUpdate();
    return error ? null : { data: data as T };
  }
}
