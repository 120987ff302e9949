import { firstDayOfMonth, lastDayOfMonth, monthOf } from "../../shared/calendar/day.ts";
import type { RollupCheck } from "../agency/agency-port.ts";
import type { Standing } from "../feedback/feedback-row.ts";
import type { TallyChange } from "../feedback/tally-change.ts";
import type { DailyQuery, DailyRow, RollupDimension, RollupQuery, RollupRow, Segment } from "./rollup-source.ts";

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

/** One table of counts per level by a key; `keyOf` gives a change's values in the key's order. */
export type Rollup<Change extends TallyChange = TallyChange> = {
  readonly name: RollupCheck["rollup"];
  readonly table: string;
  readonly key: readonly string[];
  readonly upsert: string;
  keyOf(change: Change): SqlStorageValue[];
};

/** Standings in the order of the numbers that stand for them in storage. */
export const standings: readonly Standing[] = ["plain", "flagged", "set_aside"];
/** All levels that a rollup counts. */
export const levels = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const;

/** Describes a rollup; its table is `rollup_` and its name. */
export function rollupTable<Change extends TallyChange>({
  name,
  key,
  keyOf,
}: Omit<Rollup<Change>, "table" | "upsert">): Rollup<Change> {
  const table = `rollup_${name}`;
  return { name, table, key, upsert: upsertSql(table, key), keyOf };
}

const fine = rollupTable({
  name: "fine",
  key: ["day", "question", "unit", "service", "channel", "touchpoint", "standing"],
  keyOf: (it) => [it.day, it.question, it.unit, it.service, it.channel, it.touchpoint, standings.indexOf(it.standing)],
});
const byDay = rollupTable({
  name: "day",
  key: ["day", "question", "unit", "channel", "standing"],
  keyOf: (it) => [it.day, it.question, it.unit, it.channel, standings.indexOf(it.standing)],
});
const byMonth = rollupTable({
  name: "month",
  key: ["month", "question", "unit", "channel", "standing"],
  keyOf: (it) => [monthOf(it.day), it.question, it.unit, it.channel, standings.indexOf(it.standing)],
});
const rollups = [fine, byDay, byMonth];

/** The store on an agency's storage. */
export function rollupStore(sql: SqlStorage): RollupStore {
  return {
    apply(changes) {
      for (const rollup of rollups) applyTo(sql, rollup, changes);
    },
    read: (query) => readRollups(sql, query),
    daily: (query) => readDaily(sql, query),
    verify: () => rollups.map((rollup) => check(sql, rollup)),
    rebuild() {
      for (const { table, key } of rollups) {
        sql.exec(`DELETE FROM ${table}`);
        sql.exec(`INSERT INTO ${table} (${key.join(", ")}, ${levelColumns}) ${recountSql(key)}`);
      }
    },
  };
}

const levelColumns = levels.map((level) => `c${level}`).join(", ");

/** Adds changes to a rollup; those of the same row are added up first: a busy touchpoint is written once a commit. */
export function applyTo<Change extends TallyChange>(
  sql: SqlStorage,
  rollup: Rollup<Change>,
  changes: readonly Change[],
): void {
  const rows = new Map<string, SqlStorageValue[]>();
  for (const change of changes) {
    const key = rollup.keyOf(change);
    const name = key.join("\n");
    const row = rows.get(name) ?? [...key, ...levels.map(() => 0)];
    rows.set(name, row);
    const place = key.length + change.level - 1;
    row[place] = Number(row[place]) + change.by;
  }
  if (rows.size > 0) sql.exec(rollup.upsert, JSON.stringify([...rows.values()]));
}

/** Adds many rows by one statement, handed on in binary, as in `feedback-store.ts`. */
function upsertSql(table: string, key: readonly string[]): string {
  const columns = [...key, ...levels.map((level) => `c${level}`)];
  return `INSERT INTO ${table} (${columns.join(", ")})
    SELECT ${columns.map((_, place) => `value ->> ${place}`).join(", ")} FROM jsonb_each(?) WHERE true
    ON CONFLICT DO UPDATE SET ${levels.map((level) => `c${level} = c${level} + excluded.c${level}`).join(", ")}`;
}

function readRollups(sql: SqlStorage, query: RollupQuery): RollupRow[] {
  if (query.service !== null || query.by.includes("service") || query.by.includes("touchpoint")) {
    return readFrom(sql, fine, query);
  }
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

/** Counts of a query's segments, which are in the first column of the rollup's key. */
export function readFrom(
  sql: SqlStorage,
  { table, key }: Pick<Rollup, "table" | "key">,
  query: RollupQuery,
): RollupRow[] {
  const columns: RollupDimension[] = ["unit", "channel", "service", "touchpoint", "question", "officer"];
  const grouped = columns.filter((column) => column === "channel" || query.by.includes(column));
  const sums = levels.slice(0, query.levels).map((level) => `sum(r.c${level})`);
  const names = ["s.bucket", "r.standing", ...grouped.map((column) => `r.${column}`)].join(", ");
  const { where, values } = filters(query);
  const cursor = sql.exec(
    `WITH segment AS MATERIALIZED (
       SELECT value ->> 0 AS bucket, value ->> 1 AS first, value ->> 2 AS last FROM json_each(?))
     SELECT ${names}, ${sums.join(", ")} FROM segment AS s CROSS JOIN ${table} AS r
     ON r.${key[0]} BETWEEN s.first AND s.last ${where} GROUP BY ${names}`,
    JSON.stringify(query.segments.map(({ bucket, from, to }) => [bucket, from, to])),
    ...values,
  );
  const rows: RollupRow[] = [];
  for (const values of cursor.raw()) rows.push(toRollupRow(values, grouped));
  return rows;
}

const dailyColumns: readonly RollupDimension[] = ["unit", "channel", "service", "touchpoint", "question"];

function readDaily(sql: SqlStorage, { units, questions, from, to }: DailyQuery): DailyRow[] {
  const [span] = sql.exec<{ first: number | null; last: number | null }>(
    "SELECT (SELECT min(day) FROM rollup_fine) AS first, (SELECT max(day) FROM rollup_fine) AS last",
  );
  if (span === undefined || span.first === null || span.last === null) return [];
  const names = ["r.day", "r.standing", ...dailyColumns.map((column) => `r.${column}`)].join(", ");
  const cursor = sql.exec(
    `WITH RECURSIVE day(day) AS (SELECT ?1 WHERE ?1 <= ?2 UNION ALL SELECT day + 1 FROM day WHERE day < ?2)
     SELECT ${names}, ${levels.map((level) => `r.c${level}`).join(", ")}
     FROM day CROSS JOIN json_each(?3) AS q CROSS JOIN json_each(?4) AS u CROSS JOIN rollup_fine AS r
     ON r.day = day.day AND r.question = q.value AND r.unit = u.value`,
    Math.max(from, span.first),
    Math.min(to, span.last),
    JSON.stringify(questions),
    JSON.stringify(units),
  );
  const rows: DailyRow[] = [];
  for (const values of cursor.raw()) rows.push(toRollupRow(values, dailyColumns));
  return rows;
}

function filters({ question, units, channel, service }: RollupQuery): { where: string; values: SqlStorageValue[] } {
  const parts: [string, SqlStorageValue | null][] = [
    ["AND r.question = ?", question],
    ["AND r.unit IN (SELECT value FROM json_each(?))", units && JSON.stringify(units)],
    ["AND r.channel = ?", channel],
    ["AND r.service = ?", service],
  ];
  const used = parts.filter(([, value]) => value !== null);
  return { where: used.map(([text]) => text).join(" "), values: used.map(([, value]) => value) };
}

function toRollupRow(values: readonly SqlStorageValue[], grouped: readonly RollupDimension[]): RollupRow {
  const named: Partial<Record<RollupDimension, string>> = {};
  for (const [place, column] of grouped.entries()) named[column] = String(values[place + 2]);
  return {
    bucket: Number(values[0]),
    standing: standings[Number(values[1])] ?? "plain",
    unit: named.unit ?? "",
    channel: named.channel ?? "",
    service: named.service ?? "",
    touchpoint: named.touchpoint ?? "",
    question: named.question ?? "",
    officer: named.officer ?? "",
    counts: values.slice(grouped.length + 2).map(Number),
  };
}

/** All counts of a rollup, from the feedback alone. The month is SQLite's own reckoning, not ours. */
function recountSql(key: readonly string[]): string {
  const month = "strftime('%Y', day * 86400, 'unixepoch') * 12 + strftime('%m', day * 86400, 'unixepoch') - 1";
  const columns = key.map((column) => (column === "month" ? `${month} AS month` : column)).join(", ");
  const counts = levels.map((level) => `sum(level = ${level}) AS c${level}`).join(", ");
  return `
    SELECT ${columns}, ${counts} FROM (
      SELECT day, unit, service, channel, touchpoint, standing, 'overall' AS question, level
      FROM feedback WHERE level IS NOT NULL
      UNION ALL
      SELECT f.day, f.unit, f.service, f.channel, f.touchpoint, f.standing, a.key, a.value
      FROM feedback AS f, json_each(f.answers) AS a WHERE f.answers IS NOT NULL)
    GROUP BY ${key.map((_, place) => place + 1).join(", ")}`;
}

/** Rows in which nobody is left count as absent: an amended level may leave one behind. */
function check(sql: SqlStorage, { name, table, key }: Rollup): RollupCheck {
  const columns = `${key.join(", ")}, ${levelColumns}`;
  const kept = `SELECT ${columns} FROM ${table} WHERE ${levels.map((level) => `c${level} <> 0`).join(" OR ")}`;
  const recount = `SELECT ${columns} FROM (${recountSql(key)})`;
  const count = (text: string): number => sql.exec<{ n: number }>(`SELECT count(*) AS n FROM (${text})`).one().n;
  return {
    rollup: name,
    rows: count(kept),
    differences: count(`${kept} EXCEPT ${recount}`) + count(`${recount} EXCEPT ${kept}`),
  };
}
