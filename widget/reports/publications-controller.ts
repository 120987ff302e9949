import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Problem, RowOf } from "../office-ui/office-client.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";

/** A publication. */
export type Publication = RowOf<"listPublications">;

/** The question before everything that is due is published; `typed` must become the agency's code. */
export type PublishAsked = { readonly typed: string; readonly isBusy: boolean; readonly problem: Problem | null };

/** The newest publication, and publishing by hand. */
export class PublicationsController implements ReactiveController {
  /** Undefined while it is loading, null before the first one. */
  latest: Publication | null | undefined = undefined;
  problem: Problem | null = null;
  asked: PublishAsked | null = null;
  private readonly host: ReactiveControllerHost;
  private readonly office: OfficeDeps;

  constructor(host: ReactiveControllerHost, office: OfficeDeps) {
    this.host = host;
    this.office = office;
    host.addController(this);
  }

  hostConnected(): void {
    void this.load();
  }

  /** Reads it anew. */
  async load(): Promise<void> {
    const { client, agency } = this.office;
    const params = { path: { agency }, query: { limit: "1" } };
    const { data, error } = await client.GET("/v1/agencies/{agency}/publications", { params });
    this.problem = error ?? null;
    if (data) this.latest = data.data[0] ?? null;
    this.host.requestUpdate();
  }

  show(asked: PublishAsked | null): void {
    this.asked = asked;
    this.host.requestUpdate();
  }

  /** Publishes what is due. `done` is told the version, and whether it is new. */
  async publish(done: (version: number, isNew: boolean) => void): Promise<void> {
    const { asked, latest } = this;
    if (!asked || asked.isBusy) return;
    this.show({ ...asked, isBusy: true, problem: null });
    const { client, agency } = this.office;
    const { data, error } = await client.POST("/v1/agencies/{agency}/publications", { params: { path: { agency } } });
    if (!data) return this.show({ ...asked, isBusy: false, problem: error ?? null });
    this.latest = data;
    this.show(null);
    done(data.version, data.version !== latest?.version);
  }
}
