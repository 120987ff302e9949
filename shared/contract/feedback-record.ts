import * as z from "zod/mini";
import { pageQuery } from "./list.ts";

/** Whether a feedback counts: it does, it does and is flagged, or a person has set it aside. */
export const standing = z.enum(["plain", "flagged", "set_aside"]);

/**
 * One feedback as the office reads it: its newest revision, and where it belongs. Never with the amend key or the
 * ticket. `change` rises with every write in the agency, so an amended row appears again with a higher one.
 *
 * - Times are in the agency's time zone: `answered_at` as the browser gave it, `corrected_at` by the server's clock,
 *   `updated_at` of the newest revision.
 * - Only keys of the whole agency read rows.
 * - `comment` has the words for keys with `comments:read`, else null.
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
  has_comment: z.boolean(),
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
        "An instant in ISO 8601, for rows that changed at or after it; or the `change` of the last row that the caller has, for rows that changed after it, each exactly once.",
      ),
    ),
});

/** See {@link feedbackQuery}. */
export type FeedbackQuery = z.infer<typeof feedbackQuery>;
