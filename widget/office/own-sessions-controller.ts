import type { ReactiveControllerHost } from "lit";
import type { OfficeClient, Problem, RowOf } from "../office-ui/office-client.ts";

/** The list of where somebody is signed in, while it is open. */
export class OwnSessionsController {
  isOpen = false;
  /** The newest first; null before they are read. */
  rows: readonly RowOf<"listSessions">[] | null = null;
  problem: Problem | null = null;
  private agency = "";
  private readonly host: Pick<ReactiveControllerHost, "requestUpdate">;
  private readonly client: OfficeClient;

  constructor(host: Pick<ReactiveControllerHost, "requestUpdate">, client: OfficeClient) {
    this.host = host;
    this.client = client;
  }

  /** Opens the list. */
  async open(agency: string): Promise<void> {
    Object.assign(this, { isOpen: true, rows: null, problem: null, agency });
    this.host.requestUpdate();
    await this.read();
  }

  readonly close = (): void => {
    this.isOpen = false;
    this.host.requestUpdate();
  };

  /** Ends one of them, also on the server. */
  async end(id: string): Promise<void> {
    const params = { path: { agency: this.agency, id } };
    const { error } = await this.client.DELETE("/v1/agencies/{agency}/sessions/{id}", { params });
    this.problem = error ?? null;
    if (!error) await this.read();
    this.host.requestUpdate();
  }

  private async read(): Promise<void> {
    const params = { path: { agency: this.agency }, query: { limit: "50" } };
    const { data, error } = await this.client.GET("/v1/agencies/{agency}/sessions", { params });
    this.rows = data?.data ?? this.rows;
    this.problem = error ?? null;
    this.host.requestUpdate();
  }
}
