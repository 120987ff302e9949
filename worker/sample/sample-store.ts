import type { SampleProvince } from "../../shared/contract/agency.ts";

/** What was made of an agency that holds simulated figures. */
export type SampleState = "none" | "begun" | SampleProvince;

/** How far the simulation of an agency is. */
export interface SampleStore {
  state(): SampleState;
  begin(): void;
  finish(made: SampleProvince): void;
  /** Whether the agency has nothing but what every agency has from the start, and its keys. */
  isEmpty(): boolean;
}

/** Tables of which any row, beyond the number given, shows that somebody has used the agency. */
const used: readonly (readonly [table: string, rows: number])[] = [
  ...([
    ["unit_version", 1],
    ["form_version", 1],
  ] as const),
  ...["service", "touchpoint_binding", "feedback", "tally", "volume", "measure", "publication"].map(
    (table) => [table, 0] as const,
  ),
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
  };
}
