import * as z from "zod/mini";
import { calendarDay } from "../codes.ts";
import { masks } from "./comment.ts";
import { problem } from "./problem.ts";

const outcome = z.enum(["accepted", "duplicate", "refused"]);

/** The server's answer for one feedback. `id` and `revision` are null if the item has no readable ones. */
export const feedbackReceipt = z.strictObject({
  id: z.nullable(z.string()),
  revision: z.nullable(z.number()),
  outcome,
  problem: z.optional(problem),
  /** What was masked in the comment before it was stored; absent if nothing was. */
  masked: z.optional(masks),
  /** The last day for an answer to the comment; absent without a comment. */
  due_on: z.optional(calendarDay),
});

/** See {@link feedbackReceipt}. */
export type FeedbackReceipt = z.infer<typeof feedbackReceipt>;

/** Answer of `POST /v1/feedback`, in the batch's order. */
export const feedbackReceipts = z.strictObject({ receipts: z.array(feedbackReceipt) });

/** The server's answer for one tally. */
export const tallyReceipt = z.strictObject({ id: z.string(), outcome, problem: z.optional(problem) });

/** See {@link tallyReceipt}. */
export type TallyReceipt = z.infer<typeof tallyReceipt>;

/** Answer of `POST …/tallies`. */
export const tallyReceipts = z.strictObject({ receipts: z.array(tallyReceipt) });

/** The server's answer for one volume; `index` is its place in the request. */
export const volumeReceipt = z.strictObject({ index: z.int(), outcome, problem: z.optional(problem) });

/** See {@link volumeReceipt}. */
export type VolumeReceipt = z.infer<typeof volumeReceipt>;

/** Answer of `POST …/volumes`. */
export const volumeReceipts = z.strictObject({ receipts: z.array(volumeReceipt) });
