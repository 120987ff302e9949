import * as z from "zod/mini";
import { calendarDay, serviceId, shownTextUpTo, slug, textUpTo, touchpointId, unitCode } from "../codes.ts";
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

/** What words can be that are no comment: an advert, a test, abuse. They count in no figure of a unit, and are counted in public. */
export const notCommentKinds = ["advert", "test", "abuse"] as const;

/** See {@link notCommentKinds}. */
export const notCommentKind = z.enum(notCommentKinds);

/** See {@link notCommentKinds}. */
export type NotCommentKind = z.infer<typeof notCommentKind>;

/** Number of words that are no comment, by kind. Kinds without any are left out. */
export const notComments = z.partialRecord(notCommentKind, z.int());

/** See {@link notComments}. */
export type NotComments = z.infer<typeof notComments>;

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
  /** Null where it is a comment. */
  not_a_comment: z.nullable(notCommentKind),
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

/** Query of `GET …/comments` with a key of `comments:read`. */
export const officeCommentsQuery = z.extend(pageQuery, {
  state: z
    .optional(z.string())
    .check(z.describe(`Only comments in one of these states, with commas between: ${commentStates.join(", ")}.`)),
  unit: z
    .optional(unitCode)
    .check(
      z.describe("Only comments about this unit or a unit below it, or assigned to one; the key's unit by default."),
    ),
  touchpoint: z
    .optional(touchpointId)
    .check(z.describe("Only comments from this touchpoint. Without a key it is needed.")),
  service: z.optional(serviceId).check(z.describe("Only comments on this service.")),
  category: z.optional(slug).check(z.describe("Only comments of this category.")),
  reason: z.optional(slug).check(z.describe("Only comments that name this reason.")),
  overdue: z
    .optional(z.enum(["true", "false"]))
    .check(z.describe("Only comments whose last day is over without an answer, or only the others.")),
  order: z
    .optional(z.enum(["received", "due"]))
    .check(z.describe("By receipt, the newest first; or by the day when an answer is due, the soonest first.")),
  from: z.optional(calendarDay).check(z.describe("Only comments received on this day or later.")),
  to: z.optional(calendarDay).check(z.describe("Only comments received on this day or earlier.")),
  q: z
    .optional(textUpTo(200))
    .check(z.describe("Only comments with all of these words, without regard to case and diacritics.")),
});

/** See {@link officeCommentsQuery}. */
export type OfficeCommentsQuery = z.infer<typeof officeCommentsQuery>;

/**
 * Body of `PATCH …/comments/{id}`, with `If-Match`. `hidden` needs a `hide_reason`, and `assigned` a `unit`. A step
 * back, or a move to another unit, needs a `why`, which the office sees. `not_a_comment` stands alone; null takes it
 * back, with a `why`.
 */
export const commentChange = z.strictObject({
  state: z.optional(z.enum(["held", "approved", "hidden", "assigned", "closed"])),
  hide_reason: z.optional(hideReason),
  unit: z.optional(unitCode),
  category: z.optional(slug),
  not_a_comment: z.optional(z.nullable(notCommentKind)),
  why: z.optional(shownTextUpTo(1000)),
});

/** See {@link commentChange}. */
export type CommentChange = z.infer<typeof commentChange>;

/** Body of `POST …/comments/{id}/replies`, with `If-Match`. `unit` is the key's unit or one below it. */
export const newReply = z.strictObject({
  words: textUpTo(commentMaxCodePoints),
  is_public: z._default(z.boolean(), true),
  unit: z.optional(unitCode),
});

/** The page of the host that comments were written on. */
export const commentPage = z
  .optional(textUpTo(200))
  .check(z.describe("Only comments from this page of the host. Not taken with a key."));

/** Query of `GET …/comments` without a key: approved comments of one touchpoint, or of one of its pages. */
export const publicCommentsQuery = z.extend(pageQuery, { touchpoint: touchpointId, page: commentPage });

/** See {@link publicCommentsQuery}. */
export type PublicCommentsQuery = z.infer<typeof publicCommentsQuery>;

/** An approved comment as everybody reads it. `id` is random, because a UUIDv7 contains the time. */
export const publicComment = z.strictObject({
  id: z.string(),
  on: calendarDay,
  words: z.string(),
  replies: z.array(reply),
});

/**
 * Approved comments of a touchpoint. `not_comments`: words sent at it that were no comment, in all; left out where there
 * are none.
 */
export const publicComments = z.strictObject({
  data: z.array(publicComment),
  meta: z.strictObject({ next_cursor: z.nullable(z.string()), not_comments: z.optional(notComments) }),
});

/** See {@link publicComments}. */
export type PublicComments = z.infer<typeof publicComments>;

/** See {@link publicComment}. */
export type PublicComment = z.infer<typeof publicComment>;

/** What was masked in a comment before it was stored. */
export const masks = z.array(z.strictObject({ kind: maskKind, count: z.int() }));

/** See {@link masks}. */
export type Masks = z.infer<typeof masks>;
