import { formatDay, type Month } from "../../shared/calendar/day.ts";
import type { CommentFiguresQuery, Digest } from "../../shared/contract/comment-figures.ts";
import type { Failure } from "../problems/failure.ts";
import type { Page } from "../../shared/contract/list.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { onTimeShares } from "../deadlines/on-time-shares.ts";
import { askedMonths, formatMonth, monthSpan } from "./asked-months.ts";
import type { FigureSpan, LikeCount, StateCount } from "./comment-figures-store.ts";
import { officeReader } from "./reached-comment.ts";
import { type FigureRooms, percentOf } from "./read-answers.ts";
import { namedUnit } from "./to-office-comment.ts";
import { type CommentReader, visibleComment } from "./visible-comment.ts";

const mostReasons = 5;
const mostGroups = 5;

/**
 * What comments say, by the unit they are about and the month of receipt, in that order; units and months without any are
 * left out. Words stand in it only as far as the key may see them. Failures: those of `askedMonths`.
 */
export function readDigests(
  rooms: FigureRooms,
  principal: Principal,
  query: CommentFiguresQuery,
): Result<Page<Digest>, Failure> {
  const asked = askedMonths(rooms, principal, query);
  if (!asked.ok) return asked;
  const { span, months } = asked.value;
  const reader = officeReader(rooms, principal);
  const data = months.flatMap((month) => digestsOf(rooms, reader, { month, span: monthSpan(span, month) }));
  return ok({ data: data.sort(byUnitAndMonth), meta: { next_cursor: null } });
}

type MonthAsked = { readonly month: Month; readonly span: FigureSpan };

function digestsOf(rooms: FigureRooms, reader: CommentReader, { month, span }: MonthAsked): Digest[] {
  const { figures, organization, today } = rooms;
  const states = Map.groupBy(figures.states(span), ({ unit }) => unit);
  const reasons = Map.groupBy(figures.reasons(span), ({ unit }) => unit);
  const likes = Map.groupBy(figures.likes(span), ({ unit }) => unit);
  const overdue = new Map(figures.overdue(span, today).map((row) => [row.unit, row]));
  const shares = new Map(onTimeShares(figures.due(span), today).map((share) => [share.unit, share]));
  return [...states].map(([unit, counts]): Digest => {
    const late = overdue.get(unit);
    const share = shares.get(unit);
    return {
      unit: namedUnit(organization, unit, span.to),
      month: formatMonth(month),
      received: counts.reduce((sum, { comments }) => sum + comments, 0),
      states: countsByState(counts),
      on_time_percent: share ? percentOf(share.answered_on_time, share.received) : null,
      reasons: (reasons.get(unit) ?? [])
        .slice(0, mostReasons)
        .map(({ reason, comments }) => ({ id: reason, comments })),
      groups: (likes.get(unit) ?? []).slice(0, mostGroups).map((like) => groupOf(rooms, reader, { like, span })),
      oldest_overdue: late ? { id: late.id, due_on: formatDay(late.due) } : null,
    };
  });
}

function countsByState(counts: readonly StateCount[]): Digest["states"] {
  return Object.fromEntries(counts.map(({ state, comments }) => [state, comments]));
}

type LikeAsked = { readonly like: LikeCount; readonly span: FigureSpan };

/** A group with the words of the oldest comment in it that the reader sees. */
function groupOf({ figures }: FigureRooms, reader: CommentReader, { like, span }: LikeAsked): Digest["groups"][number] {
  for (const comment of figures.alike(like.like, span)) {
    const words = visibleComment(comment, reader)?.words;
    if (words) return { comments: like.comments, id: comment.id, words };
  }
  return { comments: like.comments, id: null, words: null };
}

function byUnitAndMonth(one: Digest, other: Digest): number {
  const [a, b] = [`${one.unit.code} ${one.month}`, `${other.unit.code} ${other.month}`];
  return a < b ? -1 : a > b ? 1 : 0;
}
