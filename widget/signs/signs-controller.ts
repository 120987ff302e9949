import type { ReactiveController, ReactiveControllerHost } from "lit";
import { formatDay, toDay } from "../../shared/calendar/day.ts";
import { type Problem, readPages, type RowOf } from "../office-ui/office-client.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";

/** What carries one sign at one touchpoint on one day. */
export type SignRow = RowOf<"listSigns">;

/** Days that are read at once. */
const window = 7;
/** Rows that are drawn at once: a slow computer takes a second for some hundreds. */
const rowsAtOnce = 50;

/** The list of signs, the newest day first. Days are read a week at a time, backwards. */
export class SignsController implements ReactiveController {
  rows: readonly SignRow[] = [];
  /** The days that are shown, both ends included. */
  from: string;
  to: string;
  /** How many rows are drawn at most. */
  most: number = rowsAtOnce;
  isBusy = false;
  problem: Problem | null = null;
  private readonly host: ReactiveControllerHost;
  private readonly office: OfficeDeps;

  constructor(host: ReactiveControllerHost, office: OfficeDeps, to: string) {
    this.host = host;
    this.office = office;
    this.from = this.to = to;
    host.addController(this);
  }

  hostConnected(): void {
    void this.until(this.to);
  }

  /** Shows the week that ends with a day. */
  async until(to: string): Promise<void> {
    this.rows = [];
    this.most = rowsAtOnce;
    this.to = to;
    this.from = formatDay(toDay(to) + 1);
    await this.earlier();
  }

  /** Draws more rows of what is read. */
  readonly more = (): void => {
    this.most += rowsAtOnce;
    this.host.requestUpdate();
  };

  /** Draws as many rows as it takes to show one of them. */
  reach({ day, touchpoint, sign }: Pick<SignRow, "day" | "touchpoint" | "sign">): void {
    const place = this.rows.findIndex((row) => row.day === day && row.touchpoint === touchpoint && row.sign === sign);
    this.most = Math.max(this.most, place + 1);
  }

  /** Reads the week before what is shown. */
  async earlier(): Promise<void> {
    const [from, to] = [formatDay(toDay(this.from) - window), formatDay(toDay(this.from) - 1)];
    const { client, agency } = this.office;
    const shown = this.to;
    this.isBusy = true;
    this.host.requestUpdate();
    const read = await readPages<SignRow>((at) =>
      client.GET("/v1/agencies/{agency}/signs", { params: { path: { agency }, query: { from, to, ...at } } }),
    );
    // Meanwhile another day was chosen.
    if (shown !== this.to) return;
    this.isBusy = false;
    this.problem = read.error ?? null;
    if (!read.error) {
      this.rows = [...this.rows, ...[...read.rows].sort(newestFirst)];
      this.from = from;
    }
    this.host.requestUpdate();
  }
}

function newestFirst(one: SignRow, other: SignRow): number {
  return toDay(other.day) - toDay(one.day) || other.count - one.count;
}
