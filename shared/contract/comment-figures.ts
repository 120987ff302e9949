import * as z from "zod/mini";
import { calendarDay, unitCode } from "../codes.ts";
import { commentState, notComments } from "./comment.ts";
import { interval } from "./published-index.ts";

const named = z.strictObject({ code: z.string(), name: z.string() });

/** Query of `GET …/answers` and `GET …/digests`: whole months (`2026-11`, a quarter, a year), for a unit's subtree. */
export const commentFiguresQuery = z.strictObject({
  unit: z.optional(unitCode).check(z.describe("Only this unit and the units below it; the key's unit by default.")),
  period: z.string().check(z.describe("Whole months, at most 12: 2026-11, 2026-Q4, 2026-H2 or 2026.")),
});

/** See {@link commentFiguresQuery}. */
export type CommentFiguresQuery = z.infer<typeof commentFiguresQuery>;

/**
 * Answers to comments, by unit and month in which they were due. It is a separate index, never part of the index of
 * satisfaction with services. `rated` and `tally` (levels 1 to 5) are ratings of the answer by ticket holders.
 */
export const answersRow = z.strictObject({
  unit: named,
  month: z.string(),
  /** Comments that were answered, or whose deadline has passed. */
  received: z.int(),
  answered: z.int(),
  on_time: z.int(),
  /** Comments that were not answered, and whose deadline has passed. */
  overdue: z.int(),
  /** Comments before their deadline. They are in no other count. */
  running: z.int(),
  /** Words that were due in the month and are no comment. They are in no other count; left out where there are none. */
  not_comments: z.optional(notComments),
  on_time_percent: z.nullable(z.number()),
  rated: z.int(),
  tally: z.array(z.int()),
  method: z.literal("top-two@1"),
  /** Percent of ratings that are 4 or 5; null without ratings. */
  value: z.nullable(z.number()),
  interval: z.nullable(interval),
});

/** See {@link answersRow}. */
export type AnswersRow = z.infer<typeof answersRow>;

/** A summary of the comments of one unit and month of receipt, computed by plain rules. */
export const digest = z.strictObject({
  unit: named,
  month: z.string(),
  received: z.int(),
  /** Number of comments by state. States without comments are left out. */
  states: z.partialRecord(commentState, z.int()),
  /** Of them, words that are no comment. They are in no figure below; left out where there are none. */
  not_comments: z.optional(notComments),
  /**
   * Percent answered on time, of the comments that were due in the month and are answered or late; null if there are
   * none.
   */
  on_time_percent: z.nullable(z.number()),
  /** The most frequent reasons, at most 5. */
  reasons: z.array(z.strictObject({ id: z.string(), comments: z.int() })),
  /**
   * Groups of 2 or more comments that say nearly the same, at most 5. `words`: of the oldest one that the reader may
   * see.
   */
  groups: z.array(z.strictObject({ comments: z.int(), id: z.nullable(z.string()), words: z.nullable(z.string()) })),
  /** The comment that has been overdue for longest. */
  oldest_overdue: z.nullable(z.strictObject({ id: z.string(), due_on: calendarDay })),
});

/** See {@link digest}. */
export type Digest = z.infer<typeof digest>;
