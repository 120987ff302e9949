import type { Day } from "../../shared/calendar/day.ts";
import type { CommentCourse, StoredComment, StoredReply } from "./stored-comment.ts";

/** A comment as it is received. */
export type NewComment = Pick<
  StoredComment,
  "words" | "masked" | "heldFor" | "unit" | "touchpoint" | "page" | "category" | "receivedDay" | "state" | "due"
> & {
  /** Id of its feedback. */
  readonly feedback: string;
  /** Its hash. */
  readonly ticket: string | null;
  readonly sameness: number;
  readonly likeOf: number | null;
};

/** The fields that a revision by the writer changes. */
export type RevisedWords = Pick<NewComment, "words" | "masked" | "heldFor" | "ticket" | "page" | "sameness" | "likeOf">;

/** Comments and their answers. */
export interface CommentStore {
  find(id: string): StoredComment | null;
  byNumber(number: number): StoredComment | null;
  byFeedback(feedback: string): StoredComment | null;
  /** @param hash of the ticket */
  byTicket(hash: string): StoredComment | null;
  /** Returns the new comment's number. */
  add(comment: NewComment): number;
  revise(number: number, revised: RevisedWords): void;
  /** Writes the fields that can change after receipt. */
  put(number: number, course: CommentCourse): void;
  addReply(number: number, reply: Omit<StoredReply, "id">): void;
  /** Replaces the words of an answer. */
  rewordReply(id: string, words: string): void;
  /** Deletes the words. They are overwritten first, so that no bytes of them stay in the file. */
  eraseWords(number: number): void;
  /** Gives the feedback a new change number, so that callers who copy changes read it again. */
  renumber(number: number, change: { readonly change: number; readonly changedMs: number }): void;
  /** Deletes the whole comment. */
  remove(number: number): void;
  /** Number of comments with exactly the same words on that day or later; counts up to `most`. */
  countSame(sameness: number, span: { readonly fromDay: Day; readonly most: number }): number;
  /** Open comments whose clock has news for the audit log on a day, in order of receipt, at most `limit`. */
  untold(today: Day, limit: number): StoredComment[];
  /** Replaces the words of an unmasked comment by masked ones. */
  mask(number: number, kept: Pick<StoredComment, "words" | "masked">): void;
  /** Comments that were stored before words were masked, at most `limit`. */
  unread(limit: number): { readonly number: number; readonly words: string }[];
}

/** SQL for the words of a row of `comment` or `comment_reply`; null if they were deleted. */
export function wordsOf(row: string): string {
  return `(SELECT w.words FROM written_words AS w WHERE w.number = ${row}.written)`;
}

/** Fields that can change after receipt; the others are `due` and `mayRate`. */
const courseFields = [
  ...([
    "version",
    "state",
    "decision",
    "hideReason",
    "notComment",
    "assignedTo",
    "category",
    "told",
    "answeredDay",
  ] as const),
  ...(["closedDay", "firstDueDay", "firstAnsweredDay", "reopenedDay", "reopenWhy", "rating", "ratedDay"] as const),
] satisfies readonly (keyof CommentCourse)[];

/** Columns have their field's name in snake case, but for one. */
function columnOf(field: string): string {
  return field === "assignedTo" ? "assigned" : field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Columns of a comment, its feedback `f` and its answers, as {@link toStoredComment} reads them; lists and objects as JSON. */
export const commentColumns: string = `c.number, c.id, ${wordsOf("c")} AS words, c.masked, c.held_for AS heldFor, c.unit,
  c.touchpoint, c.page, c.received_day AS receivedDay,
  (SELECT k.people FROM said_at_counter AS k WHERE k.id = c.feedback) AS counterPeople, nullif(f.service, '') AS service, f.level, f.reasons, f.dossier,
  ${courseFields.map((field) => `c.${columnOf(field)} AS ${field}`).join(", ")}, c.may_rate AS mayRate,
  iif(c.due_day IS NULL, NULL, json_object('due', c.due_day, 'warnFrom', c.warn_day, 'escalateFrom', c.escalate_day,
    'isAssumed', json(iif(c.is_assumed, 'true', 'false')))) AS due,
  (SELECT older.id FROM comment AS older WHERE older.number = c.like_of) AS "like",
  (SELECT json_group_array(json_object('id', r.id, 'day', r.day, 'unit', r.unit, 'words', ${wordsOf("r")},
    'isPublic', json(iif(r.is_public, 'true', 'false')))) FROM
    (SELECT * FROM comment_reply WHERE comment = c.number ORDER BY number) AS r) AS replies`;

/** Comments with their feedback. */
export const commentSource = "comment AS c JOIN feedback AS f ON f.id = c.feedback";

const untoldSql = `
  SELECT ${commentColumns} FROM ${commentSource}
  WHERE c.due_day IS NOT NULL AND c.answered_day IS NULL AND c.closed_day IS NULL AND c.state <> 'withdrawn'
    AND c.not_comment IS NULL AND ((c.told = 'nothing' AND c.warn_day <= ?1) OR (c.told IN ('nothing', 'warned') AND c.due_day < ?1)
      OR (c.told <> 'escalated' AND c.escalate_day <= ?1 AND c.due_day < ?1))
  ORDER BY c.number LIMIT ?2`;

const unreadSql = `
  SELECT number, ${wordsOf("comment")} AS words FROM comment WHERE masked IS NULL AND written IS NOT NULL
  ORDER BY number LIMIT ?`;

/** The store on one agency's SQLite. */
export function commentStore(sql: SqlStorage): CommentStore {
  const one = (where: string, value: SqlStorageValue): StoredComment | null => {
    const [row] = sql.exec<CommentRow>(`SELECT ${commentColumns} FROM ${commentSource} WHERE ${where}`, value);
    return row ? toStoredComment(row) : null;
  };
  return {
    find: (id) => one("c.id = ?", id),
    byNumber: (number) => one("c.number = ?", number),
    byFeedback: (feedback) => one("c.feedback = unhex(?)", feedback.replaceAll("-", "")),
    byTicket: (hash) => one("c.ticket = ?", hash),
    ...writing(sql),
    ...erasing(sql),
    countSame: (sameness, { fromDay, most }) =>
      sql
        .exec<{ same: number }>(
          "SELECT count(*) AS same FROM (SELECT 1 FROM comment WHERE sameness = ? AND received_day >= ? LIMIT ?)",
          ...[sameness, fromDay, most],
        )
        .one().same,
    untold: (today, limit) => [...sql.exec<CommentRow>(untoldSql, today, limit)].map(toStoredComment),
    unread: (limit) => [...sql.exec<{ number: number; words: string }>(unreadSql, limit)],
  };
}

/** SQL for a text of the same length in bytes: SQLite overwrites the old text in place. */
function blank(column: string): string {
  return `replace(hex(zeroblob(length(CAST(${column} AS BLOB)))), '00', 'x')`;
}

/** Appends words; returns their number. */
function write(sql: SqlStorage, words: string | null): number | null {
  if (words === null) return null;
  return sql.exec<{ number: number }>("INSERT INTO written_words (words) VALUES (?) RETURNING number", words).one()
    .number;
}

function overwrite(sql: SqlStorage, number: number): void {
  const written = "(SELECT written FROM comment WHERE number = ?)";
  sql.exec(`UPDATE written_words SET words = ${blank("words")} WHERE number = ${written}`, number);
}

const addSql = `
  INSERT INTO comment (feedback, written, masked, held_for, sameness, like_of, ticket, state, unit, touchpoint, page,
    category, received_day, due_day, warn_day, escalate_day, is_assumed)
  VALUES (unhex(?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number`;

const reviseSql = `
  UPDATE comment SET written = ?, masked = ?, held_for = ?, sameness = ?, like_of = ?, ticket = ?, page = ?
  WHERE number = ?`;

const putSql = `
  UPDATE comment SET ${courseFields.map((field) => `${columnOf(field)} = ?`).join(", ")}, may_rate = ?,
    due_day = ?, warn_day = ?, escalate_day = ?, is_assumed = ? WHERE number = ?`;

function writing(sql: SqlStorage): Pick<CommentStore, "add" | "revise" | "mask" | "put"> {
  return {
    add(comment) {
      const { state, unit, touchpoint, page, category, receivedDay } = comment;
      const course = [state, unit, touchpoint, page, category, receivedDay, ...dueValues(comment)];
      const values = [comment.feedback.replaceAll("-", ""), ...wordValues(sql, comment), ...course];
      return sql.exec<{ number: number }>(addSql, ...values).one().number;
    },
    revise(number, revised) {
      overwrite(sql, number);
      sql.exec(reviseSql, ...wordValues(sql, revised), revised.page, number);
    },
    mask(number, { words, masked }) {
      overwrite(sql, number);
      const statement = "UPDATE comment SET written = ?, masked = ? WHERE number = ?";
      sql.exec(statement, write(sql, words), JSON.stringify(masked), number);
    },
    put(number, course) {
      const values = [...courseFields.map((field) => course[field]), course.mayRate ? 1 : 0, ...dueValues(course)];
      sql.exec(putSql, ...values, number);
    },
  };
}

// A dossier's code that was read from the words is deleted with them.
const eraseDossierSql = `
  UPDATE feedback SET dossier = NULL WHERE id = (SELECT feedback FROM comment WHERE number = ?
    AND EXISTS (SELECT 1 FROM json_each(masked) WHERE value ->> 'kind' = 'dossier'))`;

type Erasing = "addReply" | "rewordReply" | "eraseWords" | "renumber" | "remove";

function erasing(sql: SqlStorage): Pick<CommentStore, Erasing> {
  return {
    addReply(number, { day, unit, words, isPublic }) {
      const statement = "INSERT INTO comment_reply (comment, day, unit, written, is_public) VALUES (?, ?, ?, ?, ?)";
      sql.exec(statement, number, day, unit, write(sql, words), isPublic ? 1 : 0);
    },
    rewordReply(id, words) {
      const written = "(SELECT written FROM comment_reply WHERE id = ?)";
      sql.exec(`UPDATE written_words SET words = ${blank("words")} WHERE number = ${written}`, id);
      sql.exec("UPDATE comment_reply SET written = ? WHERE id = ?", write(sql, words), id);
    },
    eraseWords(number) {
      overwrite(sql, number);
      sql.exec(`UPDATE comment SET reopen_why = ${blank("reopen_why")} WHERE number = ?`, number);
      sql.exec(eraseDossierSql, number);
      const none = "written = NULL, masked = '[]', sameness = NULL, reopen_why = NULL";
      sql.exec(`UPDATE comment SET ${none} WHERE number = ?`, number);
    },
    renumber(number, { change, changedMs }) {
      const statement =
        "UPDATE feedback SET change = ?, changed_ms = ? WHERE id = (SELECT feedback FROM comment WHERE number = ?)";
      sql.exec(statement, change, changedMs, number);
    },
    remove(number) {
      overwrite(sql, number);
      sql.exec("DELETE FROM comment WHERE number = ?", number);
    },
  };
}

function wordValues(sql: SqlStorage, words: Omit<RevisedWords, "page">): SqlStorageValue[] {
  const heldFor = words.heldFor.length > 0 ? JSON.stringify(words.heldFor) : null;
  return [write(sql, words.words), JSON.stringify(words.masked), heldFor, words.sameness, words.likeOf, words.ticket];
}

function dueValues({ due }: Pick<CommentCourse, "due">): SqlStorageValue[] {
  return due ? [due.due, due.warnFrom, due.escalateFrom, due.isAssumed ? 1 : 0] : [null, null, null, 0];
}

/** A row of {@link commentColumns}. */
export type CommentRow = Omit<StoredComment, JsonField | "mayRate"> & {
  readonly [Field in JsonField]: string | null;
} & { readonly mayRate: number };

type JsonField = "masked" | "heldFor" | "reasons" | "due" | "replies";

/** Reads a row of {@link commentColumns}. */
export function toStoredComment(row: CommentRow): StoredComment {
  const { masked, heldFor, reasons, due, replies, mayRate } = row;
  const list = <T>(json: string | null): T[] => (json === null ? [] : (JSON.parse(json) as T[]));
  return {
    ...row,
    masked: list(masked),
    heldFor: list(heldFor),
    reasons: list(reasons),
    due: due === null ? null : (JSON.parse(due) as CommentCourse["due"]),
    replies: list(replies),
    mayRate: mayRate === 1,
  };
}
