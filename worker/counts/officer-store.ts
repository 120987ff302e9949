import { longestShiftMs } from "../../shared/contract/shift.ts";
import type { TallyChange } from "../feedback/tally-change.ts";
import {
  applyTo,
  checkRollup,
  countColumns,
  groupSql,
  readFrom,
  refillRollup,
  type RollupStore,
  rollupTable,
} from "./rollup-store.ts";
import { answered } from "./rollup-rows.ts";

/** A shift with its ends as milliseconds since 1970-01-01: from, up to without, to. */
export type StoredShift = {
  readonly touchpoint: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly officer: string;
};

/** Days, both inclusive, of touchpoints to be counted anew; nothing of them was said before `sinceMs`. */
export type Recount = {
  readonly touchpoints: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly sinceMs: number;
};

/**
 * Shifts of officers at counters, and counts by officer, of those on shift alone. Who has no shifts pays nothing for it: where nobody
 * ever had one, nothing is compared with a recount.
 */
export interface OfficerStore extends Omit<RollupStore, "daily"> {
  /** Shifts at a touchpoint that have an instant between two, by their beginning. */
  touching(touchpoint: string, fromMs: number, toMs: number): StoredShift[];
  /** At most `limit` shifts after one, by touchpoint and beginning. */
  shiftsAfter(after: Pick<StoredShift, "touchpoint" | "fromMs"> | null, limit: number): StoredShift[];
  put(shift: StoredShift): void;
  remove(shift: Pick<StoredShift, "touchpoint" | "fromMs">): void;
  /** Counts feedback of touchpoints and days anew, by the shifts as they are now. */
  recount(recount: Recount): void;
}

type OfficerChange = TallyChange & { readonly officer: string };

const key = ["day", "question", "officer", "unit", "service", "channel", "touchpoint", "standing"] as const;
const byOfficer = rollupTable<OfficerChange>("officer", key);

/** SQL that joins a feedback (`f`) with the shift (`s`) in which it was said. */
export const duringShift: string = `s.touchpoint = f.touchpoint AND s.from_ms > f.corrected_ms - ${longestShiftMs}
    AND s.from_ms <= f.corrected_ms AND s.to_ms > f.corrected_ms`;

// A corrected time lies at most 5 minutes after its receipt.
const aheadMs = 5 * 60 * 1000;

/** The store on an agency's storage. */
export function officerStore(sql: SqlStorage): OfficerStore {
  return {
    apply(changes) {
      const atCounters = changes.filter(({ channel }) => channel === "counter");
      if (atCounters.length > 0) applyTo(sql, byOfficer, onShift(sql, atCounters));
    },
    read: (query) => readFrom(sql, byOfficer, query),
    ...shiftTable(sql),
    recount({ touchpoints, from, to, sinceMs }) {
      const list = JSON.stringify(touchpoints);
      const inList = "touchpoint IN (SELECT value FROM json_each(?))";
      sql.exec(`DELETE FROM rollup_officer WHERE day BETWEEN ? AND ? AND ${inList}`, from, to, list);
      const first = changeSince(sql, sinceMs - aheadMs);
      if (first === null) return;
      sql.exec(countSql(`f.change >= ? AND f.day BETWEEN ? AND ? AND f.${inList}`), first, from, to, list);
    },
    rebuild() {
      refillRollup(sql, byOfficer, countedSql("true"));
    },
    verify() {
      const { used } = sql
        .exec<{ used: number }>("SELECT EXISTS (SELECT 1 FROM shift) OR EXISTS (SELECT 1 FROM rollup_officer) AS used")
        .one();
      return used === 0 ? [] : [checkRollup(sql, byOfficer, countedSql("true"))];
    },
  };
}

const shiftColumns = "touchpoint, from_ms AS fromMs, to_ms AS toMs, officer";

function shiftTable(sql: SqlStorage): Pick<OfficerStore, "touching" | "shiftsAfter" | "put" | "remove"> {
  const shiftsWhere = (where: string, ...values: SqlStorageValue[]): StoredShift[] =>
    sql.exec<StoredShift>(`SELECT ${shiftColumns} FROM shift WHERE ${where}`, ...values).toArray();
  return {
    touching: (touchpoint, fromMs, toMs) =>
      shiftsWhere(
        "touchpoint = ? AND from_ms > ? AND from_ms < ? AND to_ms > ? ORDER BY from_ms",
        ...[touchpoint, fromMs - longestShiftMs, toMs, fromMs],
      ),
    shiftsAfter: (after, limit) =>
      shiftsWhere(
        "?1 IS NULL OR (touchpoint, from_ms) > (?1, ?2) ORDER BY touchpoint, from_ms LIMIT ?3",
        ...[after?.touchpoint ?? null, after?.fromMs ?? null, limit],
      ),
    put({ touchpoint, fromMs, toMs, officer }) {
      const statement = "INSERT OR REPLACE INTO shift (touchpoint, from_ms, to_ms, officer) VALUES (?, ?, ?, ?)";
      sql.exec(statement, touchpoint, fromMs, toMs, officer);
    },
    remove({ touchpoint, fromMs }) {
      sql.exec("DELETE FROM shift WHERE touchpoint = ? AND from_ms = ?", touchpoint, fromMs);
    },
  };
}

/** Changes said during a shift, each with its officer. */
function onShift(sql: SqlStorage, changes: readonly TallyChange[]): OfficerChange[] {
  const cursor = sql.exec<{ place: number; officer: string }>(
    `SELECT said.key AS place, s.officer FROM json_each(?) AS said CROSS JOIN shift AS s
     ON s.touchpoint = said.value ->> 0 AND s.from_ms > (said.value ->> 1) - ? AND s.from_ms <= said.value ->> 1
     AND s.to_ms > said.value ->> 1`,
    JSON.stringify(changes.map(({ touchpoint, correctedMs }) => [touchpoint, correctedMs])),
    longestShiftMs,
  );
  return cursor.toArray().flatMap(({ place, officer }) => {
    const change = changes[place];
    return change ? [{ ...change, officer }] : [];
  });
}

/** The first change made at that time or later; null where there is none. Changes are numbered in the order of time. */
export function changeSince(sql: SqlStorage, ms: number): number | null {
  const firstFrom = "SELECT change, changed_ms FROM feedback WHERE change >= ? ORDER BY change LIMIT 1";
  const at = (change: number): { change: number; changed_ms: number } | undefined =>
    sql.exec<{ change: number; changed_ms: number }>(firstFrom, change).toArray()[0];
  let low = 0;
  let high = sql.exec<{ n: number }>("SELECT coalesce(max(change), 0) + 1 AS n FROM feedback").one().n;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = at(middle);
    if (row !== undefined && row.changed_ms < ms) low = row.change + 1;
    else high = middle;
  }
  return at(low)?.change ?? null;
}

/** All counts by officer, from feedback (`f`) and shifts alone. */
function countedSql(where: string): string {
  const said = `
    SELECT f.day, s.officer, f.unit, f.service, f.channel, f.touchpoint, f.standing, f.level, f.answers
    FROM feedback AS f CROSS JOIN shift AS s ON ${duringShift}
    WHERE f.channel = 'counter' AND ${where}`;
  return groupSql(
    byOfficer,
    `WITH said AS MATERIALIZED (${said})
      SELECT day, 'overall' AS question, officer, unit, service, channel, touchpoint, standing, level
      FROM said WHERE level IS NOT NULL
      UNION ALL
      SELECT day, ${answered.question}, officer, unit, service, channel, touchpoint, standing, ${answered.level}
      FROM said, json_each(said.answers) AS a WHERE said.answers IS NOT NULL`,
  );
}

function countSql(where: string): string {
  const columns = [...byOfficer.key, ...countColumns(byOfficer)].join(", ");
  return `INSERT INTO rollup_officer (${columns}) ${countedSql(where)}`;
}
