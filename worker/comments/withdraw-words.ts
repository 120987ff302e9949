import type { Failure } from "../problems/failure.ts";
import type { Ticket } from "../../shared/contract/ticket.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { noteDeed } from "../audit/note-deed.ts";
import { courseOf } from "./change-comment.ts";
import type { CommentRooms } from "./comment-rooms.ts";
import { eraseWords } from "./erase-words.ts";
import { unitInCharge } from "./reached-comment.ts";
import { keepWords } from "../feedback/keep-words.ts";
import type { CommentCourse, StoredComment } from "./stored-comment.ts";
import { heldTicket } from "./held-ticket.ts";
import { mayRate, mayReopen, toTicket } from "./look-up-ticket.ts";

/**
 * Deletes the words for good: from the comment, from what it is found by, and where answers quote them. The rating stays.
 * Once more changes nothing. Failure: `unknown-ticket`.
 */
export function withdrawWords(rooms: CommentRooms, code: string): Result<Ticket, Failure> {
  const held = heldTicket(rooms, code);
  if (!held.ok) return held;
  const comment = held.value;
  if (comment.words === null) return ok(toTicket(rooms, comment));
  const { comments, today, nowMs, nextChange } = rooms;
  eraseWords(rooms, comment);
  comments.renumber(comment.number, { change: nextChange(1), changedMs: nowMs });
  return put(rooms, comment, {
    what: "comment.withdrawn",
    course: { ...courseOf(comment), reopenWhy: null, state: "withdrawn", closedDay: comment.closedDay ?? today },
  });
}

/**
 * Opens an answered comment again, once, with a clock that is counted from today; the first one stays as it ended. Failures: `unknown-ticket`,
 * `state-unfit`.
 */
export function reopenComment(
  rooms: CommentRooms,
  { code, why }: { readonly code: string; readonly why?: string | undefined },
): Result<Ticket, Failure> {
  const held = heldTicket(rooms, code);
  if (!held.ok) return held;
  const comment = held.value;
  if (!mayReopen(comment)) return fail({ kind: "state-unfit", given: `${comment.state} to reopened` });
  const { organization, today, deadlineBook } = rooms;
  const clock = { receivedDay: today, unit: unitInCharge(comment), category: comment.category };
  const course: CommentCourse = {
    ...courseOf(comment),
    state: "assigned",
    assignedTo: unitInCharge(comment),
    due: deadlineBook.dueDays(organization.units, clock),
    told: "nothing",
    ...{ answeredDay: null, closedDay: null },
    ...{ firstDueDay: comment.due?.due ?? null, firstAnsweredDay: comment.answeredDay },
    reopenedDay: today,
    reopenWhy: why === undefined ? null : keepWords(why).words,
    // What was not rated yet is not to be rated any more: another answer comes.
    mayRate: false,
  };
  return put(rooms, comment, { what: "comment.reopened", course });
}

/** Takes down whether the answer helped, once for each answering. Failures: `unknown-ticket`, `state-unfit`. */
export function rateAnswer(
  rooms: CommentRooms,
  { code, rating }: { readonly code: string; readonly rating: number },
): Result<Ticket, Failure> {
  const held = heldTicket(rooms, code);
  if (!held.ok) return held;
  const comment = held.value;
  if (!mayRate(comment)) return fail({ kind: "state-unfit", given: `${comment.state} to rated` });
  const course = { ...courseOf(comment), rating, ratedDay: rooms.today, mayRate: false };
  return put(rooms, comment, { what: "comment.rated", course });
}

type Act = { readonly what: string; readonly course: CommentCourse };

function put(rooms: CommentRooms, comment: StoredComment, { what, course }: Act): Result<Ticket, Failure> {
  rooms.comments.put(comment.number, { ...course, version: comment.version + 1 });
  const after = what === "comment.rated" ? String(course.rating) : course.state;
  noteDeed(rooms, { by: "ticket", what, on: comment.id, unit: comment.unit, before: comment.state, after });
  return ok(toTicket(rooms, rooms.comments.byNumber(comment.number) ?? comment));
}
