import type { CommentChange, CommentState } from "../../shared/contract/comment.ts";
import type { Failure } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { DueDays } from "../deadlines/due-day.ts";
import type { CommentCourse, StoredComment } from "./stored-comment.ts";

/** What a change works with: today, and the clock of another unit or category, counted from the day of receipt. */
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

/** Of a comment what can change. */
export function courseOf(comment: StoredComment): CommentCourse {
  const { version, state, decision, hideReason, assignedTo, category, due, told, answeredDay, closedDay } = comment;
  const { firstDueDay, firstAnsweredDay, reopenedDay, reopenWhy, rating, ratedDay, mayRate } = comment;
  return {
    ...{ version, state, decision, hideReason, assignedTo, category, due, told, answeredDay, closedDay },
    ...{ firstDueDay, firstAnsweredDay, reopenedDay, reopenWhy, rating, ratedDay, mayRate },
  };
}

/**
 * What a change by an officer makes of a comment. Approving and hiding are decisions on what the public sees and stay in force; an
 * assigned, answered or closed comment keeps its step when they change. Failures: `state-unfit` for what was withdrawn, or
 * where there is no such step from here; `invalid`, pointing at what is missing: a reason to hide, a unit to assign to, a `why`.
 */
export function changeComment(
  comment: StoredComment,
  change: CommentChange,
  changing: Changing,
): Result<Changed, Failure> {
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

function needed(pointer: string, detail: string): Failure {
  return { kind: "invalid", errors: [{ pointer, detail }] };
}

function missingIn(comment: StoredComment, change: CommentChange): Failure | null {
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

function unfitStep({ state: from }: StoredComment, to: CommentState): Failure | null {
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
