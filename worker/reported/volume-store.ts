import type { VolumeRow } from "../counts/rollup-source.ts";

/** Transaction volumes of one agency. */
export interface VolumeStore {
  /** Volumes of the same unit, service and channel that have a day in common. */
  touching(volume: VolumeRow): VolumeRow[];
  /** Writes a volume; it replaces one of the same unit, service, channel and span. */
  put(volume: VolumeRow, receivedMs: number): void;
  /** All with a day in the span, of these units or of all (null), by unit, service, channel and first day. */
  volumes(units: readonly string[] | null, from: number, to: number): VolumeRow[];
}

type Row = {
  unit: string;
  service: string;
  channel: string;
  from_day: number;
  to_day: number;
  transactions: number;
};

const columns = "unit, service, channel, from_day, to_day, transactions";

/** No service and no channel are stored as empty texts, so that they can be part of a key. */
function toVolume({ unit, service, channel, from_day, to_day, transactions }: Row): VolumeRow {
  return { unit, service: service || null, channel: channel || null, from: from_day, to: to_day, transactions };
}

/** The store on one agency's SQLite. */
export function volumeStore(sql: SqlStorage): VolumeStore {
  return {
    touching({ unit, service, channel, from, to }) {
      // Spans of one place never overlap. Going back from the end, the first one that ends before the span is the last to look at.
      const statement = `SELECT ${columns} FROM volume
        WHERE unit = ? AND service = ? AND channel = ? AND from_day <= ? ORDER BY from_day DESC`;
      const found: VolumeRow[] = [];
      for (const row of sql.exec<Row>(statement, unit, service ?? "", channel ?? "", to)) {
        if (row.to_day < from) break;
        found.push(toVolume(row));
      }
      return found;
    },
    put({ unit, service, channel, from, to, transactions }, receivedMs) {
      const values = [unit, service ?? "", channel ?? "", from, to, transactions, receivedMs];
      sql.exec(`INSERT OR REPLACE INTO volume (${columns}, received_ms) VALUES (?, ?, ?, ?, ?, ?, ?)`, ...values);
    },
    volumes: (units, from, to) =>
      sql
        .exec<Row>(
          `SELECT ${columns} FROM volume
           WHERE from_day <= ?1 AND to_day >= ?2 AND (?3 IS NULL OR unit IN (SELECT value FROM json_each(?3)))
           ORDER BY unit, service, channel, from_day`,
          ...[to, from, units && JSON.stringify(units)],
        )
        .toArray()
        .map(toVolume),
  };
}
