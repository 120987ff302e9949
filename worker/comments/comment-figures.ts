import { type Day, firstDayOfMonth, formatDay, lastDayOfMonth, monthOf } from "../../shared/calendar/day.ts";
import {
  type AnswersRow,
  answersRow,
  type CommentFiguresQuery,
  commentFiguresQuery,
  type Digest,
  digest,
} from "../../shared/contract/comment-figures.ts";
import type { NotCommentKind, NotComments } from "../../shared/contract/comment.ts";
import { parsePeriod } from "../../shared/calendar/period.ts";
import { listOf } from "../../shared/contract/list.ts";
import { computeIndex } from "../../shared/methods/compute-index.ts";
import { roundHalfUp } from "../../shared/methods/round-half-up.ts";
import { topTwo } from "../../shared/methods/top-two.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { askedSubtree, unitsWithin } from "../access/reach.ts";
import type { Principal } from "../access/principal.ts";
import { type AnsweredComment, isSettled, type OnTimeShare, onTimeShares } from "../deadlines/on-time-shares.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { ReachDeps } from "../organization/organization.ts";
import { type FailureOf, invalidAt } from "../problems/failure.ts";
import type { CommentDeps } from "./comment-deps.ts";
import type { FigureSpan, LikeCount } from "./comment-figures-store.ts";
import { namedUnit } from "./office-comment.ts";
import { type CommentReader, officeReader, visibleComment } from "./visible-comment.ts";

const common = {
  method: "GET",
  query: commentFiguresQuery,
  failures: ["invalid", "unknown-unit", "outside-subtree"],
  runs: "reads",
} as const;

/** `GET …/answers`: answers on time and satisfaction with them, an index of its own. */
export const listAnswers: Operation<CommentDeps> = operation({
  ...common,
  path: "/v1/agencies/:agency/answers",
  audience: "indices:read",
  summary: "Read answers to comments by unit and month: on time, overdue, and how people rated them",
  description:
    "By the unit in charge and the month in which the answer was due. Units and months without comments are left out.",
  answer: listOf(answersRow),
  run(deps, principal, { query }) {
    const asked = askedMonths(deps, principal, query);
    if (!asked.ok) return asked;
    const comments = deps.figures.due(asked.value.span);
    const settled = Map.groupBy(
      comments.filter((comment) => isSettled(comment, deps.today)),
      placeOf,
    );
    const apart = Map.groupBy(deps.figures.dueNotComments(asked.value.span), placeOf);
    const shares = onTimeShares(comments, deps.today);
    const places = new Set(shares.map((share) => placeOf({ unit: share.unit, dueDay: firstDayOfMonth(share.month) })));
    for (const [place, [first]] of apart) if (first && !places.has(place)) shares.push(noShare(first));
    const data = shares.map((share) => {
      const place = placeOf({ unit: share.unit, dueDay: firstDayOfMonth(share.month) });
      return { ...toAnswersRow(deps, share, settled.get(place) ?? []), ...notCommentsOf(apart.get(place)) };
    });
    return ok({ data: data.sort(byUnitAndMonth), meta: { next_cursor: null } });
  },
});

/** `GET …/digests`: what comments say, by unit and month. */
export const listDigests: Operation<CommentDeps> = operation({
  ...common,
  path: "/v1/agencies/:agency/digests",
  audience: "comments:read",
  summary: "Read what comments say by unit and month: states, reasons, groups that say nearly the same",
  description:
    "By the unit that comments are about and the month of receipt. Units and months without comments are left out. Words stand in it as far as the key may see them.",
  answer: listOf(digest),
  run(deps, principal, { query }) {
    const asked = askedMonths(deps, principal, query);
    if (!asked.ok) return asked;
    const reader = officeReader(deps, principal);
    const data = asked.value.months.flatMap((month) => digestsOf(deps, reader, month));
    return ok({ data: data.sort(byUnitAndMonth), meta: { next_cursor: null } });
  },
});

function placeOf({ unit, dueDay }: Pick<AnsweredComment, "unit" | "dueDay">): string {
  return `${unit} ${formatMonth(dueDay)}`;
}

/** The share of a unit and month in which all words that were due are no comment. */
function noShare({ unit, dueDay }: { readonly unit: string; readonly dueDay: Day }): OnTimeShare {
  const none = { received: 0, answered_on_time: 0, rated: 0, rated_satisfied: 0, running: 0 };
  return { unit, month: monthOf(dueDay), ...none };
}

type KindCount = { readonly kind: NotCommentKind; readonly comments: number };

/** The field `not_comments`; left out where there are none. */
function notCommentsOf(counts: readonly KindCount[] = []): { not_comments?: NotComments } {
  if (counts.length === 0) return {};
  const sums = new Map<NotCommentKind, number>();
  for (const { kind, comments } of counts) sums.set(kind, (sums.get(kind) ?? 0) + comments);
  return { not_comments: Object.fromEntries(sums) };
}

function toAnswersRow(deps: ReachDeps, share: OnTimeShare, settled: readonly AnsweredComment[]): AnswersRow {
  const { unit, month, received, answered_on_time, rated, running } = share;
  const tally = [1, 2, 3, 4, 5].map((level) => settled.filter(({ rating }) => rating === level).length);
  const { value, interval } = computeIndex(topTwo, tally);
  const firstDay = firstDayOfMonth(month);
  return {
    ...{ unit: namedUnit(deps.organization, unit, firstDay), month: formatMonth(firstDay) },
    ...{ received, answered: settled.filter(({ answeredDay }) => answeredDay !== null).length },
    on_time: answered_on_time,
    overdue: settled.filter(({ answeredDay, isClosed }) => answeredDay === null && !isClosed).length,
    ...{ running, on_time_percent: percentOf(answered_on_time, received), rated, tally },
    ...{ method: "top-two@1", value, interval },
  };
}

/** Percent with 2 decimals, half up on the exact fraction; null for an empty whole. */
function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : roundHalfUp({ numerator: BigInt(part) * 100n, denominator: BigInt(whole) }, 2);
}

const mostReasons = 5;
const mostGroups = 5;

/** The digests of all units for a span of one month. */
function digestsOf(deps: CommentDeps, reader: CommentReader, span: FigureSpan): Digest[] {
  const { figures, organization, today } = deps;
  const states = Map.groupBy(figures.states(span), ({ unit }) => unit);
  const reasons = Map.groupBy(figures.reasons(span), ({ unit }) => unit);
  const likes = Map.groupBy(figures.likes(span), ({ unit }) => unit);
  const apart = Map.groupBy(figures.notComments(span), ({ unit }) => unit);
  const overdue = new Map(figures.overdue(span, today).map((row) => [row.unit, row]));
  const shares = new Map(onTimeShares(figures.due(span), today).map((share) => [share.unit, share]));
  return [...states].map(([unit, counts]): Digest => {
    const late = overdue.get(unit);
    const share = shares.get(unit);
    const named = (reasons.get(unit) ?? []).slice(0, mostReasons);
    return {
      ...{ unit: namedUnit(organization, unit, span.to), month: formatMonth(span.from) },
      received: counts.reduce((sum, { comments }) => sum + comments, 0),
      states: Object.fromEntries(counts.map(({ state, comments }) => [state, comments])),
      ...notCommentsOf(apart.get(unit)),
      on_time_percent: share ? percentOf(share.answered_on_time, share.received) : null,
      reasons: named.map(({ reason, comments }) => ({ id: reason, comments })),
      groups: (likes.get(unit) ?? []).slice(0, mostGroups).map((like) => groupOf(deps, reader, { ...like, span })),
      oldest_overdue: late ? { id: late.id, due_on: formatDay(late.due) } : null,
    };
  });
}

type Group = LikeCount & { readonly span: FigureSpan };

/** A group, with the words of its oldest comment that the reader sees. */
function groupOf({ figures }: CommentDeps, reader: CommentReader, group: Group): Digest["groups"][number] {
  const { like, comments, span } = group;
  for (const comment of figures.alike(like, span)) {
    const words = visibleComment(comment, reader)?.words;
    if (words) return { comments, id: comment.id, words };
  }
  return { comments, id: null, words: null };
}

type Placed = Pick<Digest, "unit" | "month">;

function byUnitAndMonth(one: Placed, other: Placed): number {
  const [a, b] = [`${one.unit.code} ${one.month}`, `${other.unit.code} ${other.month}`];
  return a < b ? -1 : a > b ? 1 : 0;
}

const mostMonths = 12;

/** The days and the units of the subtree that are asked for, as a whole and month by month. */
type AskedMonths = { readonly span: FigureSpan; readonly months: readonly FigureSpan[] };

/** Reads the months and the subtree that are asked for. Failures point at their parameters. */
function askedMonths(
  deps: ReachDeps,
  principal: Principal,
  { unit, period }: CommentFiguresQuery,
): Result<AskedMonths, FailureOf<(typeof common.failures)[number]>> {
  const subtree = askedSubtree(deps, principal, { unit });
  if (!subtree.ok) return subtree;
  const days = parsePeriod({ period });
  if (!days.ok) return fail({ kind: "invalid", errors: days.failure });
  const { from, to } = days.value;
  const [first, last] = [monthOf(from), monthOf(to)];
  const { ofWholeAgency, today, fewest } = officeReader(deps, principal);
  const unitSees = ofWholeAgency ? null : { today, fewest };
  const isWhole = firstDayOfMonth(first) === from && lastDayOfMonth(last) === to && last - first < mostMonths;
  if (!isWhole) return fail(invalidAt("/period", "must be whole months, at most 12"));
  const units = unitsWithin(subtree.value.unit, deps);
  const months = Array.from({ length: last - first + 1 }, (_, place): FigureSpan => {
    return { units, unitSees, from: firstDayOfMonth(first + place), to: lastDayOfMonth(first + place) };
  });
  return ok({ span: { units, unitSees, from, to }, months });
}

/** The month of a day as `2026-11`. */
function formatMonth(day: Day): string {
  return formatDay(day).slice(0, 7);
}
