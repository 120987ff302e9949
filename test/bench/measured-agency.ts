import type { Page } from "../../shared/contract/list.ts";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import { monthOf } from "../../shared/calendar/day.ts";
import { type OfficeCommentsQuery, officeComment } from "../../shared/contract/comment.ts";
import { listOf } from "../../shared/contract/list.ts";
import type { IndexQuery } from "../../shared/contract/published-index.ts";
import { touchpoint } from "../../shared/contract/touchpoint.ts";
import type { Environment } from "../../worker/runtime/environment.ts";
import { type LastingDeps, lastingDeps } from "../../worker/agency/agency-deps.ts";
import { AgencyObject } from "../../worker/agency/agency-object.ts";
import type { FeedbackRow } from "../../worker/feedback/feedback-row.ts";
import { feedbackStore } from "../../worker/feedback/feedback-store.ts";
import { tallyChange } from "../../worker/feedback/tally-change.ts";
import { hourStore } from "../../worker/counts/hour-store.ts";
import { rollupStore } from "../../worker/counts/rollup-store.ts";
import { type LatticeSeed, latticeSeeds } from "./seed-lattice.ts";

/** The year's index of every unit, a page of it as it is answered by default. */
export const yearQuery: IndexQuery = { period: "2025", by: "unit" };

const dayMs = 86_400_000;
const firstDay = Date.UTC(2025, 0, 1) / dayMs;

function seededRow(place: number, touchpoints: readonly { id: string; unit: string; channel: string }[]): FeedbackRow {
  // Multipliers without a common factor with the moduli spread the rows over everything.
  const touchpoint = touchpoints[(place * 7919) % touchpoints.length] ?? { id: "", unit: "", channel: "" };
  const day = firstDay + ((place * 104_729) % 365);
  // From 7:00 to 16:59 in Việt Nam.
  const ms = day * dayMs + ((place * 53) % 600) * 60_000;
  return {
    id: `01900000-0000-7000-8000-${place.toString(16).padStart(12, "0")}`,
    revision: 1,
    amendKey: "A".repeat(22),
    unit: touchpoint.unit,
    service: "",
    channel: touchpoint.channel,
    day,
    correctedMs: ms,
    receivedMs: ms,
    changedMs: ms,
    standing: "plain",
    flags: [],
    hasWithdrawn: false,
    snapshot: {
      touchpoint: touchpoint.id,
      answeredAt: new Date(ms).toISOString(),
      revisedAt: null,
      level: 1 + ((place * 31) % 5),
      answers: null,
      reasons: null,
      comment: null,
      ticket: null,
      formVersion: null,
      dossier: null,
      givenService: null,
      page: null,
      follows: null,
      locale: "vi",
      sequence: null,
      masked: null,
      pressure: null,
    },
  };
}

type Listed = { readonly id: string; readonly unit: string; readonly channel: string };

/** What the benchmarks bind; MODE says what stands behind the API, see `bench-worker.ts`. */
export type BenchEnvironment = Environment & { readonly MODE: string };

/** The receipts of a delivery that is accepted without a look at it. */
export function acceptAll(delivery: string): string {
  const { items } = JSON.parse(delivery) as { items: { id: string; revision: number }[] };
  return JSON.stringify(items.map(({ id, revision }) => ({ id, revision, outcome: "accepted" })));
}

/** The product's deps, which count nothing by hour: what such counts cost is measured against them. */
function hourlessDeps(sql: SqlStorage): LastingDeps {
  const deps = lastingDeps(sql);
  const stores = [deps.rollups, deps.reasons, deps.officers];
  const apply: LastingDeps["counts"]["apply"] = (changes) => {
    for (const store of stores) store.apply(changes);
  };
  return { ...deps, counts: { ...deps.counts, apply } };
}

/** The product's object, with calls to fill it by itself and to do one reading many times. */
export class MeasuredAgency extends AgencyObject {
  readonly #isEcho: boolean;

  constructor(context: DurableObjectState, environment: BenchEnvironment) {
    super(context, environment, environment.MODE === "hourless" ? hourlessDeps : lastingDeps);
    this.#isEcho = environment.MODE === "echo";
  }

  override async acceptFeedback(delivery: string, underWay: number): Promise<string> {
    return this.#isEcho ? acceptAll(delivery) : super.acceptFeedback(delivery, underWay);
  }

  /** Writes feedback numbered `from` and on through the product's own stores, in one transaction. */
  async seed(from: number, count: number): Promise<number> {
    const { sql } = this.ctx.storage;
    const touchpoints = await this.#touchpoints();
    const rows = Array.from({ length: count }, (_, place) => seededRow(from + place, touchpoints));
    this.ctx.storage.transactionSync(() => {
      feedbackStore(sql).write(rows, from + 1);
      const changes = rows.flatMap((row) => tallyChange(undefined, row));
      rollupStore(sql).apply(changes);
      hourStore(sql, () => 7 * 3_600_000).apply(changes);
    });
    return from + count;
  }

  async #touchpoints(): Promise<readonly Listed[]> {
    const input = { query: { limit: "1000" } };
    const listed = await this.call("listTouchpoints", { principal: { kind: "root" }, input });
    return listed.ok ? listOf(touchpoint).parse(listed.value).data : [];
  }

  /** Counts the ratings of a month so many months ago, for every unit and service; of the feedback there is nothing. */
  async seedLattice(seed: LatticeSeed, ago: number): Promise<number> {
    const month = monthOf(Math.floor(Date.now() / dayMs)) - ago;
    const changes = latticeSeeds[seed](month, await this.#touchpoints());
    this.ctx.storage.transactionSync(() => rollupStore(this.ctx.storage.sql).apply(changes));
    return changes.length;
  }

  /** As if the newest publication were a quarter old, and ratings had come late meanwhile in the last closed quarter. */
  async nextQuarter(seed: LatticeSeed): Promise<number> {
    const month = monthOf(Math.floor(Date.now() / dayMs));
    const last = month - (month % 3) - 1;
    const late = latticeSeeds[seed](last, await this.#touchpoints()).filter((_, place) => place % 10 === 0);
    this.ctx.storage.transactionSync(() => {
      this.ctx.storage.sql.exec("UPDATE publication SET day = day - 92");
      rollupStore(this.ctx.storage.sql).apply(late);
    });
    return late.length;
  }

  /** As if nothing had ever been published. */
  async forgetPublications(): Promise<number> {
    const tables = ["publication", "publication_quarter", "publication_row"];
    this.ctx.storage.transactionSync(() => {
      for (const table of tables) this.ctx.storage.sql.exec(`DELETE FROM ${table}`);
    });
    return tables.length;
  }

  /** Bytes that feedback and rollups take, apart. The rollups are taken away to see what is left, and put back. */
  async storedBytes(): Promise<{ feedback: number; rollups: number }> {
    const { sql } = this.ctx.storage;
    const whole = sql.databaseSize;
    let feedback = whole;
    try {
      this.ctx.storage.transactionSync(() => {
        for (const table of ["rollup_fine", "rollup_day", "rollup_month", "rollup_hour"])
          sql.exec(`DELETE FROM ${table}`);
        feedback = sql.databaseSize;
        throw new Error("back to what it was");
      });
    } catch {
      // As it was.
    }
    return { feedback, rollups: whole - feedback };
  }

  /** Lists comments so many times in one call; as for the index, time is taken outside. */
  async searchTimes(query: OfficeCommentsQuery, times: number): Promise<{ rows: number }> {
    let rows = 0;
    for (let time = 0; time < times; time++) {
      const page = await this.call("readOfficeComments", { principal: { kind: "root" }, input: query });
      rows = page.ok ? listOf(officeComment).parse(page.value).data.length : Number.NaN;
    }
    return { rows };
  }

  /** Reads an index so many times in one call: the clock stands still in the object, so time is taken outside. */
  async readYearTimes(query: IndexQuery, times: number): Promise<{ rows: number; n: number }> {
    let rows: readonly { n: number }[] = [];
    for (let time = 0; time < times; time++) {
      const read = await this.call("readIndexPage", { principal: { kind: "root" }, input: query });
      rows = read.ok ? (read.value as Page<PublishedIndex>).data : [];
    }
    return { rows: rows.length, n: rows.reduce((sum, row) => sum + row.n, 0) };
  }
}
