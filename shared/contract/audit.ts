import * as z from "zod/mini";
import { calendarDay, instant, textUpTo } from "../codes.ts";
import { pageQuery } from "./list.ts";

/** Query of `GET …/audit`: by object, by caller, by kind of change or its first word (`comment`), by day. */
export const auditQuery = z.extend(pageQuery, {
  on: z.optional(
    textUpTo(200).check(z.describe("Only entries on this: an id, such as a comment's, a device's or a key's.")),
  ),
  by: z.optional(
    textUpTo(64).check(z.describe("Only entries by this asker: a key's or member's id, `root`, `ticket` or `server`.")),
  ),
  what: z.optional(
    z
      .string()
      .check(
        z.regex(/^[a-z-]+(\.[a-z-]+)?$/, "must be such as comment or comment.approved"),
        z.describe("Only this kind of change, such as `comment.approved`, or all that begin so, such as `comment`."),
      ),
  ),
  from: z.optional(calendarDay.check(z.describe("Only entries of this day of the agency and later."))),
  to: z.optional(calendarDay.check(z.describe("Only entries of this day of the agency and earlier."))),
});

/** An entry of the audit log: who did what to what, when and why. Append-only. */
export const auditEntry = z.strictObject({
  id: z.int(),
  at: instant,
  /** A key's or member's id, `root`, `writer` or `ticket` for who wrote a comment or holds its ticket, or `server`. */
  by: z.string(),
  /** Name of the member or key; null for others, and where a unit's key does not see them. */
  by_name: z.nullable(z.string()),
  /** Such as `comment.approved`, `comment.assigned`, `key.created`. */
  what: z.string(),
  on: z.string(),
  before: z.nullable(z.string()),
  after: z.nullable(z.string()),
  why: z.nullable(z.string()),
});

/** See {@link auditEntry}. */
export type AuditEntry = z.infer<typeof auditEntry>;
