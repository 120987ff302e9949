import { monthOf } from "../../shared/calendar/day.ts";
import type { Failure } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { CommentRooms } from "./comment-rooms.ts";
import type { StoredComment } from "./stored-comment.ts";

/** Whole months that a ticket still opens after the month in which its comment was closed, where the agency sets nothing else. */
export const usualTicketMonths = 24;

/** The comment with that ticket. Failure: `unknown-ticket`, for what never was and for what has expired alike. */
export function heldTicket(
  { comments, organization, today }: Pick<CommentRooms, "comments" | "organization" | "today">,
  code: string,
): Result<StoredComment, Failure> {
  const comment = comments.byTicket(code);
  if (comment === null) return fail({ kind: "unknown-ticket" });
  const { closedDay } = comment;
  const months = organization.agency.ticket_months ?? usualTicketMonths;
  const hasExpired = closedDay !== null && monthOf(today) - monthOf(closedDay) > months;
  return hasExpired ? fail({ kind: "unknown-ticket" }) : ok(comment);
}
