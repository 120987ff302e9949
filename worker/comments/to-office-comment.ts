import { type Day, formatDay } from "../../shared/calendar/day.ts";
import type { OfficeComment, Reply } from "../../shared/contract/comment.ts";
import { deadlineStatus } from "../deadlines/due-day.ts";
import type { Organization } from "../organization/organization.ts";
import type { ReachRooms } from "./reached-comment.ts";
import type { StoredComment, StoredReply } from "./stored-comment.ts";
import type { CommentSight } from "./visible-comment.ts";

/** A unit as it was named on a day. */
export function namedUnit({ agency, units }: Organization, code: string, day: Day): { code: string; name: string } {
  const isRoot = code === agency.code && !units.knows(code);
  return { code, name: isRoot ? agency.name : units.nameOf(code, day) };
}

/** Answers as they stand on the wire. */
export function toReplies(organization: Organization, replies: readonly StoredReply[]): Reply[] {
  return replies.map(({ id, day, unit, words, isPublic }) => {
    return { id, on: formatDay(day), unit: namedUnit(organization, unit, day), words, is_public: isPublic };
  });
}

/** A comment as a key reads it. */
export function toOfficeComment(
  { organization, today }: ReachRooms,
  comment: StoredComment,
  sight: CommentSight,
): OfficeComment {
  const { id, version, state, decision, service, category, page, level, dossier, rating, like } = comment;
  const { unit, assignedTo, receivedDay, reasons, masked, heldFor, reopenedDay } = comment;
  return {
    ...{ id, version, state, decision, hide_reason: comment.hideReason, held_for: [...heldFor] },
    received_on: formatDay(receivedDay),
    touchpoint: sight.touchpoint,
    unit: namedUnit(organization, unit, receivedDay),
    assigned_to: assignedTo === null ? null : namedUnit(organization, assignedTo, today),
    ...{ service, category, page, level, reasons: [...reasons], words: sight.words, masked: [...masked], dossier },
    deadline: deadlineOf(comment, today),
    replies: toReplies(organization, sight.replies),
    ...{ rating, reopened: reopenedDay !== null, reopen_why: comment.reopenWhy, like },
  };
}

/** How the clock stands; one that ended without an answer was missed. */
export function deadlineOf(
  { due, answeredDay, closedDay, state }: StoredComment,
  today: Day,
): OfficeComment["deadline"] {
  if (due === null || state === "withdrawn") return null;
  const isGivenUp = answeredDay === null && closedDay !== null;
  const { status } = deadlineStatus(due, { today, answeredDay });
  return { due_on: formatDay(due.due), is_assumed: due.isAssumed, status: isGivenUp ? "missed" : status };
}
