import { type NewReply, newReply, officeComment } from "../../shared/contract/comment.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { cleanWords } from "../feedback/clean-words.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { FailureOf } from "../problems/failure.ts";
import type { CommentStore } from "./comment-store.ts";
import {
  type ChangeFailure,
  type CommentChangeDeps,
  type CommentNamed,
  changeFailures,
  currentComment,
  type DatedComment,
  putComment,
  withETag,
} from "./office-comment.ts";
import { type CommentCourse, courseOf, type StoredComment, unitInCharge } from "./stored-comment.ts";
import { officeReader, type ReachDeps } from "./visible-comment.ts";

/** What an answer to a comment works with. */
export type PostReplyDeps = CommentChangeDeps & { readonly comments: Pick<CommentStore, "addReply"> };

/** `POST …/comments/{id}/replies`: answers a comment; needs `If-Match`. */
export const postReply: Operation<PostReplyDeps> = operation({
  method: "POST",
  path: "/v1/agencies/:agency/comments/:id/replies",
  params: { id: "The comment's id." },
  audience: "comments:write",
  summary: "Answer a comment, by the version that If-Match names",
  description:
    "The answer is from the unit in charge, or from a unit that is named and that the key reaches. The first answer stops the clock.",
  ifMatch: true,
  body: newReply,
  answer: officeComment,
  statuses: [201],
  failures: changeFailures,
  runs: "in a transaction",
  run: (deps, principal, { params: { id }, ifMatch, body }) =>
    answerComment(deps, principal, { id, version: ifMatch, reply: body }),
  shape: (value) => withETag(value),
});

function answerComment(
  deps: PostReplyDeps,
  principal: Principal,
  { reply, ...named }: CommentNamed & { readonly reply: NewReply },
): Result<DatedComment, ChangeFailure> {
  const found = currentComment(deps, principal, named);
  if (!found.ok) return found;
  const comment = found.value;
  if (comment.state === "withdrawn") return fail({ kind: "state-unfit", given: "withdrawn" });
  const unit = answeringUnit(deps, principal, { comment, given: reply.unit });
  if (!unit.ok) return unit;
  const words = cleanWords(reply.words);
  if (words === "") {
    return fail({ kind: "invalid", errors: [{ pointer: "/words", detail: "must hold something to see" }] });
  }
  const { today } = deps;
  deps.comments.addReply(comment.number, { day: today, unit: unit.value, words, isPublic: reply.is_public });
  const course: CommentCourse = {
    ...courseOf(comment),
    version: comment.version + 1,
    state: comment.state === "closed" ? "closed" : "answered",
    answeredDay: comment.answeredDay ?? today,
    mayRate: true,
  };
  return ok(putComment(deps, principal, { comment, course, what: "comment.answered", why: null }));
}

type Answering = { readonly comment: StoredComment; readonly given: string | undefined };

function answeringUnit(
  deps: ReachDeps,
  principal: Principal,
  { comment, given }: Answering,
): Result<string, FailureOf<"unknown-unit" | "outside-subtree">> {
  const { agency, units } = deps.organization;
  const { reaches } = officeReader(deps, principal);
  const inCharge = unitInCharge(comment);
  if (given === undefined) return ok(reaches(inCharge) ? inCharge : subtreeRoot(principal, agency.code));
  const point = (
    kind: "unknown-unit" | "outside-subtree",
    detail: string,
  ): Result<never, FailureOf<"unknown-unit" | "outside-subtree">> =>
    fail({ kind, given, errors: [{ pointer: "/unit", detail }] });
  if (given !== agency.code && !units.knows(given)) return point("unknown-unit", "must be a known unit");
  return reaches(given) ? ok(given) : point("outside-subtree", "is out of the key's reach");
}
