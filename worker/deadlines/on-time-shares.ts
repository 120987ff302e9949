import { type Day, type Month, monthOf } from "../../shared/calendar/day.ts";

/** What {@link onTimeShares} needs of a comment; days since 1970-01-01. */
export type AnsweredComment = {
  readonly unit: string;
  readonly dueDay: Day;
  /** The day of the first answer; null without one. */
  readonly answeredDay: Day | null;
  /** Whether the comment is closed, so that no answer follows. */
  readonly isClosed: boolean;
  /** Satisfaction with the answer, 1 to 5; null without a rating. */
  readonly rating: number | null;
};

/** Counts of one unit and the month in which answers were due. */
export type OnTimeShare = {
  readonly unit: string;
  readonly month: Month;
  /** Comments that are answered, closed or overdue. */
  readonly received: number;
  readonly answered_on_time: number;
  readonly rated: number;
  /** Rated 4 or 5. */
  readonly rated_satisfied: number;
  /** Comments that still have time. The other counts leave them out. */
  readonly running: number;
};

/**
 * Counts answers on time by unit and by the month in which they were due, in that order. Since a comment belongs to the month
 * of its last day, a month no longer changes once it is over. A comment that was closed without an answer was not answered
 * on time. The caller leaves out withdrawn comments.
 *
 * The counts are a suggestion for the inputs `reflections` (= received), `answered_on_time`, `rated` and `rated_satisfied`
 * of `qd766-satisfaction@1`, never those inputs themselves: comments here are not the statutory reflections and petitions
 * that the decision counts.
 */
export function onTimeShares(comments: readonly AnsweredComment[], today: Day): OnTimeShare[] {
  const groups = Map.groupBy(comments, ({ unit, dueDay }) => `${unit} ${monthOf(dueDay)}`);
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const settled = group.filter((comment) => isSettled(comment, today));
      const onTime = settled.filter(({ dueDay, answeredDay }) => answeredDay !== null && answeredDay <= dueDay);
      const ratings = settled.flatMap(({ rating }) => rating ?? []);
      const share: OnTimeShare = {
        ...{ unit: first.unit, month: monthOf(first.dueDay), received: settled.length },
        ...{ answered_on_time: onTime.length, rated: ratings.length },
        rated_satisfied: ratings.filter((rating) => rating >= 4).length,
        running: group.length - settled.length,
      };
      return [share];
    })
    .sort((a, b) => (a.unit === b.unit ? a.month - b.month : a.unit < b.unit ? -1 : 1));
}

/** Whether a comment is answered, closed or overdue. */
export function isSettled({ answeredDay, isClosed, dueDay }: AnsweredComment, today: Day): boolean {
  return answeredDay !== null || isClosed || dueDay < today;
}
