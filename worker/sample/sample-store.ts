import type { SampleProvince } from "../../shared/contract/agency.ts";

/** How far a simulation is: not begun, begun, or done with these figures. */
export type SampleState = "none" | "begun" | SampleProvince;

/** The state of an agency's simulation, and what empties the agency. */
export interface SampleStore {
  state(): SampleState;
  begin(): void;
  finish(made: SampleProvince): void;
  /** Whether the agency has only what it is founded with, and keys. */
  isEmpty(): boolean;
  /** Drops everything. Returns the rows of keys, and when the agency was made, in milliseconds since 1970. */
  dropAll(): { readonly createdMs: number; readonly keys: readonly KeyRow[] };
  restoreKeys(keys: readonly KeyRow[]): void;
}

type KeyRow = Record<string, SqlStorageValue>;

/** Tables of which any row, beyond the number given, shows that somebody has used the agency. */
const used: readonly (readonly [table: string, rows: number])[] = [
  ...([
    ["unit_version", 1],
    ["form_version", 1],
  ] as const),
  ...[
    ...["service", "touchpoint_binding", "feedback", "tally", "volume", "measure"],
    ...["audio", "own_day_off", "deadline_clock", "sealed_recipient", "sealed_contact"],
  ].map((table) => [table, 0] as const),
];

/** The store on one agency's SQLite. */
export function sampleStore(sql: SqlStorage): SampleStore {
  return {
    state() {
      const [row] = sql.exec<{ made: string | null }>("SELECT made FROM sample").toArray();
      if (!row) return "none";
      return row.made === null ? "begun" : (JSON.parse(row.made) as SampleProvince);
    },
    begin: () => void sql.exec("INSERT INTO sample DEFAULT VALUES"),
    finish: (made) => void sql.exec("UPDATE sample SET made = ?", JSON.stringify(made)),
    isEmpty: () =>
      used.every(([table, rows]) => sql.exec(`SELECT 1 FROM ${table} LIMIT ?`, rows + 1).toArray().length <= rows),
    dropAll() {
      const keys = sql.exec<KeyRow>("SELECT * FROM access_key").toArray();
      const { createdMs } = sql.exec<{ createdMs: number }>("SELECT created_ms AS createdMs FROM agency").one();
      for (const { type, name } of storedIn(sql)) sql.exec(`DROP ${type} IF EXISTS "${name}"`);
      return { createdMs, keys };
    },
    restoreKeys(keys) {
      for (const key of keys) {
        const columns = Object.keys(key);
        const places = columns.map(() => "?").join(", ");
        sql.exec(`INSERT INTO access_key (${columns.join(", ")}) VALUES (${places})`, ...Object.values(key));
      }
    },
  };
}

/** All views, and all tables but the runtime's own. Virtual tables come first: they drop their own. */
function storedIn(sql: SqlStorage): { type: string; name: string }[] {
  return sql
    .exec<{ type: string; name: string }>(
      `SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'
         AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' ORDER BY type DESC, rootpage > 0, name`,
    )
    .toArray();
}
