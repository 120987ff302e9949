import type { Day } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";
import type { Transactions } from "../indices/gather-transactions.ts";
import type { Quarter, Verdict } from "./quarter.ts";

/** A publication: the agency's last day that it counts, when it was made, and how many rows it lists. */
export type PublicationFacts = {
  readonly version: number;
  readonly day: Day;
  readonly publishedMs: number;
  readonly rows: number;
  readonly restated: number;
  readonly withheld: number;
};

/** By what a row is told apart besides node and period; `none` for exact rows. */
export type RowFamily = "none" | "service" | "channel" | "question";

/** A row as a version lists it. */
export type StoredRow = {
  readonly period: string;
  readonly family: RowFamily;
  /** The service, channel or question; "" for none. */
  readonly value: string;
  readonly node: string;
  readonly above: string | null;
  readonly from: Day;
  readonly to: Day;
  /** `gone`: the version lists it no longer. */
  readonly verdict: Verdict | "gone";
  /** Of a withheld row zeros, as many as its scale has levels. */
  readonly tally: readonly number[];
  /** Quarters that a half-year or year is the sum of; null for other rows. */
  readonly quarters: readonly string[] | null;
  /** To which multiple n is rounded; null for exact rows. */
  readonly roundedTo: number | null;
  readonly volume: Transactions | null;
  /** The version that showed the figure as it stands, and what an earlier one showed instead. */
  readonly since: number;
  readonly before: { readonly version: number; readonly tally: readonly number[] } | null;
};

/** A row with the times of the versions that it names. */
export type DatedRow = StoredRow & { readonly sinceMs: number; readonly beforeMs: number };

/** Which rows of a version are read; null lets everything through. */
export type RowQuery = {
  readonly version: number;
  readonly families: readonly RowFamily[];
  readonly value: string | null;
  readonly node: string | null;
  readonly above: string | null;
  /** Rows of this period alone, or of every period inside these days. */
  readonly period: string | null;
  readonly within: Period | null;
  readonly offset: number;
  readonly limit: number;
};

/** Publications, what they are made from, and what was begun and not finished. */
export interface PublicationStore {
  /** At most `limit` publications before a version, or the newest, newest first. */
  publicationsBefore(version: number | null, limit: number): PublicationFacts[];
  publication(version: number): PublicationFacts | null;
  /** By node, time and value. */
  rows(query: RowQuery): DatedRow[];
  /** Every row of a period as the versions before this one left it. */
  rowsBefore(version: number, period: string): StoredRow[];
  /** Periods before this version that have rounded rows. */
  roundedBefore(version: number): ReadonlySet<string>;
  /** All that was counted and shown of each quarter. */
  quarters(): Quarter[];
  /** Whether a publication was begun and broke off. */
  isBegun(): boolean;
  /** Begins a version, and clears away what one that broke off has left. */
  begin(version: number): void;
  /** Adds rows to a version that readers don't see yet. */
  writeRows(version: number, rows: readonly StoredRow[]): void;
  /** Counts a version's rows and makes it the latest; to be called in one transaction. */
  finish(made: Pick<PublicationFacts, "version" | "day" | "publishedMs">, quarters: readonly Quarter[]): void;
}

const facts = `version, day, published_ms AS publishedMs, "rows", restated, withheld`;
const columns =
  "period, family, value, node, version, above, from_day, to_day, verdict, tally, quarters, rounded_to, volume, since, before";

/** With `max`, SQLite takes the other columns from the row that has it. */
function newestRows(where: string): string {
  return `SELECT *, max(version) FROM publication_row WHERE ${where} GROUP BY period, family, value, node`;
}

type Columns = {
  period: string;
  family: string;
  value: string;
  node: string;
  above: string | null;
  from_day: number;
  to_day: number;
  verdict: string;
  tally: string;
  quarters: string | null;
  rounded_to: number | null;
  volume: string | null;
  since: number;
  before: string | null;
};

function toRow(row: Columns): StoredRow {
  const { from_day: from, to_day: to, rounded_to: roundedTo, ...same } = row;
  return {
    ...same,
    ...{ from, to, roundedTo },
    family: row.family as RowFamily,
    verdict: row.verdict as StoredRow["verdict"],
    tally: JSON.parse(row.tally) as number[],
    quarters: row.quarters === null ? null : (JSON.parse(row.quarters) as string[]),
    volume: row.volume === null ? null : (JSON.parse(row.volume) as Transactions),
    before: row.before === null ? null : (JSON.parse(row.before) as StoredRow["before"]),
  };
}

function toValues(version: number, row: StoredRow): SqlStorageValue[] {
  const text = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
  const { period, family, value, node, above, from, to, verdict, roundedTo, since } = row;
  const name = [period, family, value, node, version, above, from, to, verdict];
  return [...name, text(row.tally), text(row.quarters), roundedTo, text(row.volume), since, text(row.before)];
}

/** The store on an agency's storage. */
export function publicationStore(sql: SqlStorage): PublicationStore {
  return { ...readers(sql), ...writers(sql) };
}

type Readers = "publicationsBefore" | "publication" | "rows" | "rowsBefore" | "roundedBefore" | "quarters" | "isBegun";

function readers(sql: SqlStorage): Pick<PublicationStore, Readers> {
  return {
    publicationsBefore: (version, limit) =>
      sql
        .exec<PublicationFacts>(
          `SELECT ${facts} FROM publication WHERE ?1 IS NULL OR version < ?1 ORDER BY version DESC LIMIT ?2`,
          ...[version, limit],
        )
        .toArray(),
    publication: (version) =>
      sql.exec<PublicationFacts>(`SELECT ${facts} FROM publication WHERE version = ?`, version).toArray()[0] ?? null,
    rows({ version, families, value, node, above, period, within, offset, limit }) {
      const found = sql.exec<Columns & { sinceMs: number; beforeMs: number | null }>(
        `SELECT r.*, p.published_ms AS sinceMs, b.published_ms AS beforeMs
         FROM (${newestRows(`version <= ?1 AND family IN (SELECT value FROM json_each(?2)) AND (?3 IS NULL OR value = ?3)
           AND (?4 IS NULL OR node = ?4) AND (?5 IS NULL OR period = ?5) AND from_day >= ?6 AND to_day <= ?7`)}) AS r
         JOIN publication AS p ON p.version = r.since LEFT JOIN publication AS b ON b.version = r.before ->> 'version'
         WHERE r.verdict <> 'gone' AND (?8 IS NULL OR r.above = ?8)
         ORDER BY r.node, r.from_day, r.to_day, r.family, r.value LIMIT ?9 OFFSET ?10`,
        ...[version, JSON.stringify(families), value, node, period],
        ...[within?.from ?? Number.MIN_SAFE_INTEGER, within?.to ?? Number.MAX_SAFE_INTEGER, above, limit, offset],
      );
      return [...found].map((row) => ({ ...toRow(row), sinceMs: row.sinceMs, beforeMs: row.beforeMs ?? 0 }));
    },
    rowsBefore: (version, period) =>
      [...sql.exec<Columns>(newestRows("version < ? AND period = ?"), version, period)].map(toRow),
    roundedBefore: (version) =>
      new Set(
        [
          ...sql.exec<{ period: string }>(
            "SELECT DISTINCT period FROM publication_row WHERE version < ? AND family <> 'none'",
            version,
          ),
        ].map(({ period }) => period),
      ),
    quarters: () =>
      [...sql.exec<{ state: string }>("SELECT state FROM publication_quarter ORDER BY id")].map(
        ({ state }) => JSON.parse(state) as Quarter,
      ),
    isBegun: () => sql.exec("SELECT version FROM publication_begun").toArray().length > 0,
  };
}

function writers(sql: SqlStorage): Pick<PublicationStore, "begin" | "writeRows" | "finish"> {
  return {
    begin(version) {
      sql.exec("DELETE FROM publication_row WHERE version >= ?", version);
      sql.exec("INSERT OR REPLACE INTO publication_begun (version) VALUES (?)", version);
    },
    writeRows(version, rows) {
      const values = JSON.stringify(rows.map((row) => toValues(version, row)));
      const each = columns.split(",").map((_, place) => `value ->> ${place}`);
      sql.exec(`INSERT INTO publication_row (${columns}) SELECT ${each.join(", ")} FROM json_each(?)`, values);
    },
    finish({ version, day, publishedMs }, quarters) {
      for (const quarter of quarters) {
        sql.exec(
          "INSERT OR REPLACE INTO publication_quarter (id, state) VALUES (?, ?)",
          quarter.id,
          JSON.stringify(quarter),
        );
      }
      sql.exec(
        `INSERT INTO publication (version, day, published_ms, "rows", restated, withheld)
         SELECT ?1, ?2, ?3, count(*), total(since = ?1 AND before IS NOT NULL AND verdict = 'shown'), total(verdict <> 'shown')
         FROM (${newestRows("version <= ?1")}) WHERE verdict <> 'gone'`,
        ...[version, day, publishedMs],
      );
      sql.exec("DELETE FROM publication_begun");
    },
  };
}
