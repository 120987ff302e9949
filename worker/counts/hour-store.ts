import { overallQuestion } from "../../shared/levels.ts";
import type { TallyChange } from "../feedback/tally-change.ts";
import { rollupRows } from "./rollup-rows.ts";
import type { RollupQuery, RollupRow, Segment } from "./rollup-source.ts";
import {
  applyTo,
  checkRollup,
  countColumns,
  groupSql,
  refillRollup,
  type RollupStore,
  rollupTable,
} from "./rollup-store.ts";

/**
 * Counts of `overall` by the hour of the agency's clock at which people answered. The day of the week follows from the day. Where
 * summer time ends, an hour comes twice, and both count as one.
 *
 * Feedback that is older than this rollup is counted after the first start, in the order of its ids. Until all of it is counted, the
 * rollup has the feedback up to one id, and changes of later ids wait for their turn.
 */
export interface HourStore extends RollupStore {
  /** Whether all feedback is counted. */
  isWhole(): boolean;
  /** Counts the next older feedback. To be run in a transaction; does nothing once all is counted. */
  countMore(): void;
}

type Timed = TallyChange & { readonly hour: number };

/** `overall` alone has hours. */
const levels = 5;
// The unit is the last column: hours of a whole agency are added up in the order of the table. Sorting them would take four times as long.
const byHour = rollupTable<Timed>("hour", ["day", "hour", "channel", "standing", "unit"], levels);
const counts = countColumns(byHour);
const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** Feedback that is counted in one turn: about 20 ms. */
const usuallyInTurn = 5000;

/**
 * The store on an agency's storage.
 * @param offsetOf how far the agency's zone is ahead of UTC at an instant, both in milliseconds
 * @param inTurn feedback that is counted in one turn
 */
export function hourStore(
  sql: SqlStorage,
  offsetOf: (ms: number) => number,
  inTurn: number = usuallyInTurn,
): HourStore {
  let isWhole = false;
  /** The id in hex up to which feedback is counted; null if all is. */
  const counted = (): string | null => {
    if (isWhole) return null;
    const [row] = sql.exec<{ id: string }>("SELECT lower(hex(feedback)) AS id FROM hour_counting").toArray();
    isWhole = row === undefined;
    return row?.id ?? null;
  };
  const recountSql = (): string => countSql(sql, { offsetOf, after: "", upTo: counted() ?? lastId });
  return {
    apply(changes) {
      const upTo = counted();
      const timed = changes
        .filter(({ question, feedback }) => question === overallQuestion && (upTo === null || hexOf(feedback) <= upTo))
        .map((change) => ({ ...change, hour: hourOf(change.correctedMs, offsetOf) }));
      if (timed.length > 0) applyTo(sql, byHour, timed);
    },
    read: (query) => query.segments.flatMap((segment) => readHours(sql, query, segment)),
    daily: ({ units, from, to }) => rollupRows(sql.exec(dailySql, from, to, JSON.stringify(units), null).raw(), labels),
    verify: () => [checkRollup(sql, byHour, recountSql())],
    rebuild() {
      sql.exec("DELETE FROM hour_counting");
      refillRollup(sql, byHour, countSql(sql, { offsetOf, after: "", upTo: lastId }));
    },
    isWhole: () => counted() === null,
    countMore() {
      const after = counted();
      if (after !== null) countNext(sql, { offsetOf, after, inTurn });
    },
  };
}

type Turn = Omit<Stretch, "upTo"> & { readonly inTurn: number };

const labels = ["unit", "channel", "weekday", "hour"] as const;
const weekday = "(day + 3) % 7 + 1 AS weekday";
const wanted = `FROM ${byHour.table} WHERE day BETWEEN ?1 AND ?2
  AND (?3 IS NULL OR unit IN (SELECT value FROM json_each(?3))) AND (?4 IS NULL OR channel = ?4)`;
const dailySql = `SELECT day, standing, unit, channel, ${weekday}, hour, ${counts.join(", ")} ${wanted}`;

/** Adds up each day first, in the order of the table, so that few rows are left to sort. */
function readHours(sql: SqlStorage, { by, units, channel }: RollupQuery, { bucket, from, to }: Segment): RollupRow[] {
  const grouped = labels.filter((label) => label === "channel" || by.includes(label));
  const key = byHour.key.filter((column) => column !== "unit" || by.includes("unit")).join(", ");
  const names = ["standing", ...grouped].join(", ");
  const sums = counts.map((count) => `sum(${count}) AS ${count}`).join(", ");
  const cursor = sql.exec(
    `SELECT ?5, ${names}, ${sums} FROM (SELECT ${key}, ${weekday}, ${sums} ${wanted} GROUP BY ${key}) GROUP BY ${names}`,
    ...[from, to, units && JSON.stringify(units), channel, bucket],
  );
  return rollupRows(cursor.raw(), grouped);
}

function countNext(sql: SqlStorage, { offsetOf, after, inTurn }: Turn): void {
  const next = `SELECT lower(hex(max(id))) AS id FROM
    (SELECT id FROM feedback WHERE id > unhex(?) ORDER BY id LIMIT ?)`;
  const upTo = sql.exec<{ id: string | null }>(next, after, inTurn).one().id;
  if (!upTo) {
    sql.exec("DELETE FROM hour_counting");
    return;
  }
  sql.exec(`INSERT INTO ${byHour.table} (${[...byHour.key, ...counts].join(", ")})
    ${countSql(sql, { offsetOf, after, upTo })}
    ON CONFLICT DO UPDATE SET ${counts.map((count) => `${count} = ${count} + excluded.${count}`).join(", ")}`);
  sql.exec("UPDATE hour_counting SET feedback = unhex(?)", upTo);
}

/** An id in hex, after all others. */
const lastId = "f".repeat(32);

/** Feedback by its ids in hex: after one, up to another. */
type Stretch = { readonly offsetOf: (ms: number) => number; readonly after: string; readonly upTo: string };

/** Counts by hour, from the feedback alone. */
function countSql(sql: SqlStorage, { offsetOf, after, upTo }: Stretch): string {
  const stretch = `feedback WHERE id > x'${after}' AND id <= x'${upTo}' AND level IS NOT NULL`;
  const ends = `SELECT min(corrected_ms) AS first, max(corrected_ms) AS last FROM ${stretch}`;
  const { first, last } = sql.exec<{ first: number | null; last: number | null }>(ends).one();
  const offset = offsetSql(offsetOf, { first: first ?? 0, last: last ?? 0 });
  const hour = `(corrected_ms + ${offset}) / ${hourMs} % 24`;
  return groupSql(byHour, `SELECT day, unit, ${hour} AS hour, channel, standing, level FROM ${stretch}`);
}

/** SQL for the offset at `corrected_ms`, for instants from `first` to `last`. */
function offsetSql(offsetOf: (ms: number) => number, { first, last }: { first: number; last: number }): string {
  const turns: string[] = [];
  let offset = offsetOf(first);
  for (let ms = first; ms < last; ms += dayMs) {
    const next = offsetOf(Math.min(ms + dayMs, last));
    if (next !== offset) turns.push(`WHEN corrected_ms < ${turnAfter(offsetOf, ms)} THEN ${offset}`);
    offset = next;
  }
  return turns.length === 0 ? `${offset}` : `CASE ${turns.join(" ")} ELSE ${offset} END`;
}

/** The instant within the day after `ms` at which the offset changes, found by bisection. */
function turnAfter(offsetOf: (ms: number) => number, ms: number): number {
  const before = offsetOf(ms);
  let low = ms;
  let high = ms + dayMs;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetOf(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

/** Hour of the day, 0 to 23, by a clock that is so far ahead of UTC. */
function hourOf(ms: number, offsetOf: (ms: number) => number): number {
  return Math.floor((ms + offsetOf(ms)) / hourMs) % 24;
}

function hexOf(uuid: string): string {
  return uuid.replaceAll("-", "");
}
