import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Problem, RowOf } from "../office-ui/office-client.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
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
  /** Null while the first page is loading. */
  rows: readonly KeptReport[] | null = null;
  next: string | null = null;
  isBusy = false;
  problem: Problem | null = null;
  asked: BackAsked | null = null;
  private readonly host: ReactiveControllerHost;
  private readonly office: OfficeDeps;

  constructor(host: ReactiveControllerHost, office: OfficeDeps, kind: ReportKind) {
    this.host = host;
    this.office = office;
    this.kind = kind;
    host.addController(this);
  }

  hostConnected(): void {
    void this.load();
  }

  /** Shows another list from its beginning. */
  show(kind: ReportKind, isWithdrawn = false): void {
    this.kind = kind;
    this.isWithdrawn = isWithdrawn;
    void this.load();
  }

  /** Reads the list from its beginning, or its next page. */
  async load(cursor: string | null = null): Promise<void> {
    const { kind, isWithdrawn } = this;
    if (cursor === null) this.rows = null;
    this.isBusy = true;
    this.host.requestUpdate();
    const { data, error } = await this.read(cursor);
    // Meanwhile another list was chosen.
    if (kind !== this.kind || isWithdrawn !== this.isWithdrawn) return;
    this.isBusy = false;
    this.problem = error ?? null;
    if (data) {
      const rows = data.data.map((row) => ({ ...row, kind }) as KeptReport);
      this.rows = [...(this.rows ?? []), ...rows];
      this.next = data.meta.next_cursor;
    }
    this.host.requestUpdate();
  }

  private read(cursor: string | null): Promise<Listed> {
    const { client, agency } = this.office;
    const withdrawn = this.isWithdrawn ? ({ withdrawn: "1" } as const) : {};
    const query = { limit: "50", ...withdrawn, ...(cursor === null ? {} : { cursor }) };
    return client.GET(`/v1/agencies/{agency}/${this.kind}`, { params: { path: { agency }, query } });
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
    this.rows = (this.rows ?? []).filter((row) => row !== asked.report);
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
