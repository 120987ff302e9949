import { firstDayOfMonth, monthOf } from "../../shared/calendar/day.ts";
import type { AnswersRow, CommentFiguresQuery } from "../../shared/contract/comment-figures.ts";
import type { Failure } from "../problems/failure.ts";
import type { Page } from "../../shared/contract/list.ts";
import { computeIndex } from "../../shared/methods/compute-index.ts";
import { roundHalfUp } from "../../shared/methods/round-half-up.ts";
import { topTwo } from "../../shared/methods/top-two.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { type AnsweredComment, type OnTimeShare, onTimeShares } from "../deadlines/on-time-shares.ts";
import { askedMonths, formatMonth } from "./asked-months.ts";
import type { CommentFiguresStore } from "./comment-figures-store.ts";
import type { ReachRooms } from "./reached-comment.ts";
import { namedUnit } from "./to-office-comment.ts";

/** What figures of comments are read from. */
export type FigureRooms = ReachRooms & { readonly figures: CommentFiguresStore };

/**
 * Answers by unit in charge and the month in which they were due, in that order; units and months without any are left
 * out. Failures: those of `askedMonths`.
 */
export function readAnswers(
  rooms: FigureRooms,
  principal: Principal,
  query: CommentFiguresQuery,
): Result<Page<AnswersRow>, Failure> {
  const asked = askedMonths(rooms, principal, query);
  if (!asked.ok) return asked;
  const comments = rooms.figures.due(asked.value.span);
  const settled = Map.groupBy(comments.filter(isSettledOn(rooms.today)), placeOf);
  const shares = onTimeShares(comments, rooms.today);
  const data = shares.map((share) =>
    rowOf(rooms, share, settled.get(`${share.unit} ${formatMonth(share.month)}`) ?? []),
  );
  return ok({ data, meta: { next_cursor: null } });
}

function placeOf({ unit, dueDay }: AnsweredComment): string {
  return `${unit} ${formatMonth(monthOf(dueDay))}`;
}

function isSettledOn(today: number): (comment: AnsweredComment) => boolean {
  return ({ answeredDay, isClosed, dueDay }) => answeredDay !== null || isClosed || dueDay < today;
}

function rowOf(rooms: FigureRooms, share: OnTimeShare, settled: readonly AnsweredComment[]): AnswersRow {
  const { unit, month, received, answered_on_time, rated, running } = share;
  const tally = [1, 2, 3, 4, 5].map((level) => settled.filter(({ rating }) => rating === level).length);
  const { value, interval } = computeIndex(topTwo, tally);
  return {
    unit: namedUnit(rooms.organization, unit, firstDayOfMonth(month)),
    month: formatMonth(month),
    ...{ received, answered: settled.filter(({ answeredDay }) => answeredDay !== null).length },
    on_time: answered_on_time,
    overdue: settled.filter(({ answeredDay, isClosed }) => answeredDay === null && !isClosed).length,
    ...{ running, on_time_percent: percentOf(answered_on_time, received), rated, tally },
    method: "top-two@1",
    ...{ value, interval },
  };
}

/** Percent with 2 decimals, half up on the exact fraction; null of nothing. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : roundHalfUp({ numerator: BigInt(part) * 100n, denominator: BigInt(whole) }, 2);
}
