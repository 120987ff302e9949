import type { Day } from "../../shared/calendar/day.ts";
import type { CommentState, HideReason, HoldReason, Masks } from "../../shared/contract/comment.ts";
import type { CommentCourse, Decision, StoredComment, StoredReply, Told } from "./stored-comment.ts";

/** A comment as it is received. */
export type NewComment = Pick<
  StoredComment,
  "words" | "masked" | "heldFor" | "unit" | "touchpoint" | "page" | "category" | "receivedDay" | "state" | "due"
> & {
  /** Id of its feedback. */
  readonly feedback: string;
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
  byTicket(code: string): StoredComment | null;
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

type Row = Record<string, SqlStorageValue>;

/** SQL for the words of a row of `comment` or `comment_reply`; null if they were deleted. */
export function wordsOf(row: string): string {
  return `(SELECT w.words FROM written_words AS w WHERE w.number = ${row}.written)`;
}

/** Columns of a comment, its feedback `f` and its answers, as {@link toStoredComment} reads them. */
export const commentColumns: string = `c.number, c.id, ${wordsOf("c")} AS words, c.masked, c.held_for, c.state, c.version, c.decision, c.hide_reason,
  c.unit, c.assigned, c.touchpoint, c.page, c.category, c.received_day, c.due_day, c.warn_day, c.escalate_day, c.is_assumed,
  c.told, c.answered_day, c.closed_day, c.first_due_day, c.first_answered_day, c.reopened_day, c.reopen_why, c.rating,
  c.rated_day, c.may_rate, f.service, f.level, f.reasons, f.dossier,
  (SELECT older.id FROM comment AS older WHERE older.number = c.like_of) AS like_id,
  (SELECT json_group_array(json_array(r.id, r.day, r.unit, ${wordsOf("r")}, r.is_public)) FROM
    (SELECT * FROM comment_reply WHERE comment = c.number ORDER BY number) AS r) AS replies`;

/** Comments with their feedback. */
export const commentSource = "comment AS c JOIN feedback AS f ON f.id = c.feedback";

const courseColumns = `version, state, decision, hide_reason, assigned, category, due_day, warn_day, escalate_day, is_assumed,
  told, answered_day, closed_day, first_due_day, first_answered_day, reopened_day, reopen_why, rating, rated_day, may_rate`;

const untoldSql = `
  SELECT ${commentColumns} FROM ${commentSource}
  WHERE c.due_day IS NOT NULL AND c.answered_day IS NULL AND c.closed_day IS NULL AND c.state <> 'withdrawn'
    AND ((c.told = 'nothing' AND c.warn_day <= ?1) OR (c.told IN ('nothing', 'warned') AND c.due_day < ?1)
      OR (c.told <> 'escalated' AND c.escalate_day <= ?1 AND c.due_day < ?1))
  ORDER BY c.number LIMIT ?2`;

/** The store on one agency's SQLite. */
export function commentStore(sql: SqlStorage): CommentStore {
  const one = (where: string, value: SqlStorageValue): StoredComment | null => {
    const [row] = sql.exec<Row>(`SELECT ${commentColumns} FROM ${commentSource} WHERE ${where}`, value);
    return row ? toStoredComment(row) : null;
  };
  return {
    find: (id) => one("c.id = ?", id),
    byNumber: (number) => one("c.number = ?", number),
    byFeedback: (feedback) => one("c.feedback = unhex(?)", feedback.replaceAll("-", "")),
    byTicket: (code) => one("c.ticket = ?", code),
    ...writing(sql),
    ...erasing(sql),
    countSame: (sameness, { fromDay, most }) =>
      sql
        .exec<{ same: number }>(
          "SELECT count(*) AS same FROM (SELECT 1 FROM comment WHERE sameness = ? AND received_day >= ? LIMIT ?)",
          ...[sameness, fromDay, most],
        )
        .one().same,
    untold: (today, limit) => sql.exec<Row>(untoldSql, today, limit).toArray().map(toStoredComment),
    unread: (limit) =>
      sql
        .exec<{ number: number; words: string }>(
          `SELECT number, ${wordsOf("comment")} AS words FROM comment WHERE masked IS NULL AND written IS NOT NULL
           ORDER BY number LIMIT ?`,
          limit,
        )
        .toArray(),
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

function writing(sql: SqlStorage): Pick<CommentStore, "add" | "revise" | "mask" | "put"> {
  return {
    add(comment) {
      const { feedback, state, unit, touchpoint, page, category, receivedDay, due } = comment;
      const values = [
        feedback.replaceAll("-", ""),
        ...wordValues(sql, comment),
        state,
        unit,
        touchpoint,
        page,
        category,
      ];
      return sql.exec<{ number: number }>(addSql, ...values, receivedDay, ...dueValues(due)).one().number;
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
      const marks = courseColumns.replaceAll(/\w+/g, "?");
      const statement = `UPDATE comment SET (${courseColumns}) = (${marks}) WHERE number = ?`;
      sql.exec(statement, ...courseValues(course), number);
    },
  };
}

// A dossier's code that was read from the words is deleted with them.
const eraseDossierSql = `
  UPDATE feedback SET dossier = NULL WHERE id = (SELECT feedback FROM comment WHERE number = ?
    AND EXISTS (SELECT 1 FROM json_each(masked) WHERE value ->> 'kind' = 'dossier'))`;

function erasing(
  sql: SqlStorage,
): Pick<CommentStore, "addReply" | "rewordReply" | "eraseWords" | "renumber" | "remove"> {
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

function wordValues(
  sql: SqlStorage,
  words: Pick<NewComment, "words" | "masked" | "heldFor" | "sameness" | "likeOf" | "ticket">,
): SqlStorageValue[] {
  const heldFor = words.heldFor.length > 0 ? JSON.stringify(words.heldFor) : null;
  return [write(sql, words.words), JSON.stringify(words.masked), heldFor, words.sameness, words.likeOf, words.ticket];
}

function dueValues(due: CommentCourse["due"]): SqlStorageValue[] {
  return due ? [due.due, due.warnFrom, due.escalateFrom, due.isAssumed ? 1 : 0] : [null, null, null, 0];
}

function courseValues(course: CommentCourse): SqlStorageValue[] {
  return [
    ...[course.version, course.state, course.decision, course.hideReason, course.assignedTo, course.category],
    ...dueValues(course.due),
    ...[course.told, course.answeredDay, course.closedDay, course.firstDueDay, course.firstAnsweredDay],
    ...[course.reopenedDay, course.reopenWhy, course.rating, course.ratedDay, course.mayRate ? 1 : 0],
  ];
}

/** Reads a row of {@link commentColumns}. */
export function toStoredComment(row: Row): StoredComment {
  const text = (name: string): string | null => (row[name] ?? null) as string | null;
  const number = (name: string): number | null => (row[name] ?? null) as number | null;
  const list = <T>(name: string): T[] => (row[name] == null ? [] : (JSON.parse(String(row[name])) as T[]));
  return {
    ...{ number: Number(row.number), id: String(row.id), words: text("words"), page: text("page") },
    masked: list<Masks[number]>("masked"),
    heldFor: list<HoldReason>("held_for"),
    ...{
      state: String(row.state) as CommentState,
      version: Number(row.version),
      decision: text("decision") as Decision,
    },
    hideReason: text("hide_reason") as HideReason | null,
    ...{ unit: String(row.unit), assignedTo: text("assigned"), touchpoint: String(row.touchpoint) },
    ...{ category: String(row.category), receivedDay: Number(row.received_day), due: dueOf(row) },
    ...{ told: String(row.told) as Told, answeredDay: number("answered_day"), closedDay: number("closed_day") },
    ...{ firstDueDay: number("first_due_day"), firstAnsweredDay: number("first_answered_day") },
    ...{ reopenedDay: number("reopened_day"), reopenWhy: text("reopen_why") },
    ...{ rating: number("rating"), ratedDay: number("rated_day"), mayRate: row.may_rate === 1 },
    ...{ service: text("service") || null, level: number("level"), dossier: text("dossier"), like: text("like_id") },
    reasons: list<string>("reasons"),
    replies: list<[string, Day, string, string, number]>("replies").map(([id, day, unit, words, isPublic]) => {
      return { id, day, unit, words, isPublic: isPublic === 1 };
    }),
  };
}

function dueOf(row: Row): CommentCourse["due"] {
  if (row.due_day == null) return null;
  return {
    due: Number(row.due_day),
    warnFrom: Number(row.warn_day),
    escalateFrom: Number(row.escalate_day),
    isAssumed: row.is_assumed === 1,
  };
}
