import { formatDay } from "../../shared/calendar/day.ts";
import type { MeasureInputs } from "../../shared/contract/measure.ts";
import type { ReportList, Reports } from "../../shared/contract/report.ts";
import type { Position } from "../lists/cursor.ts";

/** A report as it is stored; `position` is its place in its list. */
export type StoredReport<L extends ReportList> = {
  readonly report: Reports[L];
  readonly position: Position;
  readonly receivedMs: number;
  /** Both null for a valid report; `withdrawnBy` is null for the root key. */
  readonly withdrawnMs: number | null;
  readonly withdrawnBy: string | null;
};

/** Reports with a day in the span, of these units or of all (null). */
export type ReportFilter = { readonly units: readonly string[] | null; readonly from: number; readonly to: number };

/** Where a page of a list begins, and its most rows. */
export type ReportStretch = { readonly after: Position | null; readonly limit: number };

/** Who withdraws a report, and when. */
export type Withdrawal = { readonly withdrawnMs: number; readonly withdrawnBy: string | null };

/** Reports of one agency: valid and withdrawn ones. */
export interface ReportStore {
  /** Valid reports, by unit and what else tells them apart. */
  standing<L extends ReportList>(list: L, stretch: ReportStretch, filter: ReportFilter): StoredReport<L>[];
  /** Withdrawn reports, in the order of their withdrawal. */
  withdrawn<L extends ReportList>(list: L, stretch: ReportStretch, filter: ReportFilter): StoredReport<L>[];
  /** The valid report of that name; null if there is none. */
  find<L extends ReportList>(list: L, name: Position): StoredReport<L> | null;
  /** The withdrawn reports of that name, oldest first. */
  formerOf<L extends ReportList>(list: L, name: Position): Reports[L][];
  /** Withdraws a valid report: it is counted no more, and stays in the list of withdrawn ones. */
  withdraw(list: ReportList, name: Position, withdrawal: Withdrawal): void;
}

/** Columns of all lists; a row has those of its own list. */
type ReportRow = {
  readonly id: string;
  readonly unit: string;
  readonly question: string;
  readonly service: string;
  readonly channel: string;
  readonly source: string;
  readonly from_day: number;
  readonly to_day: number;
  readonly counts: string;
  readonly transactions: number;
  readonly inputs: string;
  readonly received_ms: number;
};

/** A table, the columns that order its list (no two rows have the same) and those that name a report. */
type Shelf<L extends ReportList> = {
  readonly table: string;
  readonly order: readonly (keyof ReportRow)[];
  readonly name: readonly (keyof ReportRow)[];
  readonly toReport: (row: ReportRow) => Reports[L];
};

/** No service and no channel are stored as empty texts. */
const shelves: { readonly [L in ReportList]: Shelf<L> } = {
  tallies: {
    table: "tally",
    order: ["unit", "from_day", "id"],
    name: ["id"],
    toReport: ({ id, unit, question, service, channel, from_day, to_day, counts, source }) => ({
      ...{ id, unit, question, service: service || null, channel },
      ...{ from: formatDay(from_day), to: formatDay(to_day), counts: JSON.parse(counts), source },
    }),
  },
  volumes: {
    table: "volume",
    order: ["unit", "service", "channel", "from_day", "to_day"],
    name: ["unit", "service", "channel", "from_day", "to_day"],
    toReport: ({ unit, service, channel, from_day, to_day, transactions }) => ({
      ...{ unit, service: service || null, channel: channel || null },
      ...{ from: formatDay(from_day), to: formatDay(to_day), transactions },
    }),
  },
  measures: {
    table: "measure",
    order: ["unit", "from_day", "to_day"],
    name: ["unit", "from_day", "to_day"],
    toReport: ({ unit, from_day, to_day, inputs }) => ({
      ...{ unit, from: formatDay(from_day), to: formatDay(to_day) },
      ...(JSON.parse(inputs) as MeasureInputs),
    }),
  },
};

type WithdrawnRow = {
  readonly number: number;
  readonly report: string;
  readonly received_ms: number;
  readonly withdrawn_ms: number;
  readonly withdrawn_by: string | null;
};

/** The store on one agency's SQLite. */
export function reportStore(sql: SqlStorage): ReportStore {
  return { ...standingReports(sql), ...withdrawnReports(sql), withdraw: (...given) => withdraw(sql, ...given) };
}

const within = "from_day <= ? AND to_day >= ? AND (? IS NULL OR unit IN (SELECT value FROM json_each(?)))";

function filterValues({ units, from, to }: ReportFilter): (string | number | null)[] {
  const list = units && JSON.stringify(units);
  return [to, from, list, list];
}

function standingReports(sql: SqlStorage): Pick<ReportStore, "standing" | "find"> {
  return {
    standing<L extends ReportList>(list: L, { after, limit }: ReportStretch, filter: ReportFilter) {
      const { table, order } = shelves[list];
      const behind = after === null ? "" : `AND (${order.join()}) > (${order.map(() => "?").join()})`;
      const statement = `SELECT * FROM ${table} WHERE ${within} ${behind} ORDER BY ${order.join()} LIMIT ?`;
      const rows = sql.exec<ReportRow>(statement, ...filterValues(filter), ...(after ?? []), limit);
      return rows.toArray().map((row) => toStanding(list, row));
    },
    find<L extends ReportList>(list: L, name: Position) {
      const { table, name: columns } = shelves[list];
      const [row] = sql.exec<ReportRow>(`SELECT * FROM ${table} WHERE ${named(columns)}`, ...name);
      return row ? toStanding(list, row) : null;
    },
  };
}

function named(columns: readonly string[]): string {
  return columns.map((column) => `${column} = ?`).join(" AND ");
}

function toStanding<L extends ReportList>(list: L, row: ReportRow): StoredReport<L> {
  const { order, toReport } = shelves[list];
  const position = order.map((column) => row[column]);
  return { report: toReport(row), position, receivedMs: row.received_ms, withdrawnMs: null, withdrawnBy: null };
}

function withdrawnReports(sql: SqlStorage): Pick<ReportStore, "withdrawn" | "formerOf"> {
  return {
    withdrawn<L extends ReportList>(list: L, { after, limit }: ReportStretch, filter: ReportFilter) {
      return sql
        .exec<WithdrawnRow>(
          `SELECT number, report, received_ms, withdrawn_ms, withdrawn_by FROM withdrawal
           WHERE list = ? AND number > ? AND ${within} ORDER BY number LIMIT ?`,
          ...[list, after?.[0] ?? 0, ...filterValues(filter), limit],
        )
        .toArray()
        .map((row) => ({
          report: JSON.parse(row.report) as Reports[L],
          position: [row.number],
          receivedMs: row.received_ms,
          withdrawnMs: row.withdrawn_ms,
          withdrawnBy: row.withdrawn_by,
        }));
    },
    formerOf: <L extends ReportList>(list: L, name: Position) =>
      sql
        .exec<{ report: string }>(
          "SELECT report FROM withdrawal WHERE list = ? AND name = ? ORDER BY number",
          ...[list, JSON.stringify(name)],
        )
        .toArray()
        .map(({ report }) => JSON.parse(report) as Reports[L]),
  };
}

function withdraw(
  sql: SqlStorage,
  ...[list, name, { withdrawnMs, withdrawnBy }]: Parameters<ReportStore["withdraw"]>
): void {
  const { table, name: columns, toReport } = shelves[list];
  const statement = `DELETE FROM ${table} WHERE ${named(columns)} RETURNING *`;
  for (const row of sql.exec<ReportRow>(statement, ...name).toArray()) {
    const { unit, from_day, to_day, received_ms } = row;
    sql.exec(
      `INSERT INTO withdrawal (list, name, unit, from_day, to_day, report, received_ms, withdrawn_ms, withdrawn_by)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[list, JSON.stringify(name), unit, from_day, to_day, JSON.stringify(toReport(row))],
      ...[received_ms, withdrawnMs, withdrawnBy],
    );
  }
}
