import type { Day } from "../../shared/calendar/day.ts";
import { overallQuestion, peopleIn as peopleOf } from "../../shared/levels.ts";
import { standings } from "../feedback/feedback-row.ts";
import { changeSince, duringShift } from "./officer-store.ts";
import { answered } from "./rollup-rows.ts";
import type { TallyRow } from "./rollup-source.ts";
import { countColumns, groupSql } from "./rollup-store.ts";
import type { SettledPeople, UnsettledCell } from "./settle-people.ts";

/** Unsettled people with the rows of their counts. */
export type UnsettledPeople = UnsettledCell & { readonly rows: readonly UnsettledRow[] };

type UnsettledRow = { readonly reason: string; readonly question: string; readonly counts: readonly number[] };

/** Feedback that is to be gathered: received from an instant up to another, without that, by its change number likewise. */
type Stretch = {
  readonly fromMs: number;
  readonly beforeMs: number;
  readonly fromChange: number;
  readonly beforeChange: number;
};

/**
 * What was received on the days up to `through` has settled or waits for more people. Of the days after it, up to `until`, what has
 * change numbers up to `change` was gathered.
 */
export type Gathered = { readonly through: Day; readonly until: Day; readonly change: number };

/** Which settled counts are wanted: of these units or of all (null), with a day in the span, of these questions or of all. */
type SettledFilter = {
  readonly units: readonly string[] | null;
  readonly from: Day;
  readonly to: Day;
  readonly questions: readonly string[] | null;
  /** Counts by reason, in place of all counts. */
  readonly byReason: boolean;
};

/** Counts that keys of a unit may see, and counts that still wait for more people. */
export interface SettledStore {
  /** Null before anything was gathered. */
  gathered(): Gathered | null;
  setGathered(gathered: Gathered): void;
  /** The first day of which anything was counted; null without feedback. */
  firstDay(): Day | null;
  /** The first and the last change that feedback received at an instant or later can have; null without any. */
  changesSince(ms: number): { readonly first: number; readonly last: number } | null;
  /** Adds feedback to what waits, but what was added because it came late. */
  gather(stretch: Stretch): void;
  /** Whether anything was received from an instant up to another, without that. */
  hasReceived(fromMs: number, beforeMs: number): boolean;
  /** Adds what was received from an instant on and belongs to days before `today`, once. Returns whether there was any. */
  gatherLate(fromMs: number, today: Day): boolean;
  /** Forgets what came late before an instant, since all that was received then has been gathered. */
  forgetLate(beforeMs: number): void;
  /** Units of which people wait. */
  waitingUnits(): string[];
  waiting(unit: string): UnsettledPeople[];
  /** Settles people of one unit, all of whom wait. */
  settle(unit: string, people: readonly SettledPeople<UnsettledPeople>[]): void;
  read(filter: SettledFilter): TallyRow[];
}

const labels = ["unit", "channel", "touchpoint", "service", "officer", "standing"] as const;
const cell = [...labels, "day"] as const;
const waiting = { table: "unsettled", key: [...cell, "reason", "question"], levels: 11 };
const counts = countColumns(waiting);

/**
 * Who rated, with what whoever works there knows of them. A flag for pressure alone does not show in the standing: the pressure may
 * have come from the unit. Without a level nobody is counted.
 */
const said = (source: string): string => `
  SELECT f.unit, f.channel, f.touchpoint, f.service, f.day, f.level, f.answers, f.reasons,
    iif(f.channel = 'counter', coalesce((SELECT s.officer FROM shift AS s WHERE ${duringShift}), ''), '') AS officer,
    iif(f.standing = 1 AND NOT EXISTS (SELECT 1 FROM json_each(f.flags) WHERE value <> 'pressure'), 0, f.standing)
      AS standing
  FROM ${source} AND f.level IS NOT NULL`;

const inStretch = `feedback AS f INDEXED BY feedback_change
  WHERE f.change >= ?1 AND f.change < ?2 AND f.received_ms >= ?3 AND f.received_ms < ?4
    AND NOT EXISTS (SELECT 1 FROM settled_late AS late WHERE late.id = f.id)`;
const newlyLate = "settled_late AS late CROSS JOIN feedback AS f ON f.id = late.id WHERE late.is_new = 1";

const named = cell.join(", ");
const gatherSql = (source: string): string => `
  INSERT INTO unsettled (${[...waiting.key, ...counts].join(", ")})
  ${groupSql(
    waiting,
    `WITH said AS MATERIALIZED (${said(source)})
     SELECT ${named}, '' AS reason, '${overallQuestion}' AS question, level FROM said
     UNION ALL
     SELECT ${named}, named.value, '${overallQuestion}', level FROM said, json_each(said.reasons) AS named
     WHERE said.reasons IS NOT NULL
     UNION ALL
     SELECT ${named}, '', ${answered.question}, ${answered.level} FROM said, json_each(said.answers) AS a
     WHERE said.answers IS NOT NULL`,
  )}
  ON CONFLICT DO UPDATE SET ${counts.map((count) => `${count} = ${count} + excluded.${count}`).join(", ")}`;

const findLateSql = `
  INSERT INTO settled_late (id, received_ms)
  SELECT f.id, f.received_ms FROM feedback AS f INDEXED BY feedback_change
  WHERE f.change > (SELECT change FROM settling_late) AND f.received_ms >= ?1 AND f.day < ?2 AND f.level IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM settled_late AS late WHERE late.id = f.id)`;

/** The store on an agency's storage. */
export function settledStore(sql: SqlStorage): SettledStore {
  const first = <T extends Record<string, SqlStorageValue>>(statement: string): T | undefined =>
    sql.exec<T>(statement).toArray()[0];
  return {
    gathered: () => first<Gathered>("SELECT through, until, change FROM settling") ?? null,
    setGathered({ through, until, change }) {
      sql.exec("DELETE FROM settling");
      sql.exec("INSERT INTO settling (through, until, change) VALUES (?, ?, ?)", through, until, change);
    },
    firstDay: () => first<{ day: Day | null }>("SELECT min(day) AS day FROM rollup_day")?.day ?? null,
    changesSince(ms) {
      const change = changeSince(sql, ms);
      const last = first<{ last: number | null }>("SELECT max(change) AS last FROM feedback")?.last ?? null;
      return change === null || last === null ? null : { first: change, last };
    },
    gather({ fromMs, beforeMs, fromChange, beforeChange }) {
      sql.exec(gatherSql(inStretch), fromChange, beforeChange, fromMs, beforeMs);
    },
    ...lateFeedback(sql),
    waitingUnits: () =>
      sql
        .exec<{ unit: string }>("SELECT DISTINCT unit FROM unsettled")
        .toArray()
        .map(({ unit }) => unit),
    waiting: (unit) => peopleIn(sql.exec<WaitingRow>(waitingSql, unit).toArray()),
    settle: (unit, people) => settle(sql, unit, people),
    read: (filter) => read(sql, filter),
  };
}

function lateFeedback(sql: SqlStorage): Pick<SettledStore, "hasReceived" | "gatherLate" | "forgetLate"> {
  return {
    hasReceived(fromMs, beforeMs) {
      const change = changeSince(sql, fromMs);
      if (change === null) return false;
      const found = `SELECT 1 FROM feedback INDEXED BY feedback_change
        WHERE change >= ? AND received_ms >= ? AND received_ms < ? LIMIT 1`;
      return sql.exec(found, change, fromMs, beforeMs).toArray().length > 0;
    },
    gatherLate(fromMs, today) {
      const { rowsWritten } = sql.exec(findLateSql, fromMs, today);
      sql.exec("UPDATE settling_late SET change = (SELECT coalesce(max(change), 0) FROM feedback)");
      if (rowsWritten === 0) return false;
      sql.exec(gatherSql(newlyLate));
      sql.exec("UPDATE settled_late SET is_new = 0 WHERE is_new = 1");
      return true;
    },
    forgetLate: (beforeMs) => void sql.exec("DELETE FROM settled_late WHERE received_ms < ?", beforeMs),
  };
}

const waitingSql = `
  SELECT ${waiting.key.join(", ")}, json_array(${counts.join(", ")}) AS counts FROM unsettled WHERE unit = ?`;

type WaitingRow = Omit<UnsettledCell, "people"> &
  Pick<UnsettledRow, "reason" | "question"> & { readonly counts: string };

/** Rows of one cell as people with their counts. */
function peopleIn(all: readonly WaitingRow[]): UnsettledPeople[] {
  const cells = Map.groupBy(all, (row) => JSON.stringify(cell.map((column) => row[column])));
  return [...cells.values()].flatMap((ofCell) => {
    const rows = ofCell.map(({ reason, question, counts }): UnsettledRow => {
      return { reason, question, counts: JSON.parse(counts) as number[] };
    });
    const overall = rows.find(({ reason, question }) => reason === "" && question === overallQuestion);
    return ofCell.slice(0, 1).map((place) => ({ ...place, rows, people: peopleOf(overall?.counts ?? []) }));
  });
}

const settleSql = `
  INSERT INTO settled_span (number, ${labels.join(", ")}, from_day, to_day)
  SELECT ${["number", ...labels, "from", "to"].map((_, place) => `value ->> ${place}`).join(", ")} FROM json_each(?)`;

const countSql = `
  INSERT INTO settled_count (span, reason, question, counts)
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)`;

const settledCells = cell.map((_, place) => `value ->> ${place}`).join(", ");
const takeSql = `
  DELETE FROM unsettled WHERE unit = ?1 AND (${cell.join(", ")}) IN (SELECT ${settledCells} FROM json_each(?2))`;

/** Few statements for many spans: a statement costs more than a row. */
function settle(sql: SqlStorage, unit: string, people: readonly SettledPeople<UnsettledPeople>[]): void {
  if (people.length === 0) return;
  const next = "SELECT coalesce(max(number), 0) + 1 AS next FROM settled_span";
  const first = sql.exec<{ next: number }>(next).one().next;
  const spans = people.map((it, place) => [first + place, ...labels.map((label) => it[label]), it.from, it.to]);
  sql.exec(settleSql, JSON.stringify(spans));
  sql.exec(countSql, JSON.stringify(people.flatMap((it, place) => sumsOf(it, first + place))));
  const cells = people.flatMap((it) => it.cells.map((one) => cell.map((column) => one[column])));
  sql.exec(takeSql, unit, JSON.stringify(cells));
}

/** Rows of a span's counts. */
function sumsOf({ cells }: SettledPeople<UnsettledPeople>, span: number): (string | number)[][] {
  const rows = cells.flatMap((one) => one.rows);
  const named = Map.groupBy(rows, ({ reason, question }) => JSON.stringify([reason, question]));
  return [...named.values()].flatMap((same) => {
    const sum = counts.map((_, place) => same.reduce((total, row) => total + (row.counts[place] ?? 0), 0));
    return same.slice(0, 1).map(({ reason, question }) => [span, reason, question, JSON.stringify(sum)]);
  });
}

const readSql = `
  SELECT s.unit, s.channel, s.touchpoint, s.service, s.officer, s.standing, s.from_day AS "from", s.to_day AS "to",
    c.reason, c.question, c.counts
  FROM settled_span AS s CROSS JOIN settled_count AS c ON c.span = s.number
  WHERE s.to_day >= ?1 AND s.from_day <= ?2 AND (?3 IS NULL OR s.unit IN (SELECT value FROM json_each(?3)))
    AND (?4 IS NULL OR c.question IN (SELECT value FROM json_each(?4))) AND (c.reason <> '') = ?5
  ORDER BY s.number, c.reason, c.question`;

type SettledRow = Omit<SettledPeople, "cells"> & Pick<WaitingRow, "reason" | "question" | "counts">;

function read(sql: SqlStorage, { units, from, to, questions, byReason }: SettledFilter): TallyRow[] {
  const values = [from, to, units && JSON.stringify(units), questions && JSON.stringify(questions), byReason ? 1 : 0];
  return Array.from(sql.exec<SettledRow>(readSql, ...values), (row): TallyRow => {
    const { unit, question, channel, touchpoint, officer, reason } = row;
    return {
      ...{ unit, question, channel, service: row.service || null, from: row.from, to: row.to },
      counts: JSON.parse(row.counts) as number[],
      settled: { touchpoint, officer, reason, standing: standings[row.standing] ?? "plain" },
    };
  });
}
