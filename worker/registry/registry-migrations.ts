import type { Migration } from "../runtime/apply-migrations.ts";

/** Schema of the registry's storage. Append only: a step that has shipped is never edited or reordered. */
export const registryMigrations: readonly Migration[] = [
  {
    id: 1,
    sql: `
      CREATE TABLE known_agency (code TEXT PRIMARY KEY, added_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE heartbeat (only INTEGER PRIMARY KEY CHECK (only = 1), beaten_ms INTEGER NOT NULL) STRICT;
    `,
  },
];
