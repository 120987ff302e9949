import type { TallyRow } from "../counts/rollup-source.ts";

/** A tally as it is stored, with the sender's id and its source; days since 1970-01-01. */
export type StoredTally = TallyRow & { readonly id: string; readonly source: string };

/** Tallies of one agency. */
export interface TallyStore {
  find(id: string): StoredTally | null;
  /** Id of a tally of the same unit, question, service, channel and source that has a day in common; null if there is none. */
  overlapping(tally: StoredTally): string | null;
  add(tally: StoredTally, receivedMs: number): void;
  /** All with a day in the span, of these units or of all (null), by unit and first day. */
  tallies(units: readonly string[] | null, from: number, to: number): TallyRow[];
}

type Row = {
  id: string;
  unit: string;
  question: string;
  service: string;
  channel: string;
  source: string;
  from_day: number;
  to_day: number;
  counts: string;
};

const columns = "id, unit, question, service, channel, source, from_day, to_day, counts";

/** No service is stored as an empty text, so that it can be part of a key. */
function toTally({ service, from_day, to_day, counts, ...row }: Row): StoredTally {
  return {
    ...row,
    service: service === "" ? null : service,
    from: from_day,
    to: to_day,
    counts: JSON.parse(counts) as number[],
  };
}

/** The store on one agency's SQLite. */
export function tallyStore(sql: SqlStorage): TallyStore {
  return {
    find(id) {
      const [row] = sql.exec<Row>(`SELECT ${columns} FROM tally WHERE id = ?`, id);
      return row ? toTally(row) : null;
    },
    overlapping({ unit, question, service, channel, source, from, to }) {
      // Spans of one place never overlap: only the last that begins before the end can reach in.
      const [row] = sql.exec<{ id: string; to_day: number }>(
        `SELECT id, to_day FROM tally
         WHERE unit = ? AND question = ? AND service = ? AND channel = ? AND source = ? AND from_day <= ?
         ORDER BY from_day DESC LIMIT 1`,
        ...[unit, question, service ?? "", channel, source, to],
      );
      return row && row.to_day >= from ? row.id : null;
    },
    add({ id, unit, question, service, channel, source, from, to, counts }, receivedMs) {
      const values = [id, unit, question, service ?? "", channel, source, from, to, JSON.stringify(counts), receivedMs];
      sql.exec(`INSERT INTO tally (${columns}, received_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, ...values);
    },
    tallies: (units, from, to) =>
      sql
        .exec<Row>(
          `SELECT ${columns} FROM tally
           WHERE from_day <= ?1 AND to_day >= ?2 AND (?3 IS NULL OR unit IN (SELECT value FROM json_each(?3)))
           ORDER BY unit, from_day, id`,
          ...[to, from, units && JSON.stringify(units)],
        )
        .toArray()
        .map(toTally),
  };
}
