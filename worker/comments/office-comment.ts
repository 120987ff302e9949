import { type Day, formatDay } from "../../shared/calendar/day.ts";
import { type OfficeComment, officeComment, type Reply } from "../../shared/contract/comment.ts";
import { ok } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { deadlineStatus } from "../deadlines/due-day.ts";
import { type Operation, operation, type Shape } from "../operations/operation.ts";
import type { Organization, ReachDeps } from "../organization/organization.ts";
import type { CommentDeps } from "./comment-deps.ts";
import type { StoredComment, StoredReply } from "./stored-comment.ts";
import { type CommentSight, officeReader, reachedComment, visibleComment } from "./visible-comment.ts";

/** `GET …/comments/{id}`: one comment; its ETag begins with its version. */
export const getComment: Operation<CommentDeps> = operation({
  method: "GET",
  path: "/v1/agencies/:agency/comments/:id",
  params: { id: "The comment's id." },
  audience: "comments:read",
  summary: "Read one comment; its ETag is what If-Match takes",
  answer: officeComment,
  failures: ["unknown-comment"],
  runs: "reads",
  run: (deps, principal, { params: { id } }) => {
    const found = reachedComment(deps, principal, id);
    return found.ok ? ok(showComment(deps, principal, found.value)) : found;
  },
  shape: (value) => withETag(value),
});

/** A comment as a key reads it, and the agency's day. */
export type DatedComment = { readonly comment: OfficeComment; readonly today: Day };

/** The day stands in the ETag, since how a clock stands changes with it and not with the version. */
export function withETag({ comment, today }: DatedComment): Shape {
  return { value: comment, headers: { etag: `"${comment.version}-${today}"` } };
}

/** A comment for a key. A key that has just moved a comment out of its own reach still sees it in the answer to that. */
export function showComment(deps: ReachDeps, principal: Principal, comment: StoredComment): DatedComment {
  const { words, replies } = comment;
  const out = { words, replies, touchpoint: null, rated: { level: null, reasons: [], category: comment.category } };
  const sight = visibleComment(comment, officeReader(deps, principal)) ?? out;
  return { comment: toOfficeComment(deps, comment, sight), today: deps.today };
}

/** A comment as it stands on the wire for a key that sees this much of it. */
export function toOfficeComment(
  { organization, today }: ReachDeps,
  comment: StoredComment,
  sight: CommentSight,
): OfficeComment {
  const { id, version, state, decision, service, page, dossier, rating, like } = comment;
  const { unit, assignedTo, receivedDay, masked, heldFor, reopenedDay } = comment;
  const { level, reasons, category } = sight.rated;
  return {
    ...{ id, version, state, decision, hide_reason: comment.hideReason, held_for: [...heldFor] },
    not_a_comment: comment.notComment,
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

/** Answers as they stand on the wire. */
export function toReplies(organization: Organization, replies: readonly StoredReply[]): Reply[] {
  return replies.map(({ id, day, unit, words, isPublic }) => {
    return { id, on: formatDay(day), unit: namedUnit(organization, unit, day), words, is_public: isPublic };
  });
}

/** A unit with its name on a day. */
export function namedUnit({ agency, units }: Organization, code: string, day: Day): { code: string; name: string } {
  const isRoot = code === agency.code && !units.knows(code);
  return { code, name: isRoot ? agency.name : units.nameOf(code, day) };
}

/** How the clock stands; a clock that ended without an answer was missed. */
export function deadlineOf(
  { due, answeredDay, closedDay, state, notComment }: StoredComment,
  today: Day,
): OfficeComment["deadline"] {
  if (due === null || state === "withdrawn" || notComment) return null;
  const isGivenUp = answeredDay === null && closedDay !== null;
  const { status } = deadlineStatus(due, { today, answeredDay });
  return { due_on: formatDay(due.due), is_assumed: due.isAssumed, status: isGivenUp ? "missed" : status };
}
