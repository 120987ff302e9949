import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Problem, RowOf } from "../office-ui/office-client.ts";
import { ListController, type OfficeDeps } from "../office-ui/office-page-element.ts";
import type { ReportKind } from "./report-kinds.ts";

/** A report as the lists have it, of one kind. */
export type KeptReport =
  | ({ readonly kind: "tallies" } & RowOf<"listTallies">)
  | ({ readonly kind: "volumes" } & RowOf<"listVolumes">)
  | ({ readonly kind: "measures" } & RowOf<"listMeasures">);

/** What is asked before a report is taken back. */
export type BackAsked = { readonly report: KeptReport; readonly isBusy: boolean; readonly problem: Problem | null };

type Listed = { data?: { data: readonly object[]; meta: { next_cursor: string | null } }; error?: Problem };

/** The list of what was handed in, and taking back. */
export class KeptController implements ReactiveController {
  kind: ReportKind;
  isWithdrawn = false;
  list: ListController<KeptReport>;
  asked: BackAsked | null = null;
  private readonly host: ReactiveControllerHost;
  private readonly office: OfficeDeps;

  constructor(host: ReactiveControllerHost, office: OfficeDeps, kind: ReportKind) {
    this.host = host;
    this.office = office;
    this.kind = kind;
    this.list = this.newList();
    host.addController(this);
  }

  hostConnected(): void {
    void this.list.reload();
  }

  /** Shows another list from its beginning. */
  show(kind: ReportKind, isWithdrawn = false): void {
    this.kind = kind;
    this.isWithdrawn = isWithdrawn;
    this.list = this.newList();
    void this.list.reload();
  }

  /** Makes a new list for each choice, so that a late answer for the one before changes nothing. */
  private newList(): ListController<KeptReport> {
    const { kind, isWithdrawn, office } = this;
    const { client, agency } = office;
    const withdrawn = isWithdrawn ? ({ withdrawn: "1" } as const) : {};
    return new ListController(this.host, async (cursor) => {
      const query = { limit: "50", ...withdrawn, ...cursor };
      const answer: Listed = await client.GET(`/v1/agencies/{agency}/${kind}`, { params: { path: { agency }, query } });
      const { data, error } = answer;
      if (!data) return error ? { error } : {};
      return { data: { ...data, data: data.data.map((row) => ({ ...row, kind }) as KeptReport) } };
    });
  }

  ask(asked: BackAsked | null): void {
    this.asked = asked;
    this.host.requestUpdate();
  }

  /** Takes back what is asked. `done` is called on success. */
  async takeBack(done: () => void): Promise<void> {
    const { asked } = this;
    if (!asked || asked.isBusy) return;
    this.ask({ ...asked, isBusy: true, problem: null });
    const { error } = await this.remove(asked.report);
    if (error) return this.ask({ ...asked, isBusy: false, problem: error });
    this.list.rows = (this.list.rows ?? []).filter((row) => row !== asked.report);
    this.ask(null);
    done();
  }

  private remove(report: KeptReport): Promise<{ error?: Problem }> {
    const { client, agency } = this.office;
    const { unit, from, to } = report;
    if (report.kind === "tallies") {
      return client.DELETE("/v1/agencies/{agency}/tallies/{id}", { params: { path: { agency, id: report.id } } });
    }
    const path = { agency };
    if (report.kind === "measures") {
      return client.DELETE("/v1/agencies/{agency}/measures", { params: { path, query: { unit, from, to } } });
    }
    const { service, channel } = report;
    const query = { unit, from, to, ...(service ? { service } : {}), ...(channel ? { channel } : {}) };
    return client.DELETE("/v1/agencies/{agency}/volumes", { params: { path, query } });
  }
}
