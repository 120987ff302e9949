import * as z from "zod/mini";
import { pageQuery } from "./list.ts";

/** How feedback counts: counted; counted and flagged; or not counted, since a person set it aside. */
export const standing = z.enum(["plain", "flagged", "set_aside"]);

/**
 * One feedback as the office reads it, in its newest revision. It never holds the amend key or the ticket.
 * `change` rises with every write in the agency: a row that was amended comes again with a higher one.
 * Times are in the agency's zone: `answered_at` as the browser gave it, `corrected_at` by our clock, `updated_at` of the newest
 * revision. Keys of the whole agency see `pressure`, the flag `pressure` and the standing that it gives; other keys see the row
 * without them. `comment` holds the words for keys of the whole agency with `comments:read`, else null. Keys of a unit are not
 * told which ratings have words: `has_comment` is null, and so are `dossier` and `page` beside words.
 */
export const feedbackRecord = z.strictObject({
  change: z.int(),
  id: z.string(),
  revision: z.int(),
  unit: z.string(),
  touchpoint: z.string(),
  channel: z.string(),
  service: z.nullable(z.string()),
  day: z.string(),
  answered_at: z.string(),
  revised_at: z.nullable(z.string()),
  corrected_at: z.string(),
  received_at: z.string(),
  updated_at: z.string(),
  level: z.nullable(z.int()),
  answers: z.record(z.string(), z.int()),
  reasons: z.array(z.string()),
  has_comment: z.nullable(z.boolean()),
  comment: z.nullable(z.string()),
  standing,
  flags: z.array(z.string()),
  form_version: z.nullable(z.int()),
  dossier: z.nullable(z.string()),
  page: z.nullable(z.string()),
  follows: z.nullable(z.string()),
  locale: z.nullable(z.string()),
  sequence: z.nullable(z.int()),
  pressure: z.nullable(z.string()),
});

/** See {@link feedbackRecord}. */
export type FeedbackRecord = z.infer<typeof feedbackRecord>;

/** Query of `GET …/feedback`. */
export const feedbackQuery = z.extend(pageQuery, {
  updated_since: z
    .optional(z.string())
    .check(
      z.describe(
        "An instant in ISO 8601: rows changed at or after it. Or the `change` of the last row that you hold: rows changed after it, none twice and none missed.",
      ),
    ),
});

/** See {@link feedbackQuery}. */
export type FeedbackQuery = z.infer<typeof feedbackQuery>;
