import * as z from "zod/mini";
import { calendarDay, instant, serviceId, slug, textUpTo, touchpointId, unitCode } from "../codes.ts";
import { commentMaxCodePoints } from "./feedback.ts";
import { pageQuery } from "./list.ts";

/**
 * States of a comment: received, held for review, approved for publication or hidden with a reason, assigned to a unit,
 * answered, closed; withdrawn by its writer. Approving and hiding decide what the public sees, and later states don't
 * change that. A hidden comment is answered like any other.
 */
export const commentStates = [
  "received",
  "held",
  "approved",
  "hidden",
  "assigned",
  "answered",
  "closed",
  "withdrawn",
] as const;

/** See {@link commentStates}. */
export const commentState = z.enum(commentStates);

/** See {@link commentStates}. */
export type CommentState = z.infer<typeof commentState>;

/** Why a comment is not published. Its rating still counts, and the unit still reads the comment. */
export const hideReasons = ["personal-data", "insult", "advertising", "out-of-scope"] as const;

/** See {@link hideReasons}. */
export const hideReason = z.enum(hideReasons);

/** See {@link hideReasons}. */
export type HideReason = z.infer<typeof hideReason>;

/** Kinds of personal data that are masked in comments before they are stored. */
export const maskKinds = [
  "id-number",
  "phone",
  "email",
  "bank-account",
  "plate",
  "dossier",
  "address",
  "birth-date",
] as const;

/** See {@link maskKinds}. */
export const maskKind = z.enum(maskKinds);

/** See {@link maskKinds}. */
export type MaskKind = z.infer<typeof maskKind>;

/** An answer to a comment. `is_public`: shown with an approved comment; else only to the ticket holder and the office. */
export const reply = z.strictObject({
  id: z.string(),
  on: calendarDay,
  unit: z.strictObject({ code: z.string(), name: z.string() }),
  words: z.string(),
  is_public: z.boolean(),
});

/** See {@link reply}. */
export type Reply = z.infer<typeof reply>;

const deadline = z.strictObject({
  due_on: calendarDay,
  /**
   * Whether the count includes a year without a decision on days off. Its days off are computed from the law, without
   * swaps.
   */
  is_assumed: z.boolean(),
  status: z.enum(["running", "warned", "overdue", "met", "missed"]),
});

/** Why a comment is held for review: something was masked, an insult, a link, or many similar comments. */
export const holdReasons = ["masked", "insult", "link", "flood"] as const;

/** See {@link holdReasons}. */
export const holdReason = z.enum(holdReasons);

/** See {@link holdReasons}. */
export type HoldReason = z.infer<typeof holdReason>;

/** A comment as the office reads it. It never has the exact time or the device, so nobody can guess the writer. */
export const officeComment = z.strictObject({
  /** Random, because the id of a feedback contains its time. */
  id: z.string(),
  /** Rises with every change. It is the ETag of `GET …/comments/{id}` and the value of `If-Match`. */
  version: z.int(),
  state: commentState,
  /** Whether the public sees it; null before a decision. */
  decision: z.nullable(z.enum(["approved", "hidden"])),
  hide_reason: z.nullable(hideReason),
  /** Why it was held; empty if it was not. */
  held_for: z.array(holdReason),
  received_on: calendarDay,
  /** Null for keys of a unit: its staff could guess the writer. */
  touchpoint: z.nullable(touchpointId),
  unit: z.strictObject({ code: z.string(), name: z.string() }),
  assigned_to: z.nullable(z.strictObject({ code: z.string(), name: z.string() })),
  service: z.nullable(z.string()),
  category: slug,
  page: z.nullable(z.string()),
  level: z.nullable(z.int()),
  reasons: z.array(z.string()),
  /** Masked; null after withdrawal. */
  words: z.nullable(z.string()),
  masked: z.array(z.strictObject({ kind: maskKind, count: z.int() })),
  dossier: z.nullable(z.string()),
  deadline: z.nullable(deadline),
  replies: z.array(reply),
  /** The ticket holder's satisfaction with the answer, 1 to 5. */
  rating: z.nullable(z.int()),
  reopened: z.boolean(),
  /** Why the ticket holder reopened it. */
  reopen_why: z.nullable(z.string()),
  /** The oldest comment of the unit that says nearly the same; null if there is none. */
  like: z.nullable(z.string()),
});

/** See {@link officeComment}. */
export type OfficeComment = z.infer<typeof officeComment>;

/** Query of `GET …/comments` with a key of `comments:read`. `q` searches the words; it ignores case and diacritics. */
export const officeCommentsQuery = z.extend(pageQuery, {
  state: z.optional(z.string()),
  unit: z.optional(unitCode),
  touchpoint: z.optional(touchpointId),
  service: z.optional(serviceId),
  category: z.optional(slug),
  reason: z.optional(slug),
  overdue: z.optional(z.enum(["true", "false"])),
  from: z.optional(calendarDay),
  to: z.optional(calendarDay),
  q: z.optional(textUpTo(200)),
});

/** See {@link officeCommentsQuery}. */
export type OfficeCommentsQuery = z.infer<typeof officeCommentsQuery>;

/**
 * Body of `PATCH …/comments/{id}`, with `If-Match`. `hidden` needs a `hide_reason`, and `assigned` a `unit`. A step
 * back, or a move to another unit, needs a `why`, which the office sees.
 */
export const commentChange = z.strictObject({
  state: z.optional(z.enum(["held", "approved", "hidden", "assigned", "closed"])),
  hide_reason: z.optional(hideReason),
  unit: z.optional(unitCode),
  category: z.optional(slug),
  why: z.optional(textUpTo(1000)),
});

/** See {@link commentChange}. */
export type CommentChange = z.infer<typeof commentChange>;

/** Body of `POST …/comments/{id}/replies`, with `If-Match`. `unit` is the key's unit or one below it. */
export const newReply = z.strictObject({
  words: textUpTo(commentMaxCodePoints),
  is_public: z._default(z.boolean(), true),
  unit: z.optional(unitCode),
});

/** See {@link newReply}. */
export type NewReply = z.infer<typeof newReply>;

/** Query of `GET …/comments` without a key: approved comments of one touchpoint, or of one of its pages. */
export const publicCommentsQuery = z.extend(pageQuery, {
  touchpoint: touchpointId,
  page: z.optional(textUpTo(200)),
});

/** See {@link publicCommentsQuery}. */
export type PublicCommentsQuery = z.infer<typeof publicCommentsQuery>;

/** An approved comment as everybody reads it. `id` is random, because a UUIDv7 contains the time. */
export const publicComment = z.strictObject({
  id: z.string(),
  on: calendarDay,
  words: z.string(),
  replies: z.array(reply),
});

/** See {@link publicComment}. */
export type PublicComment = z.infer<typeof publicComment>;

/** What was masked in a comment before it was stored. */
export const masks = z.array(z.strictObject({ kind: maskKind, count: z.int() }));

/** See {@link masks}. */
export type Masks = z.infer<typeof masks>;

/** Query of `GET …/audit`: by object, by caller, by kind of change or its first word (`comment`), by day. */
export const auditQuery = z.extend(pageQuery, {
  on: z.optional(textUpTo(200)),
  by: z.optional(textUpTo(64)),
  what: z.optional(z.string().check(z.regex(/^[a-z-]+(\.[a-z-]+)?$/, "must be such as comment or comment.approved"))),
  from: z.optional(calendarDay),
  to: z.optional(calendarDay),
});

/** See {@link auditQuery}. */
export type AuditQuery = z.infer<typeof auditQuery>;

/** An entry of the audit log: who did what to what, when and why. Append-only. */
export const auditEntry = z.strictObject({
  id: z.int(),
  at: instant,
  /** A key's id, `ticket` for a ticket holder, or `server`. */
  by: z.string(),
  /** Such as `comment.approved`, `comment.assigned`, `key.created`. */
  what: z.string(),
  on: z.string(),
  before: z.nullable(z.string()),
  after: z.nullable(z.string()),
  why: z.nullable(z.string()),
});

/** See {@link auditEntry}. */
export type AuditEntry = z.infer<typeof auditEntry>;
