import type { Day } from "../../shared/calendar/day.ts";
import { type CommentRow, commentColumns, commentSource, toStoredComment, wordsOf } from "./comment-store.ts";
import type { Position } from "../lists/cursor.ts";
import type { StoredComment } from "./stored-comment.ts";

/**
 * The newest first, by receipt; or by the day of receipt, and within it in an order that tells nothing; or by the day when an
 * answer is due, the soonest first, and within it in the same order.
 */
export type CommentOrder = "by-receipt" | "by-day" | "by-due";

/** Place of comments without a deadline: behind the others. */
const never = Number.MAX_SAFE_INTEGER;

/** Filters of a list of comments; null for no filter. Days since 1970-01-01. */
export type CommentFilter = {
  /** Comments about these units or assigned to them. */
  readonly units: readonly string[] | null;
  readonly states: readonly string[] | null;
  readonly touchpoint: string | null;
  readonly service: string | null;
  readonly category: string | null;
  readonly reason: string | null;
  /** Comments that are overdue today; with `not` all others. */
  readonly overdue: { readonly today: Day; readonly not: boolean } | null;
  readonly from: Day | null;
  readonly to: Day | null;
  /** Index words that a comment must all have; see `searchWords`. */
  readonly words: readonly string[] | null;
  readonly order: CommentOrder;
};

/** A comment's position in an order. */
export function placeIn(order: CommentOrder, { number, receivedDay, due, id }: StoredComment): Position {
  if (order === "by-due") return [due?.due ?? never, id];
  return order === "by-receipt" ? [number] : [receivedDay, id];
}

/** Lists and search of comments. */
export interface CommentSearchStore {
  /** At most `limit` comments after a position in the filter's order; null: from the newest. */
  list(filter: CommentFilter, after: Position | null, limit: number): StoredComment[];
  /** Approved comments of a touchpoint, or of one of its pages, newest first. */
  approved(
    place: { readonly touchpoint: string; readonly page: string | null },
    below: number | null,
    limit: number,
  ): StoredComment[];
  /** Replaces the index words of a comment. */
  index(number: number, words: readonly string[]): void;
  /** Deletes a comment's index words and bands. */
  unindex(number: number): void;
  /** Other comments with one of these bands, oldest first, at most `limit`. */
  meeting(
    bands: readonly number[],
    than: number | null,
    limit: number,
  ): { readonly number: number; readonly words: string }[];
  putBands(number: number, bands: readonly number[]): void;
}

const wanted = `(?2 IS NULL OR c.unit IN (SELECT value FROM json_each(?2)) OR c.assigned IN (SELECT value FROM json_each(?2)))
  AND (?3 IS NULL OR c.state IN (SELECT value FROM json_each(?3)))
  AND (?4 IS NULL OR c.touchpoint = ?4) AND (?5 IS NULL OR f.service = ?5) AND (?6 IS NULL OR c.category = ?6)
  AND (?7 IS NULL OR EXISTS (SELECT 1 FROM json_each(f.reasons) WHERE value = ?7))
  AND (?8 IS NULL OR ?9 = (c.due_day < ?8 AND c.answered_day IS NULL AND c.closed_day IS NULL
    AND c.state <> 'withdrawn' AND c.due_day IS NOT NULL AND c.not_comment IS NULL))
  AND (?10 IS NULL OR c.received_day >= ?10) AND (?11 IS NULL OR c.received_day <= ?11)`;

/** What comes after a position: `?1`, and `?13` by day. Ids are random. */
const orders: Readonly<Record<CommentOrder, { readonly after: string; readonly by: string }>> = {
  "by-receipt": { after: `c.number < coalesce(?1, ${never}) AND ?13 IS NULL`, by: "c.number DESC" },
  "by-day": {
    after: "(?1 IS NULL OR (c.received_day, c.id) < (?1, ?13))",
    by: "c.received_day DESC, c.id DESC",
  },
  "by-due": {
    after: `(?1 IS NULL OR (coalesce(c.due_day, ${never}), c.id) > (?1, ?13))`,
    by: `coalesce(c.due_day, ${never}), c.id`,
  },
};

function listSql(order: CommentOrder): string {
  const { after, by } = orders[order];
  return `SELECT ${commentColumns} FROM ${commentSource} WHERE ${after} AND ${wanted} ORDER BY ${by} LIMIT ?12`;
}

/** By receipt SQLite walks the word index from the newest hit on and filters each hit: it sorts nothing. */
function searchSql(order: CommentOrder): string {
  const [after, by] = [orders[order].after, orders[order].by].map((text) => text.replace("c.number", "s.rowid"));
  return `
    SELECT ${commentColumns} FROM comment_search AS s CROSS JOIN comment AS c ON c.number = s.rowid
      CROSS JOIN feedback AS f ON f.id = c.feedback
    WHERE s.words MATCH ?14 AND ${after} AND ${wanted} ORDER BY ${by} LIMIT ?12`;
}

const approvedSql = `
  SELECT ${commentColumns} FROM ${commentSource}
  WHERE c.touchpoint = ?1 AND c.decision = 'approved' AND (?2 IS NULL OR c.page = ?2) AND (?3 IS NULL OR c.number < ?3)
  ORDER BY c.number DESC LIMIT ?4`;

const meetingSql = `
  SELECT c.number, ${wordsOf("c")} AS words FROM comment AS c
  WHERE c.number IN (SELECT comment FROM comment_band WHERE band IN (SELECT value FROM json_each(?1)))
    AND c.number IS NOT ?2 AND c.written IS NOT NULL ORDER BY c.number LIMIT ?3`;

/** The store on one agency's SQLite. */
export function commentSearchStore(sql: SqlStorage): CommentSearchStore {
  return {
    list(filter, after, limit) {
      const { words, order } = filter;
      const [first = null, second = null] = after ?? [];
      const values = [...filterValues(filter, first), limit, second, ...(words ? [matchOf(words)] : [])];
      return [...sql.exec<CommentRow>(words ? searchSql(order) : listSql(order), ...values)].map(toStoredComment);
    },
    approved: ({ touchpoint, page }, below, limit) =>
      [...sql.exec<CommentRow>(approvedSql, touchpoint, page, below, limit)].map(toStoredComment),
    index(number, words) {
      sql.exec("INSERT OR REPLACE INTO comment_search (rowid, words) VALUES (?, ?)", number, words.join(" "));
    },
    unindex(number) {
      sql.exec("DELETE FROM comment_search WHERE rowid = ?", number);
      sql.exec("DELETE FROM comment_band WHERE comment = ?", number);
    },
    meeting: (bands, than, limit) => [
      ...sql.exec<{ number: number; words: string }>(meetingSql, JSON.stringify(bands), than, limit),
    ],
    putBands(number, bands) {
      sql.exec("DELETE FROM comment_band WHERE comment = ?", number);
      const statement = "INSERT OR IGNORE INTO comment_band (band, comment) SELECT value, ?2 FROM json_each(?1)";
      sql.exec(statement, JSON.stringify(bands), number);
    },
  };
}

function filterValues(filter: CommentFilter, first: SqlStorageValue): SqlStorageValue[] {
  const { units, states, touchpoint, service, category, reason, overdue, from, to } = filter;
  return [
    ...[first, units && JSON.stringify(units), states && JSON.stringify(states), touchpoint, service, category, reason],
    ...[overdue?.today ?? null, overdue?.not ? 0 : 1, from, to],
  ];
}

/** Words are quoted, so that FTS5 reads none as an operator. */
function matchOf(words: readonly string[]): string {
  return words.map((word) => `"${word}"`).join(" ");
}
