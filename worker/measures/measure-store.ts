import type { MeasureInputs } from "../../shared/contract/measure.ts";

/** What a unit reported over days since 1970-01-01, both inclusive. */
export type MeasureRow = {
  readonly unit: string;
  readonly from: number;
  readonly to: number;
  readonly inputs: MeasureInputs;
};

/** Measures of one agency. */
export interface MeasureStore {
  /** Measures of the same unit that have a day in common. */
  touching(measure: Pick<MeasureRow, "unit" | "from" | "to">): MeasureRow[];
  /** Writes a measure; it replaces one of the same unit and span. */
  put(measure: MeasureRow, receivedMs: number): void;
  /** All with a day in the span, of these units or of all (null), by unit and first day. */
  measures(units: readonly string[] | null, from: number, to: number): MeasureRow[];
}

type Row = { unit: string; from_day: number; to_day: number; inputs: string };

const columns = "unit, from_day, to_day, inputs";

function toMeasure({ unit, from_day, to_day, inputs }: Row): MeasureRow {
  return { unit, from: from_day, to: to_day, inputs: JSON.parse(inputs) as MeasureInputs };
}

/** The store on one agency's SQLite. */
export function measureStore(sql: SqlStorage): MeasureStore {
  return {
    touching({ unit, from, to }) {
      // Spans of one unit never overlap. Going back from the end, the first one that ends before the span is the last to look at.
      const statement = `SELECT ${columns} FROM measure WHERE unit = ? AND from_day <= ? ORDER BY from_day DESC`;
      const found: MeasureRow[] = [];
      for (const row of sql.exec<Row>(statement, unit, to)) {
        if (row.to_day < from) break;
        found.push(toMeasure(row));
      }
      return found;
    },
    put({ unit, from, to, inputs }, receivedMs) {
      const values = [unit, from, to, JSON.stringify(inputs), receivedMs];
      sql.exec(`INSERT OR REPLACE INTO measure (${columns}, received_ms) VALUES (?, ?, ?, ?, ?)`, ...values);
    },
    measures: (units, from, to) =>
      sql
        .exec<Row>(
          `SELECT ${columns} FROM measure
           WHERE from_day <= ?1 AND to_day >= ?2 AND (?3 IS NULL OR unit IN (SELECT value FROM json_each(?3)))
           ORDER BY unit, from_day`,
          ...[to, from, units && JSON.stringify(units)],
        )
        .toArray()
        .map(toMeasure),
  };
}
