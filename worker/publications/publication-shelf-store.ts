import type { Day } from "../../shared/calendar/day.ts";
import type { Transactions } from "../indices/transactions.ts";
import type { PublicationFacts } from "./publication-ledger.ts";
import type { Verdict } from "./suppress.ts";

/** A row as a version lists it: the newest that was shown or retracted by then, else the verdict that withheld it. */
export type ShelfRow = {
  readonly facet: string;
  readonly node: string;
  readonly verdict: Verdict;
  readonly tally: readonly number[];
  readonly from: Day;
  readonly to: Day;
  /** Version that showed the row as it stands, and the one before it that showed the same days otherwise. */
  readonly version: number;
  readonly publishedMs: number;
  readonly before: { readonly version: number; readonly publishedMs: number; readonly tally: readonly number[] } | null;
  /** Of the same days; null where none were reported. */
  readonly volume: Transactions | null;
};

/** Which rows of a version are read, those from `offset` on; null lets every period or value through. */
export type ShelfQuery = {
  readonly version: number;
  readonly nodes: readonly string[];
  readonly families: readonly string[];
  readonly facet: string | null;
  readonly period: string | null;
  readonly offset: number;
  readonly limit: number;
};

/** Publications as readers see them; reading never touches the rollups. */
export interface PublicationShelf {
  /** At most `limit` publications before a version, or the newest, newest first. */
  publicationsBefore(version: number | null, limit: number): PublicationFacts[];
  publication(version: number): PublicationFacts | null;
  /** By unit, time and value. */
  shelfRows(query: ShelfQuery): ShelfRow[];
}

type Row = {
  facet: string;
  node: string;
  verdict: Verdict;
  tally: string;
  from_day: number;
  to_day: number;
  version: number;
  published_ms: number;
  before: string | null;
  volume: string | null;
};

const factColumns = `version, day, published_ms AS publishedMs, "rows", restated, withheld`;

const rowsSql = `
  WITH listed AS (
    SELECT p.row, p.facet, p.node, coalesce(
      (SELECT max(version) FROM publication_record
        WHERE row = p.row AND version <= ?1 AND (verdict = 'shown' OR verdict LIKE 'retracted-%')),
      (SELECT max(version) FROM publication_record WHERE row = p.row AND version <= ?1)) AS version
    FROM publication_row AS p
    WHERE p.family IN (SELECT value FROM json_each(?2)) AND p.node IN (SELECT value FROM json_each(?3))
      AND (?4 IS NULL OR p.facet = ?4) AND (?5 IS NULL OR p.period = ?5))
  SELECT l.facet, l.node, r.verdict, r.tally, r.from_day, r.to_day, r.version, f.published_ms,
    (SELECT json_array(e.version, b.published_ms, json(e.tally)) FROM publication_record AS e
      JOIN publication AS b ON b.version = e.version
      WHERE e.row = l.row AND e.version < r.version AND e.verdict = 'shown' AND e.to_day = r.to_day
        AND e.tally <> r.tally ORDER BY e.version DESC LIMIT 1) AS before,
    (SELECT json_array(transactions, asked_days, reported_days) FROM publication_volume AS v
      WHERE v.row = l.row AND v.version <= ?1 AND coalesce(v.to_day, r.to_day) = r.to_day
      ORDER BY v.version DESC LIMIT 1) AS volume
  FROM listed AS l JOIN publication_record AS r ON r.row = l.row AND r.version = l.version
    JOIN publication AS f ON f.version = r.version
  ORDER BY l.node, r.from_day, r.to_day, l.facet LIMIT ?6 OFFSET ?7`;

/** What is read, on an agency's storage. */
export function publicationShelfStore(sql: SqlStorage): PublicationShelf {
  return {
    publicationsBefore: (version, limit) =>
      sql
        .exec<PublicationFacts>(
          `SELECT ${factColumns} FROM publication WHERE ?1 IS NULL OR version < ?1 ORDER BY version DESC LIMIT ?2`,
          ...[version, limit],
        )
        .toArray(),
    publication(version) {
      const [row] = sql.exec<PublicationFacts>(`SELECT ${factColumns} FROM publication WHERE version = ?`, version);
      return row ?? null;
    },
    shelfRows: ({ version, families, nodes, facet, period, limit, offset }) =>
      sql
        .exec<Row>(rowsSql, version, JSON.stringify(families), JSON.stringify(nodes), facet, period, limit, offset)
        .toArray()
        .map(toShelfRow),
  };
}

function toShelfRow({ from_day, to_day, published_ms, tally, before, volume, ...row }: Row): ShelfRow {
  const [version, publishedMs, earlier] = before === null ? [] : (JSON.parse(before) as [number, number, number[]]);
  return {
    ...row,
    from: from_day,
    to: to_day,
    publishedMs: published_ms,
    tally: JSON.parse(tally) as number[],
    before: version && publishedMs !== undefined && earlier ? { version, publishedMs, tally: earlier } : null,
    volume: volume === null ? null : toTransactions(JSON.parse(volume) as [number, number, number]),
  };
}

/** Of no days where what had been reported was taken back. */
function toTransactions([transactions, asked, reported]: readonly [number, number, number]): Transactions | null {
  return asked === 0 ? null : { transactions, days: { asked, reported } };
}
