import { firstDayOfMonth, lastDayOfMonth, monthOf } from "../../shared/calendar/day.ts";
import { standings } from "../feedback/feedback-row.ts";
import type { TallyChange } from "../feedback/tally-change.ts";
import { answered, rollupRows } from "./rollup-rows.ts";
import type {
  DailyQuery,
  DailyRow,
  RollupCheck,
  RollupDimension,
  RollupQuery,
  RollupRow,
  Segment,
} from "./rollup-source.ts";

/** Every statement on the rollups. Read, they never touch the feedback; recounted, they are made from it alone. */
export interface RollupStore {
  /** Adds and takes counts in all rollups; called inside the transaction that writes the feedback. */
  apply(changes: readonly TallyChange[]): void;
  /** Counts by bucket, channel, standing and what `by` names, from the coarsest rollup that can tell. */
  read(query: RollupQuery): RollupRow[];
  /** Counts of some units of every single day, from the fine rollup by its key: a look-up for each day. */
  daily(query: DailyQuery): DailyRow[];
  /** Compares every rollup with a recount of all feedback. */
  verify(): RollupCheck[];
  /** Counts all feedback anew into every rollup. */
  rebuild(): void;
}

/** A change with what some rollups count by besides. */
type Change = TallyChange & { readonly officer?: string; readonly reason?: string; readonly hour?: number };

type KeyColumn = Exclude<keyof Change, "feedback" | "reasons" | "correctedMs" | "level" | "by"> | "month";

/** One table of counts per level by a key; `keyOf` gives a change's values in the key's order. */
export type Rollup<Of extends TallyChange = TallyChange> = {
  readonly name: RollupCheck["rollup"];
  readonly table: string;
  readonly key: readonly string[];
  /** How many levels it counts, from 1 on. */
  readonly levels: number;
  readonly upsert: string;
  keyOf(change: Of): SqlStorageValue[];
};

/** Levels of the longest scale. */
const mostLevels = 11;

/** Describes a rollup; its table is `rollup_` and its name. Counts the levels of every scale unless told otherwise. */
export function rollupTable<Of extends TallyChange = TallyChange>(
  name: RollupCheck["rollup"],
  key: readonly ((KeyColumn & keyof Of) | "month")[],
  levels: number = mostLevels,
): Rollup<Of> {
  const table = `rollup_${name}`;
  const keyOf = (change: Change): SqlStorageValue[] =>
    key.map((column: KeyColumn) => {
      if (column === "month") return monthOf(change.day);
      return column === "standing" ? standings.indexOf(change.standing) : (change[column] ?? null);
    });
  return { name, table, key, levels, upsert: upsertSql({ table, key, levels }), keyOf };
}

/** The columns of a rollup's counts, lowest level first. */
export function countColumns({ levels }: Pick<Rollup, "levels">): string[] {
  return Array.from({ length: levels }, (_, place) => `c${place + 1}`);
}

const fine = rollupTable("fine", ["day", "question", "unit", "service", "channel", "touchpoint", "standing"]);
const byDay = rollupTable("day", ["day", "question", "unit", "channel", "standing"]);
const byMonth = rollupTable("month", ["month", "question", "unit", "channel", "standing"]);
const rollups = [fine, byDay, byMonth];

/** The store on an agency's storage. */
export function rollupStore(sql: SqlStorage): RollupStore {
  return {
    apply(changes) {
      for (const rollup of rollups) applyTo(sql, rollup, changes);
    },
    read: (query) => readRollups(sql, query),
    daily: (query) => readDaily(sql, fine, query),
    verify: () => rollups.map((rollup) => checkRollup(sql, rollup, recountSql(rollup))),
    rebuild() {
      for (const rollup of rollups) refillRollup(sql, rollup, recountSql(rollup));
    },
  };
}

/**
 * Adds changes to a rollup. Changes of the same row are summed first: a commit writes the row of a busy touchpoint once, and
 * doesn't write an amendment that ends at the same level.
 */
export function applyTo<Of extends TallyChange>(sql: SqlStorage, rollup: Rollup<Of>, changes: readonly Of[]): void {
  const rows = new Map<string, SqlStorageValue[]>();
  for (const change of changes) {
    const key = rollup.keyOf(change);
    const name = key.join("\n");
    const row = rows.get(name) ?? [...key, ...new Array<number>(rollup.levels).fill(0)];
    rows.set(name, row);
    const place = key.length + change.level - 1;
    row[place] = Number(row[place]) + change.by;
  }
  const changed = [...rows.values()].filter((row) => row.slice(rollup.key.length).some((count) => count !== 0));
  if (changed.length > 0) sql.exec(rollup.upsert, JSON.stringify(changed));
}

/** Adds many rows by one statement, handed on in binary, as in `feedback-store.ts`. */
function upsertSql({ table, key, levels }: Pick<Rollup, "table" | "key" | "levels">): string {
  const counts = countColumns({ levels });
  const columns = [...key, ...counts];
  return `INSERT INTO ${table} (${columns.join(", ")})
    SELECT ${columns.map((_, place) => `value ->> ${place}`).join(", ")} FROM jsonb_each(?) WHERE true
    ON CONFLICT DO UPDATE SET ${counts.map((count) => `${count} = ${count} + excluded.${count}`).join(", ")}`;
}

function readRollups(sql: SqlStorage, query: RollupQuery): RollupRow[] {
  if (query.service !== null || query.by.includes("service") || query.by.includes("touchpoint")) {
    return readFrom(sql, fine, { ...query, segments: keyedDays(query) });
  }
  return readCoarse(sql, { byDay, byMonth }, query);
}

/** So many days are looked up one by one. */
const mostKeyedDays = 400;

/** With the day itself, some units of a question are found by the fine rollup's key, and what others have is passed over. */
function keyedDays({ segments, units, question }: RollupQuery): readonly Segment[] {
  const days = segments.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  if (units === null || question === null || days > mostKeyedDays) return segments;
  return segments.flatMap(({ bucket, from, to }) =>
    Array.from({ length: to - from + 1 }, (_, place) => ({ bucket, from: from + place, to: from + place })),
  );
}

/** Counts from a rollup of months, and from one of days before and after the whole months. */
export function readCoarse(
  sql: SqlStorage,
  { byDay, byMonth }: { readonly byDay: RollupShape; readonly byMonth: RollupShape },
  query: RollupQuery,
): RollupRow[] {
  const months = query.segments.flatMap(wholeMonths);
  const days = query.segments.flatMap(oddDays);
  return [
    ...(months.length ? readFrom(sql, byMonth, { ...query, segments: months }) : []),
    ...(days.length ? readFrom(sql, byDay, { ...query, segments: days }) : []),
  ];
}

/** The whole months of a segment, as one segment of months. */
function wholeMonths({ bucket, from, to }: Segment): Segment[] {
  const first = from === firstDayOfMonth(monthOf(from)) ? monthOf(from) : monthOf(from) + 1;
  const last = to === lastDayOfMonth(monthOf(to)) ? monthOf(to) : monthOf(to) - 1;
  return first <= last ? [{ bucket, from: first, to: last }] : [];
}

/** The days of a segment before and after its whole months. */
function oddDays(segment: Segment): Segment[] {
  const whole = wholeMonths(segment)[0];
  if (!whole) return [segment];
  const { bucket, from, to } = segment;
  const before = { bucket, from, to: firstDayOfMonth(whole.from) - 1 };
  const after = { bucket, from: lastDayOfMonth(whole.to) + 1, to };
  return [before, after].filter((part) => part.from <= part.to);
}

/** What of a rollup its readers look at. */
type RollupShape = Pick<Rollup, "table" | "key" | "levels">;

const dimensions = ["unit", "channel", "service", "touchpoint", "question", "officer", "reason"] as const;

/** Counts of a query's segments, which are in the first column of the rollup's key. */
export function readFrom(sql: SqlStorage, rollup: RollupShape, query: RollupQuery): RollupRow[] {
  const { table, key } = rollup;
  const grouped = dimensions.filter((column) => column === "channel" || query.by.includes(column));
  const names = ["s.bucket", "r.standing", ...grouped.map((column) => `r.${column}`)].join(", ");
  const { where, values } = filters(query);
  const isKeyed = query.segments.every(({ from, to }) => from === to);
  const isRow = isKeyed && tellsRows(rollup, grouped, query);
  const counts = countColumns(rollup)
    .slice(0, query.levels)
    .map((count) => (isRow ? `r.${count}` : `sum(r.${count})`));
  const cursor = sql.exec(
    `WITH segment AS MATERIALIZED (
       SELECT value ->> 0 AS bucket, value ->> 1 AS first, value ->> 2 AS last FROM json_each(?))
     SELECT ${names}, ${counts.join(", ")} FROM segment AS s CROSS JOIN ${table} AS r
     ON r.${key[0]} ${isKeyed ? "= s.first" : "BETWEEN s.first AND s.last"} ${where} ${isRow ? "" : `GROUP BY ${names}`}`,
    JSON.stringify(query.segments.map(({ bucket, from, to }) => [bucket, from, to])),
    ...values,
  );
  return rollupRows(cursor.raw(), grouped);
}

/**
 * Whether a query tells apart whatever the rollup does, each day or month being a bucket of its own: then rows are taken as
 * they lie, since adding up one row alone takes longer than reading it.
 */
function tellsRows({ key }: RollupShape, grouped: readonly RollupDimension[], query: RollupQuery): boolean {
  const { segments, question, channel, service, reason } = query;
  const asked = Object.entries({ question, channel, service, reason }).flatMap(([name, id]) => (id ? [name] : []));
  const told = new Set<string>(["standing", ...grouped, ...asked]);
  const buckets = new Set(segments.map(({ bucket }) => bucket));
  return buckets.size === segments.length && key.slice(1).every((column) => told.has(column));
}

/** Counts of single days, by all that a rollup of days tells apart. */
export function readDaily(sql: SqlStorage, rollup: RollupShape, query: DailyQuery): DailyRow[] {
  const { table, key } = rollup;
  const { units, questions, from, to } = query;
  const [span] = sql.exec<{ first: number | null; last: number | null }>(
    `SELECT (SELECT min(day) FROM ${table}) AS first, (SELECT max(day) FROM ${table}) AS last`,
  );
  if (span === undefined || span.first === null || span.last === null) return [];
  const columns = dimensions.filter((column) => key.includes(column));
  const names = ["r.day", "r.standing", ...columns.map((column) => `r.${column}`)];
  const asked = key.includes("question")
    ? { join: "CROSS JOIN json_each(?4) AS q", where: "AND r.question = q.value", values: [JSON.stringify(questions)] }
    : { join: "", where: "", values: [] };
  const cursor = sql.exec(
    `WITH RECURSIVE day(day) AS (SELECT ?1 WHERE ?1 <= ?2 UNION ALL SELECT day + 1 FROM day WHERE day < ?2)
     SELECT ${[...names, ...countColumns(rollup).map((count) => `r.${count}`)].join(", ")}
     FROM day ${asked.join} CROSS JOIN json_each(?3) AS u CROSS JOIN ${table} AS r
     ON r.day = day.day AND r.unit = u.value ${asked.where}`,
    Math.max(from, span.first),
    Math.min(to, span.last),
    JSON.stringify(units),
    ...asked.values,
  );
  return rollupRows(cursor.raw(), columns);
}

function filters(query: RollupQuery): { where: string; values: SqlStorageValue[] } {
  const { question, units, channel, service, reason } = query;
  const parts: [string, SqlStorageValue | null][] = [
    ["AND r.question = ?", question],
    ["AND r.unit IN (SELECT value FROM json_each(?))", units && JSON.stringify(units)],
    ["AND r.channel = ?", channel],
    ["AND r.service = ?", service],
    ["AND r.reason = ?", reason],
  ];
  const used = parts.filter(([, value]) => value !== null);
  return { where: used.map(([text]) => text).join(" "), values: used.map(([, value]) => value) };
}

/** All counts of a rollup, from the feedback alone. */
function recountSql(rollup: RollupShape): string {
  return groupSql(
    rollup,
    `SELECT day, unit, service, channel, touchpoint, standing, 'overall' AS question, level
      FROM feedback WHERE level IS NOT NULL
      UNION ALL
      SELECT f.day, f.unit, f.service, f.channel, f.touchpoint, f.standing, ${answered.question}, ${answered.level}
      FROM feedback AS f, json_each(f.answers) AS a WHERE f.answers IS NOT NULL`,
  );
}

/** Counts by a rollup's key what was said, a row each with its day and level. The month is SQLite's own reckoning, not ours. */
export function groupSql({ key, levels }: RollupShape, said: string): string {
  const month = "strftime('%Y', day * 86400, 'unixepoch') * 12 + strftime('%m', day * 86400, 'unixepoch') - 1";
  const columns = key.map((column) => (column === "month" ? `${month} AS month` : column)).join(", ");
  const counts = countColumns({ levels }).map((count, place) => `sum(level = ${place + 1}) AS ${count}`);
  return `SELECT ${columns}, ${counts.join(", ")} FROM (${said}) GROUP BY ${key.map((_, place) => place + 1).join(", ")}`;
}

/** Fills a rollup anew with a recount. */
export function refillRollup(sql: SqlStorage, rollup: RollupShape, recount: string): void {
  sql.exec(`DELETE FROM ${rollup.table}`);
  sql.exec(`INSERT INTO ${rollup.table} (${[...rollup.key, ...countColumns(rollup)].join(", ")}) ${recount}`);
}

/** Compares a rollup with a recount. Rows in which nobody is left count as absent: an amended level may leave one behind. */
export function checkRollup(sql: SqlStorage, rollup: RollupShape & Pick<Rollup, "name">, recount: string): RollupCheck {
  const { name, table, key } = rollup;
  const counts = countColumns(rollup);
  const some = counts.map((count) => `${count} <> 0`).join(" OR ");
  const kept = `SELECT ${[...key, ...counts].join(", ")} FROM ${table} WHERE ${some}`;
  const counted = `SELECT * FROM (${recount})`;
  const count = (text: string): number => sql.exec<{ n: number }>(`SELECT count(*) AS n FROM (${text})`).one().n;
  return {
    rollup: name,
    rows: count(kept),
    differences: count(`${kept} EXCEPT ${counted}`) + count(`${counted} EXCEPT ${kept}`),
  };
}
