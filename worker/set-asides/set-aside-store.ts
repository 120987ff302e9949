import type { FeedbackRow } from "../feedback/feedback-row.ts";

/** What is set aside; null means any. The span in milliseconds since 1970, `beforeMs` without its own. */
export type SetAsideFilter = {
  readonly touchpoint: string | null;
  readonly sign: string | null;
  readonly fromMs: number;
  readonly beforeMs: number;
};

/** A set-aside as stored; times in milliseconds since 1970. It is in effect if it took effect and was not undone. */
export type StoredSetAside = SetAsideFilter & {
  readonly number: number;
  readonly reason: string;
  readonly role: string;
  readonly proposedMs: number;
  readonly proposedBy: string;
  readonly effectiveMs: number | null;
  readonly effectiveBy: string | null;
  readonly undoneMs: number | null;
  readonly undoneBy: string | null;
  readonly undoReason: string | null;
  /** Up to which change stored feedback was moved; null once all of it was. */
  readonly movedTo: number | null;
};

/** Feedback that a set-aside is about, among some changes. */
export type Stretch = {
  readonly ids: readonly string[];
  /** The last change that was looked at; null if there are none. */
  readonly last: number | null;
  /** Changes that were looked at. */
  readonly looked: number;
};

/** Set-asides of one agency, and the feedback that they are about. */
export interface SetAsideStore {
  find(number: number): StoredSetAside | null;
  /** At most `limit` set-asides below a number (null: from the newest), newest first. */
  list(below: number | null, limit: number): StoredSetAside[];
  /** Those that are in effect. */
  inEffect(): StoredSetAside[];
  /** Those that wait for confirmation, and those that are not moved to the end. */
  underWay(): StoredSetAside[];
  /** Adds a set-aside; returns its number. */
  add(given: Pick<StoredSetAside, "reason" | "role" | "proposedMs" | "proposedBy"> & SetAsideFilter): number;
  put(changed: StoredSetAside): void;
  /** Number of the last change before an instant, 0 if there is none. */
  changeBefore(ms: number): number;
  /** Looks at the next `most` changes after one, and returns which of these are about it and are, or are not, set aside. */
  next(of: SetAsideFilter & { readonly after: number; readonly isAside: boolean }, most: number): Stretch;
  /** How many people's ratings are set aside and fit a filter. */
  people(filter: SetAsideFilter): number;
}

const fields = [
  ...(["touchpoint", "sign", "fromMs", "beforeMs", "reason", "role", "proposedMs", "proposedBy"] as const),
  ...(["effectiveMs", "effectiveBy", "undoneMs", "undoneBy", "undoReason", "movedTo"] as const),
] satisfies readonly (keyof StoredSetAside)[];
const columns = fields.map((field) => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
const select = `SELECT number, ${fields.map((field, place) => `${columns[place]} AS ${field}`).join(", ")} FROM set_aside`;

/** Values 1 to 4 are those of {@link filterValues}. */
const fits = `(?1 IS NULL OR touchpoint = ?1) AND corrected_ms >= ?3 AND corrected_ms < ?4
  AND (?2 IS NULL OR EXISTS (SELECT 1 FROM json_each(flags) AS s WHERE s.value = ?2))`;

function filterValues({ touchpoint, sign, fromMs, beforeMs }: SetAsideFilter): (string | number | null)[] {
  return [touchpoint, sign, fromMs, beforeMs];
}

const nextSql = `
  WITH stretch AS MATERIALIZED (
    SELECT id, change, touchpoint, corrected_ms, flags, standing FROM feedback INDEXED BY feedback_change
    WHERE change > ?5 ORDER BY change LIMIT ?7)
  SELECT count(*) AS looked, max(change) AS last,
    json_group_array(lower(hex(id))) FILTER (WHERE (standing = 2) = ?6 AND ${fits}) AS ids FROM stretch`;

/** The store on an agency's storage. */
export function setAsideStore(sql: SqlStorage): SetAsideStore {
  const rows = (where: string, ...values: SqlStorageValue[]): StoredSetAside[] =>
    sql.exec<StoredSetAside>(`${select} WHERE ${where}`, ...values).toArray();
  return {
    find: (number) => rows("number = ?", number)[0] ?? null,
    list: (below, limit) => rows("?1 IS NULL OR number < ?1 ORDER BY number DESC LIMIT ?2", below, limit),
    inEffect: () => rows("effective_ms IS NOT NULL AND undone_ms IS NULL ORDER BY number"),
    underWay: () => rows("moved_to IS NOT NULL OR (effective_ms IS NULL AND undone_ms IS NULL) ORDER BY number"),
    add(given) {
      const blank = { effectiveMs: null, effectiveBy: null, undoneMs: null, undoneBy: null, undoReason: null };
      const stored = { ...given, ...blank, movedTo: null };
      const statement = `INSERT INTO set_aside (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})
        RETURNING number`;
      return sql.exec<{ number: number }>(statement, ...fields.map((field) => stored[field])).one().number;
    },
    put(changed) {
      const statement = `UPDATE set_aside SET ${columns.map((column) => `${column} = ?`).join(", ")} WHERE number = ?`;
      sql.exec(statement, ...fields.map((field) => changed[field]), changed.number);
    },
    ...movedRows(sql),
  };
}

function movedRows(sql: SqlStorage): Pick<SetAsideStore, "changeBefore" | "next" | "people"> {
  return {
    changeBefore: (ms) => changeBefore(sql, ms),
    next({ after, isAside, ...filter }, most) {
      const values = [...filterValues(filter), after, isAside ? 1 : 0, most];
      const { ids, ...found } = sql.exec<Omit<Stretch, "ids"> & { ids: string }>(nextSql, ...values).one();
      const toUuid = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
      return { ...found, ids: (JSON.parse(ids) as string[]).map(toUuid) };
    },
    people(filter) {
      const statement = `SELECT count(*) AS n FROM feedback INDEXED BY feedback_aside
        WHERE standing = 2 AND level IS NOT NULL AND ${fits}`;
      return sql.exec<{ n: number }>(statement, ...filterValues(filter)).one().n;
    },
  };
}

/** Changes are numbered in the order of time: a search by halves. */
function changeBefore(sql: SqlStorage, ms: number): number {
  const first = "SELECT change, changed_ms AS changedMs FROM feedback WHERE change > ? ORDER BY change LIMIT 1";
  const at = (change: number): (Pick<FeedbackRow, "changedMs"> & { change: number }) | undefined =>
    sql.exec<{ change: number; changedMs: number }>(first, change).toArray()[0];
  let low = 0;
  let high = sql.exec<{ newest: number }>("SELECT coalesce(max(change), 0) AS newest FROM feedback").one().newest;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = at(middle);
    if (row !== undefined && row.changedMs < ms) low = row.change;
    else high = middle;
  }
  return low;
}
