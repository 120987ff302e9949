/** Which agencies exist. */
export interface RegistryStore {
  knows(code: string): boolean;
  add(code: string, addedMs: number): void;
  remove(code: string): void;
  /** In order. */
  codes(): string[];
  /** Writes a time and reads it back; whether the same came back. */
  beat(nowMs: number): boolean;
}

/** The store on the registry's SQLite. */
export function registryStore(sql: SqlStorage): RegistryStore {
  return {
    knows: (code) => sql.exec("SELECT 1 FROM known_agency WHERE code = ?", code).toArray().length > 0,
    add: (code, addedMs) => {
      sql.exec("INSERT INTO known_agency (code, added_ms) VALUES (?, ?)", code, addedMs);
    },
    remove: (code) => void sql.exec("DELETE FROM known_agency WHERE code = ?", code),
    codes: () =>
      sql
        .exec<{ code: string }>("SELECT code FROM known_agency ORDER BY code")
        .toArray()
        .map(({ code }) => code),
    beat(nowMs) {
      sql.exec("INSERT OR REPLACE INTO heartbeat (only, beaten_ms) VALUES (1, ?)", nowMs);
      const [row] = sql.exec<{ beaten_ms: number }>("SELECT beaten_ms FROM heartbeat").toArray();
      return row?.beaten_ms === nowMs;
    },
  };
}
