import { type Day, firstDayOfMonth, monthOfYear } from "../../shared/calendar/day.ts";
import { isClosed, type Period, periodYears, quarterOf, quartersWithin } from "../../shared/calendar/period.ts";
import { type AnsweredComment, onTimeShares } from "../deadlines/on-time-shares.ts";
import type { PublicationFacts } from "../publications/publication-store.ts";
import type { FrozenAnswersStore, ShownAnswers } from "./frozen-answers-store.ts";

/** What freezing needs. */
export type FreezeDeps = {
  readonly frozenAnswers: Pick<FrozenAnswersStore, "lastDay" | "freeze">;
  /** The office's figures: comments whose answer was due on these days. */
  readonly figures: { due(span: Period & { units: null; unitSees: null }): AnsweredComment[] };
};

/**
 * Freezes the answers of every quarter that is closed at a publication and not frozen yet. A comment belongs to the quarter in
 * which its answer was due, and a quarter closes three days after its end, so none of them still has time. Quarters without
 * comments have no row. To be called in the transaction in which the publication is finished.
 */
export function freezeAnswers(
  { frozenAnswers, figures }: FreezeDeps,
  { version, day }: Pick<PublicationFacts, "version" | "day">,
  threshold: number,
): void {
  const lastDay = frozenAnswers.lastDay();
  const from = lastDay === null ? firstDayOfMonth(monthOfYear(periodYears.first, 1)) : lastDay + 1;
  const closed = quartersWithin({ from, to: day }).filter(({ to }) => isClosed(to, day + 1));
  const newest = closed.at(-1);
  if (!newest) return;
  const comments = figures.due({ from, to: newest.to, units: null, unitSees: null });
  const counts = countByQuarter(comments, day + 1);
  for (const quarter of closed) {
    const own = counts.get(quarter.id);
    if (!own) continue;
    frozenAnswers.freeze({
      ...{ quarter: quarter.id, from: quarter.from, to: quarter.to, version },
      ...shownAnswers(own, threshold),
    });
  }
}

/** Comments of one quarter: answered on time, rated, and rated 4 or 5. */
export type AnswerCounts = {
  readonly received: number;
  readonly onTime: number;
  readonly rated: number;
  readonly satisfied: number;
};

function countByQuarter(comments: readonly AnsweredComment[], today: Day): Map<string, AnswerCounts> {
  const counts = new Map<string, AnswerCounts>();
  for (const share of onTimeShares(comments, today)) {
    const { id } = quarterOf(firstDayOfMonth(share.month));
    const { received, onTime, rated, satisfied } = counts.get(id) ?? { received: 0, onTime: 0, rated: 0, satisfied: 0 };
    counts.set(id, {
      received: received + share.received,
      onTime: onTime + share.answered_on_time,
      rated: rated + share.rated,
      satisfied: satisfied + share.rated_satisfied,
    });
  }
  return counts;
}

/**
 * Returns what may be shown of a quarter: all counts if possible, else those on time, else the ratings, else the number of
 * comments. Each group that is shown, and the rest outside it, has nobody or at least `threshold` people. A person without an
 * answer cannot rate it. So if no late comment was answered, all rated ones were on time, and the difference of these two counts
 * is a group as well.
 */
export function shownAnswers(counts: AnswerCounts, threshold: number): ShownAnswers {
  const { received, onTime, rated, satisfied } = counts;
  const areNoneOrMany = (...groups: readonly number[]): boolean =>
    groups.every((people) => people === 0 || Math.abs(people) >= threshold);
  const nothing = { received: null, onTime: null, rated: null, satisfied: null };
  if (!areNoneOrMany(received)) return { ...nothing, withheld: "too-few" };
  const withSpeed = areNoneOrMany(onTime, received - onTime);
  const areRatingsSafe = areNoneOrMany(rated, received - rated, satisfied, rated - satisfied);
  const withRatings = areRatingsSafe && (!withSpeed || areNoneOrMany(onTime - rated));
  return {
    received,
    onTime: withSpeed ? onTime : null,
    ...(withRatings ? { rated, satisfied } : { rated: null, satisfied: null }),
    withheld: withSpeed && withRatings ? null : "protects-another",
  };
}
