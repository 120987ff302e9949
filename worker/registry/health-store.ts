/** What the nightly check of a database found: `ok`, or what SQLite says is wrong. Time in milliseconds since 1970. */
export type DatabaseCheck = { readonly checkedMs: number; readonly found: string };

/** Whether an agency's own database works. */
export interface HealthStore {
  /** Writes a time and reads it back; whether the same came back. */
  beat(nowMs: number): boolean;
  /** The names of all tables with rows. */
  tables(): string[];
  /** What SQLite says is wrong with a table and its indexes; empty if nothing. Reads all of it. */
  faultsIn(table: string): string[];
  noteCheck(check: DatabaseCheck): void;
  /** The last check; null before the first one. */
  lastCheck(): DatabaseCheck | null;
}

/** The store on an agency's SQLite. */
export function healthStore(sql: SqlStorage): HealthStore {
  return {
    beat(nowMs) {
      sql.exec(
        "INSERT INTO health (only, beaten_ms) VALUES (1, ?) ON CONFLICT (only) DO UPDATE SET beaten_ms = excluded.beaten_ms",
        nowMs,
      );
      return sql.exec<{ beaten_ms: number }>("SELECT beaten_ms FROM health").one().beaten_ms === nowMs;
    },
    tables: () =>
      sql
        .exec<{ name: string }>(
          `SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0
             AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' ORDER BY name`,
        )
        .toArray()
        .map(({ name }) => name),
    faultsIn: (table) =>
      sql
        .exec<{ quick_check: string }>(`PRAGMA quick_check("${table}")`)
        .toArray()
        .map(({ quick_check }) => quick_check)
        .filter((fault) => fault !== "ok"),
    noteCheck({ checkedMs, found }) {
      sql.exec("INSERT INTO health (only, beaten_ms) VALUES (1, 0) ON CONFLICT (only) DO NOTHING");
      sql.exec("UPDATE health SET checked_ms = ?, found = ?", checkedMs, found);
    },
    lastCheck() {
      const [row] = sql
        .exec<{ checkedMs: number; found: string }>(
          "SELECT checked_ms AS checkedMs, found FROM health WHERE checked_ms IS NOT NULL",
        )
        .toArray();
      return row ?? null;
    },
  };
}
