import type { Day } from "../../shared/calendar/day.ts";
import type { CommentState, NotCommentKind, NotComments } from "../../shared/contract/comment.ts";
import type { AnsweredComment } from "../deadlines/on-time-shares.ts";
import { type CommentRow, commentColumns, commentSource, toStoredComment } from "./comment-store.ts";
import type { StoredComment } from "./stored-comment.ts";

/** Days (since 1970-01-01, both inclusive) and units; null for all units. */
export type FigureSpan = {
  readonly units: readonly string[] | null;
  readonly from: Day;
  readonly to: Day;
  /** Of a key of a unit: today, and the minimum group size; what `visibleComment` hides from it is not counted. Null: all is. */
  readonly unitSees: { readonly today: Day; readonly fewest: number } | null;
};

/** Number of a unit's comments in a state, or that name a reason. */
type UnitCount<By> = By & { readonly unit: string; readonly comments: number };
type StateCount = UnitCount<{ readonly state: CommentState }>;
type ReasonCount = UnitCount<{ readonly reason: string }>;

/** Number of a unit's comments that say nearly the same; `like` is the number of the oldest. */
export type LikeCount = UnitCount<{ readonly like: number }>;

type NotCommentCount = UnitCount<{ readonly kind: NotCommentKind }>;

type OverdueComment = { readonly unit: string; readonly id: string; readonly due: Day };

/** Counts of comments. */
export interface CommentFiguresStore {
  /** Comments whose first clock ended on these days, by the unit in charge; without withdrawn ones. */
  due(span: FigureSpan): AnsweredComment[];
  states(span: FigureSpan): StateCount[];
  /** Words that are no comment, by the unit that they are about, received on these days. */
  notComments(span: FigureSpan): NotCommentCount[];
  /** Words that are no comment whose first clock ended on these days, by the unit in charge and that day. */
  dueNotComments(span: FigureSpan): (NotCommentCount & { readonly dueDay: Day })[];
  /** Words that are no comment and were sent at a touchpoint. */
  notCommentsAt(touchpoint: string): NotComments;
  /** Most first. */
  reasons(span: FigureSpan): ReasonCount[];
  /** Largest first. */
  likes(span: FigureSpan): LikeCount[];
  /** Comments of a group that were received on these days, oldest first, at most 20. */
  alike(like: number, span: FigureSpan): StoredComment[];
  /** Of each unit the comment that has been overdue for longest, of those received on these days, and its last day. */
  overdue(span: FigureSpan, today: Day): OverdueComment[];
}

/** As `visibleComment` decides for keys of a unit. */
const seen = `(?4 IS NULL OR c.received_day < ?4 OR NOT EXISTS (SELECT 1 FROM said_at_counter AS k WHERE k.id = c.feedback))`;
const withReasons = `(?5 IS NULL OR NOT EXISTS (SELECT 1 FROM said_at_counter AS k
  WHERE k.id = c.feedback AND (k.people < ?5 OR f.dossier IS NOT NULL)))`;
const within = `c.received_day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR c.unit IN (SELECT value FROM json_each(?3))) AND ${seen}`;

type DueRow = Omit<AnsweredComment, "isClosed"> & { readonly isClosed: number };

const dueSql = `
  SELECT coalesce(c.assigned, c.unit) AS unit, coalesce(c.first_due_day, c.due_day) AS dueDay, c.rating,
    iif(c.reopened_day IS NULL, c.answered_day, c.first_answered_day) AS answeredDay,
    c.closed_day IS NOT NULL AND c.reopened_day IS NULL AS isClosed
  FROM comment AS c WHERE coalesce(c.first_due_day, c.due_day) BETWEEN ?1 AND ?2 AND c.state <> 'withdrawn'
    AND c.not_comment IS NULL AND (?3 IS NULL OR coalesce(c.assigned, c.unit) IN (SELECT value FROM json_each(?3))) AND ${seen}`;

const overdueSql = `
  SELECT c.unit, c.id, min(c.due_day) AS due FROM comment AS c
  WHERE ${within} AND c.due_day < ?5 AND c.answered_day IS NULL AND c.closed_day IS NULL AND c.state <> 'withdrawn'
    AND c.not_comment IS NULL
  GROUP BY c.unit`;

const statesSql = `SELECT c.unit, c.state, count(*) AS comments FROM comment AS c WHERE ${within} GROUP BY 1, 2`;

const notCommentsSql = `
  SELECT c.unit, c.not_comment AS kind, count(*) AS comments FROM comment AS c
  WHERE ${within} AND c.not_comment IS NOT NULL GROUP BY 1, 2`;

const dueNotCommentsSql = `
  SELECT coalesce(c.assigned, c.unit) AS unit, coalesce(c.first_due_day, c.due_day) AS dueDay, c.not_comment AS kind,
    count(*) AS comments FROM comment AS c
  WHERE coalesce(c.first_due_day, c.due_day) BETWEEN ?1 AND ?2 AND c.not_comment IS NOT NULL
    AND (?3 IS NULL OR coalesce(c.assigned, c.unit) IN (SELECT value FROM json_each(?3))) AND ${seen}
  GROUP BY 1, 2, 3`;

const notCommentsAtSql = `
  SELECT not_comment AS kind, count(*) AS comments FROM comment
  WHERE touchpoint = ? AND not_comment IS NOT NULL GROUP BY 1`;

const reasonsSql = `
  SELECT c.unit, named.value AS reason, count(*) AS comments
  FROM ${commentSource}, json_each(f.reasons) AS named WHERE ${within} AND ${withReasons} AND c.not_comment IS NULL
  GROUP BY 1, 2 ORDER BY comments DESC, reason`;

const likesSql = `
  SELECT c.unit, coalesce(c.like_of, c.number) AS "like", count(*) AS comments FROM comment AS c
  WHERE ${within} AND c.state <> 'withdrawn' AND c.not_comment IS NULL GROUP BY 1, 2 HAVING comments > 1 ORDER BY comments DESC, 2`;

const alikeSql = `
  SELECT ${commentColumns} FROM ${commentSource} WHERE ${within} AND (c.number = ?5 OR c.like_of = ?5)
  ORDER BY c.number LIMIT 20`;

/** The store on one agency's SQLite. */
export function commentFiguresStore(sql: SqlStorage): CommentFiguresStore {
  const values = ({ units, from, to, unitSees }: FigureSpan): SqlStorageValue[] => [
    ...[from, to, units && JSON.stringify(units), unitSees?.today ?? null],
  ];
  return {
    due: (span) =>
      [...sql.exec<DueRow>(dueSql, ...values(span))].map((row) => ({ ...row, isClosed: row.isClosed === 1 })),
    states: (span) => [...sql.exec<StateCount>(statesSql, ...values(span))],
    notComments: (span) => [...sql.exec<NotCommentCount>(notCommentsSql, ...values(span))],
    dueNotComments: (span) => [...sql.exec<NotCommentCount & { dueDay: Day }>(dueNotCommentsSql, ...values(span))],
    notCommentsAt: (touchpoint) =>
      Object.fromEntries(
        [...sql.exec<Omit<NotCommentCount, "unit">>(notCommentsAtSql, touchpoint)].map((row) => [
          row.kind,
          row.comments,
        ]),
      ),
    reasons: (span) => [...sql.exec<ReasonCount>(reasonsSql, ...values(span), span.unitSees?.fewest ?? null)],
    likes: (span) => [...sql.exec<LikeCount>(likesSql, ...values(span))],
    alike: (like, span) => [...sql.exec<CommentRow>(alikeSql, ...values(span), like)].map(toStoredComment),
    overdue: (span, today) => [...sql.exec<OverdueComment>(overdueSql, ...values(span), today)],
  };
}
