import type { Day } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";
import type { dimensions, Publication } from "../../shared/contract/publication.ts";
import type { Transactions } from "../indices/transactions.ts";
import type { Quarter, Verdict } from "./quarter.ts";

/** A publication: the agency's last day that it counts, when it was made, and how many rows it lists. */
export type PublicationFacts = Readonly<
  Omit<Publication, "day" | "published_at" | "sample"> & { day: Day; publishedMs: number }
>;

/** A row as a version lists it. */
export type StoredRow = Period & {
  readonly period: string;
  /** `none` for exact rows. */
  readonly family: "none" | (typeof dimensions)[number];
  /** The service, channel or question; "" for none. */
  readonly value: string;
  /** See `unitPlaces`, and the node above it. */
  readonly node: string;
  readonly above: string | null;
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

/** A row with the times of `since` and `before`. */
export type DatedRow = StoredRow & { readonly sinceMs: number; readonly beforeMs: number | null };

/** Which rows of a version are read; null lets everything through. `within` holds the row's period. */
export type RowQuery = { readonly [Filter in "value" | "node" | "above" | "period"]: string | null } & {
  readonly version: number;
  readonly families: readonly StoredRow["family"][];
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
  quarters(): Quarter[];
  /** Whether a publication was begun and broke off; `begin` clears away what it has left. */
  isBegun(): boolean;
  begin(version: number): void;
  /** Adds rows to a version that readers don't see yet. */
  writeRows(version: number, rows: readonly StoredRow[]): void;
  /** Counts a version's rows and makes it the latest; to be called in one transaction. */
  finish(made: Pick<PublicationFacts, "version" | "day" | "publishedMs">, quarters: readonly Quarter[]): void;
}

const facts = `version, day, published_ms AS publishedMs, "rows", restated, withheld`;

/** The newest of each row. With `max`, SQLite takes the other columns from the row that has it. */
function newestRows(where: string): string {
  return `SELECT *, max(version) FROM publication_row WHERE ${where} GROUP BY period, family, value, node`;
}

const rowsSql = `
  SELECT json_set(r.row, '$.sinceMs', p.published_ms, '$.beforeMs', b.published_ms) AS row
  FROM (${newestRows(`version <= ?1 AND family IN (SELECT value FROM json_each(?2)) AND (?3 IS NULL OR value = ?3)
    AND (?4 IS NULL OR node = ?4) AND (?5 IS NULL OR period = ?5) AND from_day >= ?6 AND to_day <= ?7`)}) AS r
  JOIN publication AS p ON p.version = r.row ->> 'since'
  LEFT JOIN publication AS b ON b.version = r.row ->> '$.before.version'
  WHERE r.verdict <> 'gone' AND (?8 IS NULL OR r.above = ?8)
  ORDER BY r.node, r.from_day, r.to_day, r.family, r.value LIMIT ?9 OFFSET ?10`;

const writeSql = `
  INSERT INTO publication_row (version, period, family, value, node, above, from_day, to_day, verdict, row)
  SELECT ?1, value ->> 'period', value ->> 'family', value ->> 'value', value ->> 'node', value ->> 'above',
    value ->> 'from', value ->> 'to', value ->> 'verdict', value FROM json_each(?2)`;

const finishSql = `
  INSERT INTO publication (version, day, published_ms, "rows", restated, withheld)
  SELECT ?1, ?2, ?3, count(*), total(row ->> 'since' = ?1 AND row ->> 'before' IS NOT NULL), total(verdict <> 'shown')
  FROM (${newestRows("version <= ?1")}) WHERE verdict <> 'gone'`;

/** The store on an agency's storage. */
export function publicationStore(sql: SqlStorage): PublicationStore {
  const factsWhere = (where: string, ...values: SqlStorageValue[]): PublicationFacts[] =>
    sql.exec<PublicationFacts>(`SELECT ${facts} FROM publication WHERE ${where}`, ...values).toArray();
  const parsed = <T>(query: string, ...values: SqlStorageValue[]): T[] =>
    [...sql.exec<{ row: string }>(query, ...values)].map(({ row }) => JSON.parse(row) as T);
  return {
    publicationsBefore: (version, limit) =>
      factsWhere("?1 IS NULL OR version < ?1 ORDER BY version DESC LIMIT ?2", version, limit),
    publication: (version) => factsWhere("version = ?", version)[0] ?? null,
    rows({ version, families, value, node, period, within, above, limit, offset }) {
      const { from, to } = within ?? { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER };
      const which = [version, JSON.stringify(families), value, node, period, from, to, above];
      return parsed<DatedRow>(rowsSql, ...which, limit, offset);
    },
    rowsBefore: (version, period) => parsed<StoredRow>(newestRows("version < ? AND period = ?"), version, period),
    quarters: () => parsed<Quarter>("SELECT state AS row FROM publication_quarter ORDER BY id"),
    isBegun: () => sql.exec("SELECT version FROM publication_begun").toArray().length > 0,
    begin(version) {
      sql.exec("DELETE FROM publication_row WHERE version >= ?", version);
      sql.exec("INSERT OR REPLACE INTO publication_begun (version) VALUES (?)", version);
    },
    writeRows: (version, rows) => void sql.exec(writeSql, version, JSON.stringify(rows)),
    finish({ version, day, publishedMs }, quarters) {
      const kept = "INSERT OR REPLACE INTO publication_quarter (id, state) VALUES (?, ?)";
      for (const quarter of quarters) sql.exec(kept, quarter.id, JSON.stringify(quarter));
      sql.exec(finishSql, version, day, publishedMs);
      sql.exec("DELETE FROM publication_begun");
    },
  };
}
