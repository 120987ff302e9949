import type { ReceivedRange } from "./sequence-gaps.ts";

/** A sequence number of a device, and the feedback that has it. */
export type NumberedFeedback = { readonly sequence: number; readonly id: string };

/** What tells whether a rating was signed. `sequence` is null if it came without one, or with another feedback's. */
export type SignedRating = Pick<NumberedFeedback, "id"> & {
  readonly touchpoint: string;
  readonly sequence: number | null;
  readonly receivedMs: number;
};

/** Which sequence numbers of which device arrived, and for which feedback. */
export interface SequenceStore {
  /** Feedback that has these numbers, by number. */
  holdersOf(device: string, numbers: readonly number[]): Map<number, string>;
  /** Adds numbers that no feedback has. */
  add(device: string, numbered: readonly NumberedFeedback[]): void;
  /** Whether a rating has its number from a device that is or was at its touchpoint; without one, whether it came after such a device. */
  hasSigned(rating: SignedRating): boolean;
  /** All numbers of a device that arrived, as ranges in order. */
  ranges(device: string): ReceivedRange[];
  /** Ranges that touch or overlap the numbers from the first to the last. */
  rangesNear(device: string, first: number, last: number): ReceivedRange[];
  removeRange(device: string, first: number): void;
  putRange(device: string, range: ReceivedRange): void;
}

const holdersSql = `
  SELECT sequence, lower(hex(feedback)) AS holder FROM device_number
  WHERE device = ? AND sequence IN (SELECT value FROM json_each(?))`;

const addSql = `
  INSERT OR IGNORE INTO device_number (device, sequence, feedback)
  SELECT ?1, value ->> 0, unhex(value ->> 1) FROM json_each(?2)`;

const signedSql = `
  SELECT EXISTS (
    SELECT 1 FROM device_place AS place JOIN device ON device.id = place.device
    WHERE place.touchpoint = ?1 AND (
      (?2 IS NULL AND device.first_enrolled_ms <= ?4)
      OR EXISTS (SELECT 1 FROM device_number AS n WHERE n.device = device.id AND n.sequence = ?2 AND n.feedback = unhex(?3))
    )
  ) AS signed`;

const select = "SELECT first, last, first_ms AS firstMs, last_ms AS lastMs FROM device_range WHERE device = ?1";

// Of the ranges that begin earlier, only the last can reach the first number.
const nearSql = `${select} AND first <= ?3 + 1
  AND first >= coalesce((SELECT max(first) FROM device_range WHERE device = ?1 AND first < ?2), 0) ORDER BY first`;

/** The store on one agency's SQLite. */
export function sequenceStore(sql: SqlStorage): SequenceStore {
  return {
    holdersOf(device, numbers) {
      const rows = sql.exec<{ sequence: number; holder: string }>(holdersSql, device, JSON.stringify(numbers));
      return new Map(rows.toArray().map(({ sequence, holder }) => [sequence, fromHex(holder)]));
    },
    add(device, numbered) {
      if (numbered.length === 0) return;
      const rows = numbered.map(({ sequence, id }) => [sequence, id.replaceAll("-", "")]);
      sql.exec(addSql, device, JSON.stringify(rows));
    },
    hasSigned({ id, touchpoint, sequence, receivedMs }) {
      const values = [touchpoint, sequence, id.replaceAll("-", ""), receivedMs];
      return sql.exec<{ signed: number }>(signedSql, ...values).one().signed === 1;
    },
    ranges: (device) => sql.exec<ReceivedRange>(`${select} ORDER BY first`, device).toArray(),
    rangesNear: (device, first, last) => sql.exec<ReceivedRange>(nearSql, device, first, last).toArray(),
    removeRange(device, first) {
      sql.exec("DELETE FROM device_range WHERE device = ? AND first = ?", device, first);
    },
    putRange(device, { first, last, firstMs, lastMs }) {
      const statement =
        "INSERT OR REPLACE INTO device_range (device, first, last, first_ms, last_ms) VALUES (?, ?, ?, ?, ?)";
      sql.exec(statement, device, first, last, firstMs, lastMs);
    },
  };
}

function fromHex(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
