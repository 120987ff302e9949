import type { SampleProvince } from "../../shared/contract/agency.ts";
import { dropAll } from "../runtime/apply-migrations.ts";

/** How far a simulation is: not begun, begun, or done with these figures. */
export type SampleState = "none" | "begun" | SampleProvince;

/** The state of an agency's simulation, and what empties the agency. */
export interface SampleStore {
  state(): SampleState;
  begin(): void;
  finish(made: SampleProvince): void;
  /** Whether the agency has only what it is founded with, keys and members. */
  isEmpty(): boolean;
  /** Drops everything. Returns who may sign in, and when the agency was made, in milliseconds since 1970. */
  dropAll(): { readonly createdMs: number; readonly access: Access };
  restore(access: Access): void;
}

/** Rows of keys, members, sessions and the provider that they sign in by, by table. */
type Access = readonly (readonly [table: string, row: Readonly<Record<string, SqlStorageValue>>])[];

const accessTables = ["access_key", "office_member", "office_session", "sign_in"];

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
      const access = accessTables.flatMap((table) =>
        sql
          .exec(`SELECT * FROM ${table}`)
          .toArray()
          .map((row) => [table, row] as const),
      );
      const { createdMs } = sql.exec<{ createdMs: number }>("SELECT created_ms AS createdMs FROM agency").one();
      dropAll(sql);
      return { createdMs, access };
    },
    restore(access) {
      for (const [table, row] of access) {
        const columns = Object.keys(row);
        const places = columns.map(() => "?").join(", ");
        sql.exec(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${places})`, ...Object.values(row));
      }
    },
  };
}
