import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { AnswerOf, Problem, RowOf } from "../office-ui/office-client.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { comingPublications } from "./coming-publications.ts";

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

  /** Periods before the first publication in which nobody has rated: nothing of them is missing. */
  empty: ReadonlySet<string> = new Set();

  /** Reads it anew. */
  async load(): Promise<void> {
    const { client, agency } = this.office;
    const params = { path: { agency }, query: { limit: "1" } };
    const { data, error } = await client.GET("/v1/agencies/{agency}/publications", { params });
    this.problem = error ?? null;
    const latest = data?.data[0] ?? null;
    if (data && !latest) this.empty = await this.emptyPeriods();
    if (data) this.latest = latest;
    this.host.requestUpdate();
  }

  private async emptyPeriods(): Promise<ReadonlySet<string>> {
    const { client, agency, session, today } = this.office;
    const due = comingPublications(today(), null).filter(({ isDue }) => isDue);
    const found = await Promise.all(
      due.map(async ({ period }) => {
        const params = { path: { agency }, query: { period, unit: session.unit } };
        const { data } = await client.GET("/v1/agencies/{agency}/indices", { params });
        return (data as AnswerOf<"getIndices"> | undefined)?.data[0]?.n === 0 ? [period] : [];
      }),
    );
    return new Set(found.flat());
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
