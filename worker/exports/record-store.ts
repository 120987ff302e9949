import type { Day } from "../../shared/calendar/day.ts";

/** Which feedback is wanted: of these units or of all (null), of these days (since 1970-01-01). */
export type RecordFilter = {
  readonly units: readonly string[] | null;
  readonly from: Day | null;
  readonly to: Day | null;
  /** Only what was received before this instant, in milliseconds. */
  readonly receivedBeforeMs: number;
  /** Only feedback that has words. */
  readonly withComment: boolean;
};

/** Rows of a stretch of feedback, each as a JSON list (see `readStoredRecord`), and the id that the stretch ends with; null at the end. */
export type RecordStretch = { readonly rows: string[]; readonly last: string | null };

/** Feedback in the orders in which it is handed out: by change, and by id. Each call looks at a bounded number of rows. */
export interface RecordStore {
  /** At most `limit` rows with a change number in (after, upTo], in its order, each as a JSON list. */
  changed(span: ChangeSpan): string[];
  /** Number of the first change above `change`, with its time in milliseconds; null where there is none. */
  firstAfter(change: number): { readonly change: number; readonly changedMs: number } | null;
  /**
   * What is wanted among the next `most` rows after an id ("" for the first), in the order of ids: of feedback, which rise with time, or
   * of comments, which are random.
   */
  stretch(after: string, most: number, filter: RecordFilter): RecordStretch;
  /** As {@link RecordStore.stretch}, but how many instead of the rows. */
  count(after: string, most: number, filter: RecordFilter): { readonly rows: number; readonly last: string | null };
}

/** Change numbers above `after` and up to `upTo`. */
export type ChangeSpan = { readonly after: number; readonly upTo: number; readonly limit: number };

const record = `json_array(lower(hex(f.id)), f.change, f.revision, f.unit, f.touchpoint, f.channel, f.service, f.day,
  f.answered_at, f.revised_at, f.corrected_ms, f.received_ms, f.changed_ms, f.level, json(f.answers), json(f.reasons),
  (SELECT w.words FROM written_words AS w WHERE w.number = c.written), c.state, f.standing, json(f.flags),
  f.form_version, f.dossier, f.page, f.follows, f.locale, f.sequence,
  f.pressure, c.decision, c.assigned, c.received_day, c.category,
  iif(c.number IS NULL, NULL, (SELECT k.people FROM said_at_counter AS k WHERE k.id = f.id)))`;

const changedSql = `
  SELECT ${record} AS row FROM feedback AS f INDEXED BY feedback_change LEFT JOIN comment AS c ON c.feedback = f.id
  WHERE f.change > ?1 AND f.change <= ?2 ORDER BY f.change LIMIT ?3`;

const last = "f".repeat(32);
const wanted = `(?3 IS NULL OR f.unit IN (SELECT value FROM json_each(?3)))
  AND (?4 IS NULL OR f.day >= ?4) AND (?5 IS NULL OR f.day <= ?5) AND f.received_ms < ?6`;

/**
 * What is walked by which id: bounded on both sides by what the planner can seek, since no id lies above the text of f's. Only feedback
 * with words has a row in `comment`: then that much smaller table is walked, in an order that doesn't tell who came when.
 */
const walks = {
  all: {
    ...{ table: "feedback", id: "id", shown: "lower(hex(id))", after: "id > unhex(?1)" },
    from: "feedback AS f LEFT JOIN comment AS c ON c.feedback = f.id",
    within: `f.id > unhex(?1) AND f.id <= unhex(coalesce(?2, '${last}'))`,
    order: "f.id",
  },
  commented: {
    ...{ table: "comment", id: "id", shown: "id", after: "id > ?1" },
    from: "comment AS c CROSS JOIN feedback AS f ON f.id = c.feedback",
    within: `c.id > ?1 AND c.id <= coalesce(?2, '${last}')`,
    order: "c.id",
  },
};

function walkOf({ withComment }: RecordFilter): (typeof walks)["all" | "commented"] {
  return withComment ? walks.commented : walks.all;
}

/** The store on one agency's SQLite. */
export function recordStore(sql: SqlStorage): RecordStore {
  const rowsOf = (statement: string, ...values: SqlStorageValue[]): string[] =>
    [...sql.exec<{ row: string }>(statement, ...values)].map(({ row }) => row);
  // The id that a stretch ends with; null where it reaches the end.
  const lastOf = (after: string, most: number, filter: RecordFilter): string | null => {
    const walk = walkOf(filter);
    const [row] = sql.exec<{ last: string }>(
      `SELECT ${walk.shown} AS last FROM ${walk.table} WHERE ${walk.after} ORDER BY ${walk.id} LIMIT 1 OFFSET ?2`,
      ...[after, most - 1],
    );
    return row?.last ?? null;
  };
  return {
    changed: ({ after, upTo, limit }) => rowsOf(changedSql, after, upTo, limit),
    firstAfter(change) {
      const statement = "SELECT change, changed_ms AS changedMs FROM feedback WHERE change > ? ORDER BY change LIMIT 1";
      return sql.exec<{ change: number; changedMs: number }>(statement, change).toArray()[0] ?? null;
    },
    stretch(after, most, filter) {
      const last = lastOf(after, most, filter);
      const { from, within, order } = walkOf(filter);
      const statement = `SELECT ${record} AS row FROM ${from} WHERE ${within} AND ${wanted} ORDER BY ${order}`;
      return { rows: rowsOf(statement, ...values(after, last, filter)), last };
    },
    count(after, most, filter) {
      const last = lastOf(after, most, filter);
      const statement = `SELECT count(*) AS rows FROM feedback AS f WHERE ${walks.all.within} AND ${wanted}`;
      return { rows: sql.exec<{ rows: number }>(statement, ...values(after, last, filter)).one().rows, last };
    },
  };
}

function values(after: string, last: string | null, filter: RecordFilter): (string | number | null)[] {
  const { units, from: first, to, receivedBeforeMs } = filter;
  return [after, last, units && JSON.stringify(units), first, to, receivedBeforeMs];
}
