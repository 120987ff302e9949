import * as z from "zod/mini";
import { calendarDay, unitCode } from "../codes.ts";
import { commentState } from "./comment.ts";
import { interval } from "./published-index.ts";

const named = z.strictObject({ code: z.string(), name: z.string() });

/** Query of `GET …/answers` and `GET …/digests`: whole months (`2026-11`, a quarter, a year), of one unit and all below it. */
export const commentFiguresQuery = z.strictObject({
  unit: z.optional(unitCode).check(z.describe("Only this unit and the units below it; the key's unit by default.")),
  period: z.string().check(z.describe("Whole months, at most 12: 2026-11, 2026-Q4, 2026-H2 or 2026.")),
});

/** See {@link commentFiguresQuery}. */
export type CommentFiguresQuery = z.infer<typeof commentFiguresQuery>;

/**
 * Answers to comments of one unit and the month in which they were due: an index of its own, never part of the index of
 * satisfaction with services. `rated` and `tally` (levels 1 to 5) are what tickets' holders said of the answer.
 */
export const answersRow = z.strictObject({
  unit: named,
  month: z.string(),
  /** Comments whose clock has stopped or run out. */
  received: z.int(),
  answered: z.int(),
  on_time: z.int(),
  /** Not answered, and their last day is over. */
  overdue: z.int(),
  /** Comments that still have time: in none of the other counts. */
  running: z.int(),
  on_time_percent: z.nullable(z.number()),
  rated: z.int(),
  tally: z.array(z.int()),
  method: z.literal("top-two@1"),
  /** Percent of ratings of 4 or 5; null without one. */
  value: z.nullable(z.number()),
  interval: z.nullable(interval),
});

/** See {@link answersRow}. */
export type AnswersRow = z.infer<typeof answersRow>;

/** What the comments of one unit and month of receipt say, found by rules that can be read. */
export const digest = z.strictObject({
  unit: named,
  month: z.string(),
  received: z.int(),
  /** State → comments; states without one are left out. */
  states: z.partialRecord(commentState, z.int()),
  /** Of those that were due in the month, whenever they came in, and whose clock has stopped or run out; null where there is none. */
  on_time_percent: z.nullable(z.number()),
  /** The reasons named most, at most 5. */
  reasons: z.array(z.strictObject({ id: z.string(), comments: z.int() })),
  /** Comments that say nearly the same, at most 5 groups of 2 or more; `words` of the oldest that the reader may see. */
  groups: z.array(z.strictObject({ comments: z.int(), id: z.nullable(z.string()), words: z.nullable(z.string()) })),
  /** The comment that has been overdue for longest. */
  oldest_overdue: z.nullable(z.strictObject({ id: z.string(), due_on: calendarDay })),
});

/** See {@link digest}. */
export type Digest = z.infer<typeof digest>;
