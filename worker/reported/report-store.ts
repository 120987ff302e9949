import { type Day, formatDay, toDay } from "../../shared/calendar/day.ts";
import type { MeasureInputs } from "../../shared/contract/measure.ts";
import type { ReportList, Reports } from "../../shared/contract/report.ts";
import type { Position } from "../lists/cursor.ts";

/** A report in days since 1970-01-01. */
type InDays<Report> = Omit<Report, "from" | "to"> & { readonly from: Day; readonly to: Day };

/** What a unit reported over days since 1970-01-01, both inclusive. */
export type MeasureRow = InDays<{ readonly unit: string }> & { readonly inputs: MeasureInputs };

/** Reports as figures are made from them. */
type Rows = {
  readonly tallies: InDays<Reports["tallies"]>;
  readonly volumes: InDays<Reports["volumes"]>;
  readonly measures: MeasureRow;
};

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
export type ReportFilter = { readonly units: readonly string[] | null; readonly from: Day; readonly to: Day };

/** Where a page of a list begins, and its most rows. */
export type ReportStretch = { readonly after: Position | null; readonly limit: number };

/** Who withdraws a report, and when. */
export type Withdrawal = { readonly withdrawnMs: number; readonly withdrawnBy: string | null };

/** Reports of one agency: valid and withdrawn ones. */
export interface ReportStore {
  /** Valid reports, by unit and what else tells them apart. */
  standing<L extends ReportList>(list: L, stretch: ReportStretch, filter: ReportFilter): StoredReport<L>[];
  /** All valid reports in the same order, as figures are made from them. */
  rows<L extends ReportList>(list: L, filter: ReportFilter): Rows[L][];
  /** Withdrawn reports, in the order of their withdrawal. */
  withdrawn<L extends ReportList>(list: L, stretch: ReportStretch, filter: ReportFilter): StoredReport<L>[];
  /** The valid report of that name; null if there is none. */
  find<L extends ReportList>(list: L, name: Position): StoredReport<L> | null;
  /** The withdrawn reports of that name, oldest first. */
  formerOf<L extends ReportList>(list: L, name: Position): Reports[L][];
  /** Valid reports of the same place that have a day in common. */
  touching<L extends ReportList>(list: L, report: Reports[L]): Reports[L][];
  /** Writes a report; it replaces one of the same name. */
  put<L extends ReportList>(list: L, report: Reports[L], receivedMs: number): void;
  /** Withdraws a valid report: it is counted no more, and stays in the list of withdrawn ones. */
  withdraw(list: ReportList, name: Position, withdrawal: Withdrawal): void;
}

type Field = keyof Rows["tallies"] | keyof Rows["volumes"] | keyof Rows["measures"];

/** A table; the fields of its rows; those that order its list (no two rows have the same), name a report and tell its place. */
type Shelf<L extends ReportList> = {
  readonly table: string;
  readonly fields: readonly Field[];
  readonly order: readonly Field[];
  readonly name: readonly Field[];
  /** Spans of one place never overlap. */
  readonly place: readonly Field[];
  readonly toReport: (row: Rows[L]) => Reports[L];
  readonly toRow: (report: Reports[L]) => Rows[L];
};

const shelves: { readonly [L in ReportList]: Shelf<L> } = {
  tallies: {
    table: "tally",
    fields: ["id", "unit", "question", "service", "channel", "from", "to", "counts", "source"],
    order: ["unit", "from", "id"],
    name: ["id"],
    place: ["unit", "question", "service", "channel", "source"],
    toReport: (tally) => ({ ...tally, from: formatDay(tally.from), to: formatDay(tally.to) }),
    toRow: (tally) => ({ ...tally, from: toDay(tally.from), to: toDay(tally.to) }),
  },
  volumes: {
    table: "volume",
    fields: ["unit", "service", "channel", "from", "to", "transactions"],
    order: ["unit", "service", "channel", "from", "to"],
    name: ["unit", "service", "channel", "from", "to"],
    place: ["unit", "service", "channel"],
    toReport: (volume) => ({ ...volume, from: formatDay(volume.from), to: formatDay(volume.to) }),
    toRow: (volume) => ({ ...volume, from: toDay(volume.from), to: toDay(volume.to) }),
  },
  measures: {
    table: "measure",
    fields: ["unit", "from", "to", "inputs"],
    order: ["unit", "from", "to"],
    name: ["unit", "from", "to"],
    place: ["unit"],
    toReport: ({ unit, from, to, inputs }) => ({ unit, from: formatDay(from), to: formatDay(to), ...inputs }),
    toRow: ({ unit, from, to, ...inputs }) => ({ unit, from: toDay(from), to: toDay(to), inputs }),
  },
};

function columnOf(field: Field): string {
  return field === "from" || field === "to" ? `${field}_day` : field;
}

/** How a field is read where its column has no JSON value. */
const readAs: Partial<Record<Field, string>> = {
  ...{ service: "nullif(service, '')", channel: "nullif(channel, '')" },
  ...{ counts: "json(counts)", inputs: "json(inputs)" },
};

/** No service and no channel are stored as empty texts, so that they can be part of a key. */
function stored(value: unknown): string | number {
  if (typeof value === "string" || typeof value === "number") return value;
  return value === null ? "" : JSON.stringify(value);
}

function valuesOf(row: Readonly<Partial<Record<Field, unknown>>>, fields: readonly Field[]): (string | number)[] {
  return fields.map((field) => stored(row[field]));
}

function named(fields: readonly Field[]): string {
  return fields.map((field) => `${columnOf(field)} = ?`).join(" AND ");
}

/** The store on one agency's SQLite. */
export function reportStore(sql: SqlStorage): ReportStore {
  return { ...listedReports(sql), ...placedReports(sql), ...withdrawnReports(sql) };
}

type Clause = readonly [clause: string, ...values: readonly (string | number | null)[]];

/** Valid reports, as rows; the clause says which and in which order. */
function* read<L extends ReportList>(
  sql: SqlStorage,
  list: L,
  [clause, ...values]: Clause,
): Generator<{ readonly row: Rows[L]; readonly receivedMs: number }> {
  const { table, fields } = shelves[list];
  const json = fields.map((field) => `'${field}', ${readAs[field] ?? columnOf(field)}`).join();
  const statement = `SELECT json_object(${json}) AS row, received_ms AS receivedMs FROM ${table} ${clause}`;
  for (const { row, receivedMs } of sql.exec<{ row: string; receivedMs: number }>(statement, ...values)) {
    yield { row: JSON.parse(row) as Rows[L], receivedMs };
  }
}

const within = "from_day <= ? AND to_day >= ? AND (? IS NULL OR unit IN (SELECT value FROM json_each(?)))";

function filterValues({ units, from, to }: ReportFilter): (string | number | null)[] {
  const list = units && JSON.stringify(units);
  return [to, from, list, list];
}

function listedReports(sql: SqlStorage): Pick<ReportStore, "standing" | "rows" | "find"> {
  const found = <L extends ReportList>(list: L, clause: Clause): StoredReport<L>[] => {
    const { order, toReport } = shelves[list];
    return [...read(sql, list, clause)].map(({ row, receivedMs }) => {
      const position = valuesOf(row, order);
      return { report: toReport(row), position, receivedMs, withdrawnMs: null, withdrawnBy: null };
    });
  };
  return {
    standing(list, { after, limit }, filter) {
      const order = shelves[list].order.map(columnOf).join();
      const behind = after === null ? "" : `AND (${order}) > (${after.map(() => "?").join()})`;
      const clause = `WHERE ${within} ${behind} ORDER BY ${order} LIMIT ?`;
      return found(list, [clause, ...filterValues(filter), ...(after ?? []), limit]);
    },
    rows(list, filter) {
      const clause = `WHERE ${within} ORDER BY ${shelves[list].order.map(columnOf).join()}`;
      return [...read(sql, list, [clause, ...filterValues(filter)])].map(({ row }) => row);
    },
    find: (list, name) => found(list, [`WHERE ${named(shelves[list].name)}`, ...name])[0] ?? null,
  };
}

function placedReports(sql: SqlStorage): Pick<ReportStore, "touching" | "put"> {
  return {
    touching<L extends ReportList>(list: L, report: Reports[L]) {
      const { place, toReport, toRow } = shelves[list];
      const { from, to, ...at } = toRow(report);
      const clause = `WHERE ${named(place)} AND from_day <= ? ORDER BY from_day DESC`;
      const found: Reports[L][] = [];
      // Going back from the end, the first span that ends before this one is the last to look at.
      for (const { row } of read(sql, list, [clause, ...valuesOf(at, place), to])) {
        if (row.to < from) break;
        found.push(toReport(row));
      }
      return found;
    },
    put(list, report, receivedMs) {
      const { table, fields, toRow } = shelves[list];
      const places = fields.map(() => "?").join();
      const statement = `INSERT OR REPLACE INTO ${table} (${fields.map(columnOf).join()}, received_ms) VALUES (${places}, ?)`;
      sql.exec(statement, ...valuesOf(toRow(report), fields), receivedMs);
    },
  };
}

type WithdrawnRow = Omit<StoredReport<never>, "position" | "report"> & {
  readonly number: number;
  readonly report: string;
};

function withdrawnReports(sql: SqlStorage): Pick<ReportStore, "withdrawn" | "formerOf" | "withdraw"> {
  return {
    withdrawn: <L extends ReportList>(list: L, { after, limit }: ReportStretch, filter: ReportFilter) =>
      sql
        .exec<WithdrawnRow>(
          `SELECT number, report, received_ms AS receivedMs, withdrawn_ms AS withdrawnMs, withdrawn_by AS withdrawnBy
           FROM withdrawal WHERE list = ? AND number > ? AND ${within} ORDER BY number LIMIT ?`,
          ...[list, after?.[0] ?? 0, ...filterValues(filter), limit],
        )
        .toArray()
        .map(({ number, report, ...kept }) => {
          return { report: JSON.parse(report) as Reports[L], position: [number], ...kept };
        }),
    formerOf: <L extends ReportList>(list: L, name: Position) =>
      sql
        .exec<{ report: string }>(
          "SELECT report FROM withdrawal WHERE list = ? AND name = ? ORDER BY number",
          ...[list, JSON.stringify(name)],
        )
        .toArray()
        .map(({ report }) => JSON.parse(report) as Reports[L]),
    withdraw<L extends ReportList>(list: L, name: Position, { withdrawnMs, withdrawnBy }: Withdrawal) {
      const { table, name: fields, toReport } = shelves[list];
      for (const { row, receivedMs } of [...read(sql, list, [`WHERE ${named(fields)}`, ...name])]) {
        sql.exec(`DELETE FROM ${table} WHERE ${named(fields)}`, ...name);
        sql.exec(
          `INSERT INTO withdrawal (list, name, unit, from_day, to_day, report, received_ms, withdrawn_ms, withdrawn_by)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          ...[list, JSON.stringify(name), row.unit, row.from, row.to, JSON.stringify(toReport(row))],
          ...[receivedMs, withdrawnMs, withdrawnBy],
        );
      }
    },
  };
}
