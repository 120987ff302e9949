import type { ReactiveControllerHost } from "lit";
import type { Problem } from "../office-ui/office-client.ts";

/** A page of a list, as the server answers. */
type Answer<Row> = {
  readonly data?: { readonly data: readonly Row[]; readonly meta: { readonly next_cursor: string | null } };
  readonly error?: Problem;
};

/** A list that is read page by page. */
export class ListController<Row> {
  /** Null before the first page is there. */
  rows: readonly Row[] | null = null;
  next: string | null = null;
  problem: Problem | null = null;
  isBusy = false;
  private readonly host: Pick<ReactiveControllerHost, "requestUpdate">;
  private readonly read: (cursor: { cursor?: string }) => Promise<Answer<Row>>;
  private turn = 0;

  constructor(
    host: Pick<ReactiveControllerHost, "requestUpdate">,
    read: (cursor: { cursor?: string }) => Promise<Answer<Row>>,
  ) {
    this.host = host;
    this.read = read;
  }

  /** Reads the list from its beginning. What is shown stays until the answer is there. */
  async reload(): Promise<void> {
    await this.take({}, () => []);
  }

  /** Reads the next page. */
  readonly more = async (): Promise<void> => {
    if (this.next !== null) await this.take({ cursor: this.next }, () => this.rows ?? []);
  };

  private async take(cursor: { cursor?: string }, before: () => readonly Row[]): Promise<void> {
    this.turn += 1;
    const { turn } = this;
    this.isBusy = true;
    this.problem = null;
    this.host.requestUpdate();
    const { data, error } = await this.read(cursor);
    if (turn !== this.turn) return;
    this.isBusy = false;
    this.problem = error ?? null;
    if (data) {
      this.rows = [...before(), ...data.data];
      this.next = data.meta.next_cursor;
    }
    this.host.requestUpdate();
  }
}
