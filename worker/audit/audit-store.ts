import type { Day } from "../../shared/calendar/day.ts";

/** An entry as it is written; `unit` is the unit that it is about, null for the whole agency. */
export type NewAuditEntry = {
  readonly atMs: number;
  /** The agency's calendar day, in days since 1970-01-01. */
  readonly day: Day;
  readonly by: string;
  readonly what: string;
  readonly on: string;
  readonly unit: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly why: string | null;
};

/** An entry as it is read. */
export type StoredAuditEntry = NewAuditEntry & {
  readonly id: number;
  readonly isOfCounter: 0 | 1;
  /** Name of the member or key that did it, also of one that is gone; null for others, and outside the filter's units. */
  readonly byName: string | null;
};

/** An entry as the course of one thing needs it. */
export type EntryOfThing = Pick<NewAuditEntry, "day" | "what" | "after">;

/** Which entries to read; null means any. */
export type AuditFilter = {
  readonly units: readonly string[] | null;
  readonly on: string | null;
  readonly by: string | null;
  /** One kind of change, or the first word of several kinds. */
  readonly what: string | null;
  readonly from: Day | null;
  readonly to: Day | null;
  /**
   * Whether entries are left out that would tell when somebody wrote at a kiosk or counter: by the writer, or of the day of receipt; and
   * those of comments that are gone.
   */
  readonly isForUnit: boolean;
};

/** The audit log. The table refuses to change or delete rows. */
export interface AuditStore {
  add(entry: NewAuditEntry): void;
  /** At most `limit` entries below an id (null: from the newest), newest first. */
  list(filter: AuditFilter, below: number | null, limit: number): StoredAuditEntry[];
  /** Entries on one thing, oldest first. */
  of(thing: string): EntryOfThing[];
}

const listSql = `
  SELECT id, at_ms AS atMs, day, asker AS "by", what, thing AS "on", unit, before, after, why,
    (SELECT name FROM office_member WHERE id = asker AND (?2 IS NULL OR unit IN (SELECT value FROM json_each(?2)))
     UNION ALL
     SELECT name FROM access_key WHERE id = asker AND (?2 IS NULL OR unit IN (SELECT value FROM json_each(?2)))
     LIMIT 1) AS byName,
    what LIKE 'comment.%' AND EXISTS (SELECT 1 FROM comment AS c WHERE c.id = thing
      AND EXISTS (SELECT 1 FROM said_at_counter AS k WHERE k.id = c.feedback)) AS isOfCounter
  FROM audit_entry
  WHERE (?1 IS NULL OR id < ?1) AND (?2 IS NULL OR unit IN (SELECT value FROM json_each(?2)))
    AND (?3 IS NULL OR thing = ?3) AND (?4 IS NULL OR asker = ?4)
    AND (?5 IS NULL OR what = ?5 OR substr(what, 1, length(?5) + 1) = ?5 || '.')
    AND (?6 IS NULL OR day >= ?6) AND (?7 IS NULL OR day <= ?7)
    AND (NOT ?9 OR what NOT LIKE 'comment.%' OR EXISTS (SELECT 1 FROM comment AS c WHERE c.id = thing
      AND ((day > c.received_day AND asker <> 'writer')
        OR NOT EXISTS (SELECT 1 FROM said_at_counter AS k WHERE k.id = c.feedback))))
  ORDER BY id DESC LIMIT ?8`;

/** The store on one agency's SQLite. */
export function auditStore(sql: SqlStorage): AuditStore {
  return {
    add({ atMs, day, by, what, on, unit, before, after, why }) {
      sql.exec(
        `INSERT INTO audit_entry (at_ms, day, asker, what, thing, unit, before, after, why)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[atMs, day, by, what, on, unit, before, after, why],
      );
    },
    list({ units, on, by, what, from, to, isForUnit }, below, limit) {
      const values = [below, units && JSON.stringify(units), on, by, what, from, to, limit, isForUnit ? 1 : 0];
      return sql.exec<StoredAuditEntry>(listSql, ...values).toArray();
    },
    of: (thing) =>
      sql.exec<EntryOfThing>("SELECT day, what, after FROM audit_entry WHERE thing = ? ORDER BY id", thing).toArray(),
  };
}
