import type { Digest } from "../../shared/contract/comment-figures.ts";
import { DeedController } from "../office-ui/office-page-element.ts";
import type { DeskCalls } from "./desk-calls.ts";

/** What a month's comments say, unit by unit. */
export class MonthDigests {
  rows: readonly Digest[] = [];
  month: string;
  readonly deed: DeedController;
  /** The current month and the 12 before it. */
  readonly months: readonly string[];
  private readonly calls: DeskCalls;
  private readonly changed: () => void;

  /** @param month the current one, such as `2026-11` */
  constructor(calls: DeskCalls, month: string, changed: () => void) {
    this.calls = calls;
    this.changed = changed;
    this.deed = new DeedController({ requestUpdate: changed });
    this.month = month;
    const [year = 0, at = 1] = month.split("-").map(Number);
    this.months = Array.from({ length: 13 }, (_, back) =>
      new Date(Date.UTC(year, at - 1 - back)).toISOString().slice(0, 7),
    );
  }

  /** Loads the chosen month. */
  async load(): Promise<void> {
    const answer = await this.deed.run(() => this.calls.digests(this.month));
    this.rows = answer?.data.data ?? this.rows;
    this.changed();
  }
}
