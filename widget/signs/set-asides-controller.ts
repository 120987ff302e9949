import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { AnswerOf, BodyOf, Problem, RowOf } from "../office-ui/office-client.ts";
import { ListController, type OfficeDeps } from "../office-ui/office-page-element.ts";

/** A set-aside as the office reads it. */
export type SetAside = RowOf<"listSetAsides">;

/** What is asked before something happens to a set-aside. */
export type Asked = {
  readonly what: "confirm" | "undo";
  readonly one: SetAside;
  readonly reason: string;
  readonly isBusy: boolean;
  readonly problem: Problem | null;
};

/** The list of set-asides, and what is done with them. */
export class SetAsidesController implements ReactiveController {
  readonly list: ListController<SetAside>;
  asked: Asked | null = null;
  /** Entries of the audit log, by the id of their set-aside. */
  readonly courses: Map<string, readonly RowOf<"getAudit">[] | Problem> = new Map();
  private readonly host: ReactiveControllerHost;
  private readonly office: OfficeDeps;
  private readonly changed: (words: "sa.confirmed" | "sa.undo.done", id: string) => void;

  /** `changed` is called after a set-aside has taken effect or was undone: figures are others then. */
  constructor(
    host: ReactiveControllerHost,
    office: OfficeDeps,
    changed: (words: "sa.confirmed" | "sa.undo.done", id: string) => void,
  ) {
    this.host = host;
    this.office = office;
    this.changed = changed;
    const { client, agency } = office;
    this.list = new ListController(host, (cursor) =>
      client.GET("/v1/agencies/{agency}/set-asides", {
        params: { path: { agency }, query: { limit: "20", ...cursor } },
      }),
    );
    host.addController(this);
  }

  hostConnected(): void {
    if (this.list.rows === null) void this.list.reload();
  }

  /** Proposes one. Returns why not, or null. */
  async propose(body: BodyOf<"postSetAside">): Promise<Problem | null> {
    const { client, agency } = this.office;
    const { data, error } = await client.POST("/v1/agencies/{agency}/set-asides", {
      params: { path: { agency } },
      body,
    });
    if (!data) return error;
    this.list.rows = [data, ...(this.list.rows ?? [])];
    this.host.requestUpdate();
    return null;
  }

  ask(what: Asked["what"], one: SetAside): void {
    this.show({ what, one, reason: "", isBusy: false, problem: null });
  }

  /** What is typed as the reason, or the dialog is left (null). */
  show(asked: Asked | null): void {
    this.asked = asked;
    this.host.requestUpdate();
  }

  /** Does what is asked. */
  async act(): Promise<void> {
    const { asked } = this;
    if (!asked || asked.isBusy) return;
    this.show({ ...asked, isBusy: true, problem: null });
    const { data, error } = await this.send(asked);
    if (!data) return this.show({ ...asked, isBusy: false, problem: error ?? null });
    this.courses.delete(data.id);
    this.list.rows = (this.list.rows ?? []).map((one) => (one.id === data.id ? data : one));
    this.show(null);
    this.changed(asked.what === "confirm" ? "sa.confirmed" : "sa.undo.done", data.id);
  }

  private send({ what, one, reason }: Asked): Promise<{ data?: AnswerOf<"undoSetAside">; error?: Problem }> {
    const { client, agency } = this.office;
    const params = { path: { agency, id: one.id } };
    if (what === "confirm") return client.POST("/v1/agencies/{agency}/set-asides/{id}/confirm", { params });
    return client.POST("/v1/agencies/{agency}/set-asides/{id}/undo", { params, body: { reason: reason.trim() } });
  }

  /** Reads who did what to a set-aside, when it is first asked for. */
  async readCourse(id: string): Promise<void> {
    if (this.courses.has(id)) return;
    const { client, agency } = this.office;
    const query = { what: "set-aside", on: id };
    const { data, error } = await client.GET("/v1/agencies/{agency}/audit", { params: { path: { agency }, query } });
    this.courses.set(id, data ? [...data.data].reverse() : error);
    this.host.requestUpdate();
  }
}
