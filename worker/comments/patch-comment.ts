import { type CommentChange, type CommentState, commentChange, officeComment } from "../../shared/contract/comment.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import type { DeadlineBook } from "../deadlines/deadline-book.ts";
import type { DueDays } from "../deadlines/due-day.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { FailureOf } from "../problems/failure.ts";
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

/** What a change of a comment works with. */
export type PatchCommentDeps = CommentChangeDeps & { readonly deadlineBook: Pick<DeadlineBook, "dueDays"> };

/** `PATCH …/comments/{id}`: approves, hides, assigns, closes; needs `If-Match`. */
export const patchComment: Operation<PatchCommentDeps> = operation({
  method: "PATCH",
  path: "/v1/agencies/:agency/comments/:id",
  params: { id: "The comment's id." },
  audience: "comments:write",
  summary: "Approve, hide, assign or close a comment, by the version that If-Match names",
  description:
    "Approving, hiding and holding need a key that reaches the unit that the comment is about. A unit that the key does not reach gets no comment: the comment goes to the parent of the unit in charge, with the reason, and its clock goes on. Going back a step, turning a decision round and moving to another unit need a reason in `why`.",
  ifMatch: true,
  body: commentChange,
  answer: officeComment,
  failures: changeFailures,
  runs: "in a transaction",
  run: (deps, principal, { params: { id }, ifMatch, body }) =>
    moderate(deps, principal, { id, version: ifMatch, change: body }),
  shape: (value) => withETag(value),
});

function moderate(
  deps: PatchCommentDeps,
  principal: Principal,
  { change, ...named }: CommentNamed & { readonly change: CommentChange },
): Result<DatedComment, ChangeFailure> {
  const found = currentComment(deps, principal, named);
  if (!found.ok) return found;
  const comment = found.value;
  const target = targetOf(deps, principal, { comment, change });
  if (!target.ok) return target;
  const { unit, isDispute } = target.value;
  const { organization, today, deadlineBook } = deps;
  const changed = changeComment(comment, unit === undefined ? change : { ...change, unit }, {
    today,
    // A dispute keeps the clock, or disputing would gain time.
    dueDays: (inCharge, category) =>
      isDispute
        ? comment.due
        : deadlineBook.dueDays(organization.units, { receivedDay: clockDay(comment), unit: inCharge, category }),
  });
  if (!changed.ok) return changed;
  const { course, what } = changed.value;
  const why = change.why ?? null;
  return ok(putComment(deps, principal, { comment, course, what: isDispute ? "comment.disputed" : what, why }));
}

/** A day from which the present clock is counted. */
function clockDay({ reopenedDay, receivedDay }: StoredComment): number {
  return reopenedDay ?? receivedDay;
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
  const { reaches } = officeReader(deps, principal);
  const isDecision = change.state === "approved" || change.state === "hidden" || change.state === "held";
  if (isDecision && !reaches(comment.unit)) return fail({ kind: "outside-subtree", given: comment.unit });
  if (change.unit === undefined) return ok({ isDispute: false });
  if (change.unit !== organization.agency.code && organization.units.on(today).at(change.unit) === undefined) {
    const detail = "must be a unit that stands today, or nobody would find the comment";
    return fail({ kind: "unknown-unit", given: change.unit, errors: [{ pointer: "/unit", detail }] });
  }
  if (reaches(change.unit)) return ok({ unit: change.unit, isDispute: false });
  if (change.why === undefined) {
    return fail(needed("/why", "is needed to send a comment on that is not for the key's units"));
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
  const { state = comment.state, category = comment.category } = change;
  const unfit = unfitStep(comment, state);
  if (unfit) return fail(unfit);
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

function needed(pointer: string, detail: string): FailureOf<"invalid"> {
  return { kind: "invalid", errors: [{ pointer, detail }] };
}

function missingIn(comment: StoredComment, change: CommentChange): FailureOf<"invalid"> | null {
  const { state, hide_reason, unit, category, why } = change;
  if (state === undefined && category === undefined) return needed("/state", "is needed where no category is given");
  if (state === "hidden" && hide_reason === undefined) return needed("/hide_reason", "is needed to hide a comment");
  if (state !== "hidden" && hide_reason !== undefined) return needed("/hide_reason", "goes with the state hidden");
  if (state === "assigned" && unit === undefined) return needed("/unit", "is needed to assign a comment");
  if (state !== "assigned" && unit !== undefined) return needed("/unit", "goes with the state assigned");
  if (why !== undefined || state === undefined) return null;
  return isBack(comment, state)
    ? needed("/why", "is needed to go back a step or to another unit, or to close unanswered")
    : null;
}

/** Whether something that was decided or done is changed again. */
function isBack({ state: from, decision, assignedTo, answeredDay }: StoredComment, to: CommentState): boolean {
  if (to === "approved" || to === "hidden") return decision !== null && decision !== to;
  if (to === "assigned") return assignedTo !== null || steps[from] > steps.assigned;
  if (to === "closed") return answeredDay === null;
  return steps[to] < steps[from];
}

function unfitStep({ state: from }: StoredComment, to: CommentState): FailureOf<"state-unfit"> | null {
  const isUnfit =
    from === "withdrawn" || (to === "held" && steps[from] > steps.approved) || (to === "closed" && from === to);
  return isUnfit ? { kind: "state-unfit", given: `${from} to ${to}` } : null;
}

function stepOf(comment: StoredComment, change: CommentChange, { today }: Changing): CommentCourse {
  const course = courseOf(comment);
  const { state, hide_reason = null, unit } = change;
  switch (state) {
    case "approved":
    case "hidden": {
      const isLater = steps[course.state] > steps.approved;
      return { ...course, decision: state, hideReason: hide_reason, state: isLater ? course.state : state };
    }
    case "held":
      return { ...course, state, decision: null, hideReason: null };
    case "assigned":
      return { ...course, state, assignedTo: unit ?? null, closedDay: null };
    case "closed":
      return { ...course, state, closedDay: today };
    default:
      return course;
  }
}
