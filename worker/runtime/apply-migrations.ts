/** One numbered step of a schema: append-only, never edited or reordered. */
export type Migration = { readonly id: number; readonly sql: string };

const book = `CREATE TABLE IF NOT EXISTS schema_migration (id INTEGER PRIMARY KEY, sql TEXT NOT NULL) STRICT`;

/**
 * Brings the storage to the newest schema. Each step runs in its own transaction, which also stores its id and text.
 * Throws where an applied step differs from the list, so that the object does not start.
 */
export function applyMigrations(storage: DurableObjectStorage, migrations: readonly Migration[]): void {
  storage.sql.exec(book);
  const applied = storage.sql.exec<Migration>("SELECT id, sql FROM schema_migration ORDER BY id").toArray();
  for (const [place, step] of applied.entries()) {
    const listed = migrations[place];
    if (listed?.id !== step.id || listed.sql !== step.sql) {
      throw new Error(`schema step ${step.id} on disk differs from the one in the code`);
    }
  }
  for (const step of migrations.slice(applied.length)) {
    storage.transactionSync(() => {
      storage.sql.exec(step.sql);
      storage.sql.exec("INSERT INTO schema_migration (id, sql) VALUES (?, ?)", step.id, step.sql);
    });
  }
}

/** Drops all views, and all tables but the runtime's own. Virtual tables come first: they drop their own. */
export function dropAll(sql: SqlStorage): void {
  const stored = sql
    .exec<{ type: string; name: string }>(
      `SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'
         AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' ORDER BY type DESC, rootpage > 0, name`,
    )
    .toArray();
  for (const { type, name } of stored) sql.exec(`DROP ${type} IF EXISTS "${name}"`);
}
