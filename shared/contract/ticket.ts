import * as z from "zod/mini";
import { calendarDay, textUpTo, ticketCode } from "../codes.ts";
import { officialChannel } from "./agency.ts";
import { commentState, hideReason, maskKind, notCommentKind, reply } from "./comment.ts";

/** Body of `POST /v1/tickets/lookup` and `…/withdraw`. The code is never part of a path or a log. */
export const ticketLookup = z.strictObject({ code: ticketCode });

/** Body of `POST /v1/tickets/reopen`. It works once, after an answer. */
export const ticketReopen = z.strictObject({ code: ticketCode, why: z.optional(textUpTo(1000)) });

/** Body of `POST /v1/tickets/rate`: satisfaction with the answer, 1 to 5. */
export const ticketRating = z.strictObject({
  code: ticketCode,
  rating: z.int().check(z.minimum(1), z.maximum(5)),
});

const namedUnit = z.strictObject({ code: z.string(), name: z.string() });

/**
 * One step of a comment. `unit` is the unit that it is about (`received`), goes to (`passed-on`) or was answered by
 * (`answered`), as it was named that day. No step names a person of the office.
 */
export const ticketStep = z.strictObject({
  kind: z.enum(["received", "passed-on", "answered", "reopened", "closed", "withdrawn"]),
  on: calendarDay,
  unit: z.nullable(namedUnit),
  /** What the person wrote when they reopened it; null for other steps and after withdrawal. */
  words: z.nullable(z.string()),
});

/** See {@link ticketStep}. */
export type TicketStep = z.infer<typeof ticketStep>;

/** The state of a comment, and what the ticket holder may do. It has days, never times. */
export const ticket = z.strictObject({
  state: commentState,
  received_on: calendarDay,
  agency: namedUnit,
  unit: namedUnit,
  service: z.nullable(z.strictObject({ id: z.string(), name: z.string() })),
  /** Where to turn for a decision in law. */
  official_channel: z.nullable(officialChannel),
  /** What happened so far, oldest first; the first step is `received`. */
  steps: z.array(ticketStep),
  /** Units that have to answer today; more than one where a unit was divided. */
  in_charge: z.array(namedUnit),
  /** The person's own words as stored; null after withdrawal. */
  words: z.nullable(z.string()),
  masked: z.array(z.strictObject({ kind: maskKind, count: z.int() })),
  due_on: z.nullable(calendarDay),
  /** Days from today to `due_on`, negative after it; null where no answer is due any more. */
  days_left: z.nullable(z.int()),
  is_overdue: z.boolean(),
  is_published: z.boolean(),
  hide_reason: z.nullable(hideReason),
  /** Why the office does not treat the words as a comment: no answer is due. Left out where they are one. */
  not_a_comment: z.optional(notCommentKind),
  replies: z.array(reply),
  rating: z.nullable(z.int()),
  may: z.strictObject({ withdraw: z.boolean(), reopen: z.boolean(), rate: z.boolean() }),
});

/** See {@link ticket}. */
export type Ticket = z.infer<typeof ticket>;
