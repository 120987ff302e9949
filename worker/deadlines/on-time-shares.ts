import { type Day, type Month, monthOf } from "../../shared/calendar/day.ts";

/** A comment, as far as the punctuality of answers goes; days since 1970-01-01. */
export type AnsweredComment = {
  readonly unit: string;
  readonly dueDay: Day;
  /** The day of the first answer; null without one. */
  readonly answeredDay: Day | null;
  /** Whether nothing more will come. */
  readonly isClosed: boolean;
  /** Satisfaction with the answer, 1 to 5; null where its writer gave none. */
  readonly rating: number | null;
};

/** Counts of one unit and the month in which answers were due. */
export type OnTimeShare = {
  readonly unit: string;
  readonly month: Month;
  /** Comments whose clock has stopped or run out. */
  readonly received: number;
  readonly answered_on_time: number;
  readonly rated: number;
  /** Rated 4 or 5. */
  readonly rated_satisfied: number;
  /** Comments that still have time: in none of the other counts. */
  readonly running: number;
};

/**
 * Counts answers on time by unit and the month in which they were due, in that order. A comment belongs to the month of
 * its last day, so that a month is settled when it is over: a later answer stays late, and nothing comes in behind. One
 * that was closed without an answer was not answered on time. What was withdrawn is left out by the caller.
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
      return first ? [shareOf(group, { unit: first.unit, month: monthOf(first.dueDay), today })] : [];
    })
    .sort((a, b) => (a.unit === b.unit ? a.month - b.month : a.unit < b.unit ? -1 : 1));
}

type Group = { readonly unit: string; readonly month: Month; readonly today: Day };

function shareOf(comments: readonly AnsweredComment[], { unit, month, today }: Group): OnTimeShare {
  const settled = comments.filter(
    ({ dueDay, answeredDay, isClosed }) => answeredDay !== null || isClosed || dueDay < today,
  );
  const ratings = settled.flatMap(({ rating }) => (rating === null ? [] : [rating]));
  return {
    unit,
    month,
    received: settled.length,
    answered_on_time: settled.filter(({ dueDay, answeredDay }) => answeredDay !== null && answeredDay <= dueDay).length,
    rated: ratings.length,
    rated_satisfied: ratings.filter((rating) => rating >= 4).length,
    running: comments.length - settled.length,
  };
}
