import {
  type CommentChange,
  type CommentState,
  commentChange,
  newReply,
  officeComment,
} from "../../shared/contract/comment.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { askerOf, noteDeed } from "../audit/note-deed.ts";
import type { DueDays } from "../deadlines/due-day.ts";
import { cleanWords } from "../feedback/keep-words.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { ReachDeps } from "../organization/organization.ts";
import { type FailureOf, givenAt, invalidAt } from "../problems/failure.ts";
import type { CommentDeps } from "./comment-deps.ts";
import { type DatedComment, showComment, withETag } from "./office-comment.ts";
import { type CommentCourse, type StoredComment, unitInCharge } from "./stored-comment.ts";
import { officeReader, reachedComment } from "./visible-comment.ts";

const path = "/v1/agencies/:agency/comments/:id";

/** What both changes of a comment by the office have in common. */
const common = {
  params: { id: "The comment's id." },
  audience: "comments:write",
  ifMatch: true,
  answer: officeComment,
  failures: [
    ...(["unknown-comment", "version-needed", "stale-version"] as const),
    ...(["outside-subtree", "unknown-unit", "invalid", "state-unfit"] as const),
  ],
  runs: "in a transaction",
} as const;

/** `PATCH …/comments/{id}`: approves, hides, assigns, closes; needs `If-Match`. */
export const patchComment: Operation<CommentDeps> = operation({
  ...common,
  method: "PATCH",
  path,
  summary: "Approve, hide, assign or close a comment, or say that it is none, by the version that If-Match names",
  description:
    "Approving, hiding and holding need a key that reaches the unit that the comment is about. A unit that the key does not reach gets no comment: the comment goes to the parent of the unit in charge, with the reason, and its clock goes on. Going back a step, turning a decision round and moving to another unit need a reason in `why`. Only a key of the whole agency may say that words are no comment: a unit must not drop what it does not like.",
  body: commentChange,
  run(deps, principal, { params: { id }, ifMatch, body }) {
    const found = currentComment(deps, principal, { id, version: ifMatch });
    if (!found.ok) return found;
    const comment = found.value;
    const target = targetOf(deps, principal, { comment, change: body });
    if (!target.ok) return target;
    const { unit, isDispute } = target.value;
    const { organization, today, deadlineBook } = deps;
    // A clock that was started again is counted from that day.
    const receivedDay = comment.reopenedDay ?? comment.receivedDay;
    const changed = changeComment(comment, unit === undefined ? body : { ...body, unit }, {
      today,
      // A dispute keeps the clock, or disputing would gain time.
      dueDays: (inCharge, category) =>
        isDispute ? comment.due : deadlineBook.dueDays(organization.units, { receivedDay, unit: inCharge, category }),
    });
    if (!changed.ok) return changed;
    const { course, what } = changed.value;
    const deed = { course, what: isDispute ? "comment.disputed" : what, why: body.why ?? null };
    return ok(putComment(deps, principal, { comment, ...deed }));
  },
  shape: (value) => withETag(value),
});

/** `POST …/comments/{id}/replies`: answers a comment; needs `If-Match`. */
export const postReply: Operation<CommentDeps> = operation({
  ...common,
  method: "POST",
  path: `${path}/replies`,
  summary: "Answer a comment, by the version that If-Match names",
  description:
    "The answer is from the unit in charge, or from a unit that is named and that the key reaches. The first answer stops the clock.",
  body: newReply,
  statuses: [201],
  run(deps, principal, { params: { id }, ifMatch, body }) {
    const found = currentComment(deps, principal, { id, version: ifMatch });
    if (!found.ok) return found;
    const comment = found.value;
    if (comment.state === "withdrawn") return fail({ kind: "state-unfit", given: "withdrawn" });
    const { organization, today } = deps;
    const { agency, units } = organization;
    const { reaches } = officeReader(deps, principal);
    const inCharge = unitInCharge(comment);
    const { unit = reaches(inCharge) ? inCharge : subtreeRoot(principal, agency.code) } = body;
    const at = (detail: string): ReturnType<typeof givenAt> => givenAt("/unit", unit, detail);
    if (body.unit !== undefined && unit !== agency.code && !units.knows(unit)) {
      return fail({ kind: "unknown-unit", ...at("must be a known unit") });
    }
    if (body.unit !== undefined && !reaches(unit)) {
      return fail({ kind: "outside-subtree", ...at("is out of the key's reach") });
    }
    const words = cleanWords(body.words);
    if (words === "") return fail(invalidAt("/words", "must hold something to see"));
    deps.comments.addReply(comment.number, { day: today, unit, words, isPublic: body.is_public });
    const course: CommentCourse = {
      ...{ ...comment, version: comment.version + 1, state: comment.state === "closed" ? "closed" : "answered" },
      ...{ answeredDay: comment.answeredDay ?? today, mayRate: true },
    };
    return ok(putComment(deps, principal, { comment, course, what: "comment.answered", why: null }));
  },
  shape: (value) => withETag(value),
});

/** The comment with that id, where the caller has seen its present version; null where they did not say which they have seen. */
function currentComment(
  deps: CommentDeps,
  principal: Principal,
  { id, version }: { readonly id: string; readonly version: number | null },
): Result<StoredComment, FailureOf<"unknown-comment" | "version-needed" | "stale-version">> {
  const found = reachedComment(deps, principal, id);
  if (!found.ok) return found;
  if (version === null) return fail({ kind: "version-needed" });
  if (version === found.value.version) return found;
  return fail({ kind: "stale-version", comment: showComment(deps, principal, found.value).comment });
}

/** A comment, what becomes of it, and what the audit log says of that. */
type CommentDeed = Changed & { readonly comment: StoredComment; readonly why: string | null };

/** Writes a change of a comment, with its entry in the audit log; returns the changed comment. */
function putComment(
  deps: CommentDeps,
  principal: Principal,
  { comment, course, what, why }: CommentDeed,
): DatedComment {
  deps.comments.put(comment.number, course);
  const { unit, id } = comment;
  const deed = { by: askerOf(principal), what, on: id, unit, why };
  noteDeed(deps, { ...deed, before: standing(comment), after: standing(course) });
  return showComment(deps, principal, deps.comments.find(id) ?? comment);
}

/** Where a comment stands, in a word or three. */
function standing({ state, decision, hideReason, notComment, assignedTo, category }: CommentCourse): string {
  const decided = decision !== null && decision !== state ? [decision] : [];
  const said = [
    state,
    ...decided,
    hideReason,
    notComment && `no comment but ${notComment}`,
    assignedTo && `unit ${assignedTo}`,
    `category ${category}`,
  ];
  return said.filter((word) => word !== null).join(", ");
}

type Asked = { readonly comment: StoredComment; readonly change: CommentChange };

type Target = { readonly unit?: string; readonly isDispute: boolean };

/** Whether the key may make this change, and the unit that the comment goes to. */
function targetOf(
  deps: ReachDeps,
  principal: Principal,
  { comment, change }: Asked,
): Result<Target, FailureOf<"outside-subtree" | "unknown-unit" | "invalid">> {
  const { organization, today } = deps;
  const { reaches, ofWholeAgency } = officeReader(deps, principal);
  if (change.not_a_comment !== undefined && !ofWholeAgency)
    return fail({ kind: "outside-subtree", given: comment.unit });
  const isDecision = change.state === "approved" || change.state === "hidden" || change.state === "held";
  if (isDecision && !reaches(comment.unit)) return fail({ kind: "outside-subtree", given: comment.unit });
  if (change.unit === undefined) return ok({ isDispute: false });
  if (change.unit !== organization.agency.code && organization.units.on(today).at(change.unit) === undefined) {
    const detail = "must be a unit that stands today, or nobody would find the comment";
    return fail({ kind: "unknown-unit", ...givenAt("/unit", change.unit, detail) });
  }
  if (reaches(change.unit)) return ok({ unit: change.unit, isDispute: false });
  if (change.why === undefined) {
    return fail(invalidAt("/why", "is needed to send a comment on that is not for the key's units"));
  }
  const path = organization.units.allOn(today).pathTo(unitInCharge(comment));
  return ok({ unit: path.at(-2) ?? organization.agency.code, isDispute: true });
}

/** What a change works with: today, and the days of the clock for another unit or category, counted from the day of receipt. */
export type Changing = {
  readonly today: number;
  readonly dueDays: (unit: string, category: string) => DueDays | null;
};

/** A change that is allowed: the new course, and what the audit log says of it. */
export type Changed = { readonly course: CommentCourse; readonly what: string };

/** Steps in their order: going to an earlier one needs a reason. */
const steps: Readonly<Record<CommentState, number>> = {
  received: 0,
  held: 0,
  approved: 1,
  hidden: 1,
  assigned: 2,
  answered: 3,
  closed: 4,
  withdrawn: 5,
};

/**
 * What a change by the office makes of a comment. Approving and hiding decide what the public sees and stay in force: an
 * assigned, answered or closed comment keeps its step when they change. `state-unfit` where there is no such step from here;
 * `invalid` points at what is missing: a reason to hide, a unit to assign to, a `why`.
 */
export function changeComment(
  comment: StoredComment,
  change: CommentChange,
  changing: Changing,
): Result<Changed, FailureOf<"invalid" | "state-unfit">> {
  const missing = missingIn(comment, change);
  if (missing) return fail(missing);
  if (change.not_a_comment !== undefined) return markComment(comment, change.not_a_comment);
  const { state = comment.state, category = comment.category } = change;
  const from = comment.state;
  if (comment.notComment && change.state !== undefined) {
    return fail({ kind: "state-unfit", given: `${comment.notComment} to ${state}` });
  }
  const isUnfit =
    from === "withdrawn" ||
    (state === "held" && steps[from] > steps.approved) ||
    (state === "closed" && from === state);
  if (isUnfit) return fail({ kind: "state-unfit", given: `${from} to ${state}` });
  const next = stepOf(comment, change, changing);
  const isOtherClock = category !== comment.category || (change.unit ?? comment.assignedTo) !== comment.assignedTo;
  // An answer stops a clock for good.
  const due =
    isOtherClock && comment.answeredDay === null
      ? changing.dueDays(change.unit ?? comment.assignedTo ?? comment.unit, category)
      : comment.due;
  const what = change.state === undefined ? "comment.categorised" : `comment.${change.state}`;
  const told = due?.due === comment.due?.due ? comment.told : "nothing";
  return ok({ course: { ...next, category, due, told, version: comment.version + 1 }, what });
}

/** Says that words are no comment, or that they are one after all. */
function markComment(
  comment: StoredComment,
  notComment: StoredComment["notComment"],
): Result<Changed, FailureOf<"state-unfit">> {
  const { notComment: before = null } = comment;
  if (comment.state === "withdrawn" || before === notComment) {
    return fail({ kind: "state-unfit", given: `${before ?? comment.state} to ${notComment ?? "comment"}` });
  }
  const what = notComment === null ? "comment.is-comment" : "comment.not-a-comment";
  return ok({ course: { ...comment, notComment, version: comment.version + 1 }, what });
}

function missingIn(comment: StoredComment, change: CommentChange): FailureOf<"invalid"> | null {
  const { state, hide_reason, unit, category, not_a_comment, why } = change;
  if (not_a_comment !== undefined) {
    const isAlone = [state, hide_reason, unit, category].every((field) => field === undefined);
    if (!isAlone) return invalidAt("/not_a_comment", "goes with no other change");
    return not_a_comment === null && why === undefined
      ? invalidAt("/why", "is needed to say that it is a comment after all")
      : null;
  }
  if (state === undefined && category === undefined) return invalidAt("/state", "is needed where no category is given");
  if (state === "hidden" && hide_reason === undefined) return invalidAt("/hide_reason", "is needed to hide a comment");
  if (state !== "hidden" && hide_reason !== undefined) return invalidAt("/hide_reason", "goes with the state hidden");
  if (state === "assigned" && unit === undefined) return invalidAt("/unit", "is needed to assign a comment");
  if (state !== "assigned" && unit !== undefined) return invalidAt("/unit", "goes with the state assigned");
  if (why !== undefined || state === undefined) return null;
  return isBack(comment, state)
    ? invalidAt("/why", "is needed to go back a step or to another unit, or to close unanswered")
    : null;
}

/** Whether something that was decided or done is changed again. */
function isBack({ state: from, decision, assignedTo, answeredDay }: StoredComment, to: CommentState): boolean {
  if (to === "approved" || to === "hidden") return decision !== null && decision !== to;
  if (to === "assigned") return assignedTo !== null || steps[from] > steps.assigned;
  if (to === "closed") return answeredDay === null;
  return steps[to] < steps[from];
}

function stepOf(comment: StoredComment, change: CommentChange, { today }: Changing): CommentCourse {
  const { state, hide_reason = null, unit } = change;
  switch (state) {
    case "approved":
    case "hidden": {
      const isLater = steps[comment.state] > steps.approved;
      return { ...comment, decision: state, hideReason: hide_reason, state: isLater ? comment.state : state };
    }
    case "held":
      return { ...comment, state, decision: null, hideReason: null };
    case "assigned":
      return { ...comment, state, assignedTo: unit ?? null, closedDay: null };
    case "closed":
      return { ...comment, state, closedDay: today };
    default:
      return comment;
  }
}
