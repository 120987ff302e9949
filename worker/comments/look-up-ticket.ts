import { formatDay } from "../../shared/calendar/day.ts";
import type { Failure } from "../problems/failure.ts";
import type { Ticket } from "../../shared/contract/ticket.ts";
import { ok, type Result } from "../../shared/result.ts";
import { publicReader } from "./reached-comment.ts";
import type { CommentRooms } from "./comment-rooms.ts";
import type { StoredComment } from "./stored-comment.ts";
import { deadlineOf, namedUnit, toReplies } from "./to-office-comment.ts";
import { visibleComment } from "./visible-comment.ts";
import { heldTicket } from "./held-ticket.ts";

/** What {@link lookUpTicket} works with. */
export type TicketRooms = Pick<CommentRooms, "comments" | "organization" | "today">;

/** Where the comment with that ticket stands, with the unit as it was named that day. Failure: `unknown-ticket`. */
export function lookUpTicket(rooms: TicketRooms, code: string): Result<Ticket, Failure> {
  const held = heldTicket(rooms, code);
  return held.ok ? ok(toTicket(rooms, held.value)) : held;
}

/** A comment as its ticket's holder reads it. */
export function toTicket({ organization, today }: Omit<TicketRooms, "comments">, comment: StoredComment): Ticket {
  const sight = visibleComment(comment, { kind: "holder" });
  const { state, unit, receivedDay, masked, hideReason, rating } = comment;
  const deadline = deadlineOf(comment, today);
  return {
    state,
    received_on: formatDay(receivedDay),
    unit: namedUnit(organization, unit, receivedDay),
    words: sight?.words ?? null,
    masked: [...masked],
    due_on: deadline?.due_on ?? null,
    is_overdue: deadline?.status === "overdue",
    is_published: visibleComment(comment, publicReader({ organization, today })) !== null,
    hide_reason: hideReason,
    replies: toReplies(organization, sight?.replies ?? []),
    rating,
    may: { withdraw: comment.words !== null, reopen: mayReopen(comment), rate: mayRate(comment) },
  };
}

/** Once, after an answer. */
export function mayReopen({ state, replies, reopenedDay }: StoredComment): boolean {
  return (state === "answered" || state === "closed") && replies.length > 0 && reopenedDay === null;
}

/** Once for each time that it was answered. */
export function mayRate({ state, replies, mayRate: isUnrated }: StoredComment): boolean {
  return state !== "withdrawn" && replies.length > 0 && isUnrated;
}
