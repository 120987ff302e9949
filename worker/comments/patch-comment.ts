import type { CommentChange, NewReply, OfficeComment } from "../../shared/contract/comment.ts";
import type { Failure } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { askerOf, noteDeed } from "../audit/note-deed.ts";
import { changeComment, courseOf } from "./change-comment.ts";
import { cleanWords } from "../feedback/clean-words.ts";
import { officeReader, reachedComment, unitInCharge } from "./reached-comment.ts";
import type { CommentRooms } from "./comment-rooms.ts";
import type { CommentCourse, StoredComment } from "./stored-comment.ts";
import { toOfficeComment } from "./to-office-comment.ts";
import { visibleComment } from "./visible-comment.ts";

/** Which comment, and the version that the asker has seen; null where they did not say. */
export type CommentNamed = { readonly id: string; readonly version: number | null };

/** One comment. Failure: `unknown-comment`, also for what the key may not see. */
export function readComment(rooms: CommentRooms, principal: Principal, id: string): Result<OfficeComment, Failure> {
  const found = reachedComment(rooms, principal, id);
  return found.ok ? ok(shown(rooms, principal, found.value)) : found;
}

/**
 * Moderates, assigns or closes a comment. Deciding what the public sees is for keys that reach the unit it is about. A
 * unit that the key does not reach cannot be given a comment: then it goes to the parent of the unit in charge, with the
 * reason, to be assigned from there; its clock goes on. Failures: `unknown-comment`, `version-needed`, `stale-version` with the comment
 * as it stands now, `unknown-unit`, `outside-subtree`, and those of {@link changeComment}.
 */
export function patchComment(
  rooms: CommentRooms,
  principal: Principal,
  { change, ...named }: CommentNamed & { readonly change: CommentChange },
): Result<OfficeComment, Failure> {
  const found = currentComment(rooms, principal, named);
  if (!found.ok) return found;
  const comment = found.value;
  const target = targetOf(rooms, principal, { comment, change });
  if (!target.ok) return target;
  const { unit, isDispute } = target.value;
  const { organization, today, deadlineBook } = rooms;
  const changed = changeComment(comment, unit === undefined ? change : { ...change, unit }, {
    today,
    // Who disputes keeps the clock, or disputing would gain time.
    dueDays: (inCharge, category) =>
      isDispute
        ? comment.due
        : deadlineBook.dueDays(organization.units, { receivedDay: clockDay(comment), unit: inCharge, category }),
  });
  if (!changed.ok) return changed;
  const { course, what } = changed.value;
  const why = change.why ?? null;
  return put(rooms, principal, { comment, course, what: isDispute ? "comment.disputed" : what, why });
}

/** A day from which the clock that stands now is counted. */
function clockDay({ reopenedDay, receivedDay }: StoredComment): number {
  return reopenedDay ?? receivedDay;
}

/**
 * Answers a comment, for the unit in charge or one that is named. The first answer stops the clock. Failures: `unknown-comment`,
 * `version-needed`, `stale-version`, `state-unfit` for what was withdrawn, `unknown-unit`, `outside-subtree`, `invalid`.
 */
export function replyToComment(
  rooms: CommentRooms,
  principal: Principal,
  { reply, ...named }: CommentNamed & { readonly reply: NewReply },
): Result<OfficeComment, Failure> {
  const found = currentComment(rooms, principal, named);
  if (!found.ok) return found;
  const comment = found.value;
  if (comment.state === "withdrawn") return fail({ kind: "state-unfit", given: "withdrawn" });
  const unit = answeringUnit(rooms, principal, { comment, given: reply.unit });
  if (!unit.ok) return unit;
  const words = cleanWords(reply.words);
  if (words === "")
    return fail({ kind: "invalid", errors: [{ pointer: "/words", detail: "must hold something to see" }] });
  const { today } = rooms;
  rooms.comments.addReply(comment.number, { day: today, unit: unit.value, words, isPublic: reply.is_public });
  const course: CommentCourse = {
    ...courseOf(comment),
    version: comment.version + 1,
    state: comment.state === "closed" ? "closed" : "answered",
    answeredDay: comment.answeredDay ?? today,
    mayRate: true,
  };
  return put(rooms, principal, { comment, course, what: "comment.answered", why: null });
}

type Put = {
  readonly comment: StoredComment;
  readonly course: CommentCourse;
  readonly what: string;
  readonly why: string | null;
};

function put(
  rooms: CommentRooms,
  principal: Principal,
  { comment, course, what, why }: Put,
): Result<OfficeComment, Failure> {
  rooms.comments.put(comment.number, course);
  const { unit, id } = comment;
  const deed = { by: askerOf(principal), what, on: id, unit, why };
  noteDeed(rooms, { ...deed, before: standing(comment), after: standing(course) });
  const now = rooms.comments.find(comment.id) ?? comment;
  return ok(shown(rooms, principal, now));
}

/** Where a comment stands, in a word or three. */
function standing({ state, decision, hideReason, assignedTo, category }: CommentCourse): string {
  const decided = decision !== null && decision !== state ? [decision] : [];
  const said = [state, ...decided, hideReason, assignedTo && `unit ${assignedTo}`, `category ${category}`];
  return said.filter((word) => word !== null).join(", ");
}

function currentComment(
  rooms: CommentRooms,
  principal: Principal,
  { id, version }: CommentNamed,
): Result<StoredComment, Failure> {
  const found = reachedComment(rooms, principal, id);
  if (!found.ok) return found;
  if (version === null) return fail({ kind: "version-needed" });
  if (version === found.value.version) return found;
  return fail({ kind: "stale-version", comment: shown(rooms, principal, found.value) });
}

/** Who has just moved a comment out of their own reach still gets the answer to that. */
function shown(rooms: CommentRooms, principal: Principal, comment: StoredComment): OfficeComment {
  const { words, replies } = comment;
  const sight = visibleComment(comment, officeReader(rooms, principal)) ?? { words, replies, touchpoint: null };
  return toOfficeComment(rooms, comment, sight);
}

type Asked = { readonly comment: StoredComment; readonly change: CommentChange };
type Target = { readonly unit?: string; readonly isDispute: boolean };

/** Whether the key may make this change, and the unit that the comment goes to. */
function targetOf(rooms: CommentRooms, principal: Principal, { comment, change }: Asked): Result<Target, Failure> {
  const { organization, today } = rooms;
  const reader = officeReader(rooms, principal);
  const reach = (unit: string): boolean => reader.kind === "office" && reader.reaches(unit);
  const isDecision = change.state === "approved" || change.state === "hidden" || change.state === "held";
  if (isDecision && !reach(comment.unit)) return fail({ kind: "outside-subtree", given: comment.unit });
  if (change.unit === undefined) return ok({ isDispute: false });
  if (change.unit !== organization.agency.code && organization.units.on(today).at(change.unit) === undefined) {
    return unknownUnit(change.unit, "must be a unit that stands today, or nobody would find the comment");
  }
  if (reach(change.unit)) return ok({ unit: change.unit, isDispute: false });
  if (change.why === undefined) {
    const detail = "is needed to send a comment on that is not for the key's units";
    return fail({ kind: "invalid", errors: [{ pointer: "/why", detail }] });
  }
  const path = organization.units.allOn(today).pathTo(unitInCharge(comment));
  return ok({ unit: path.at(-2) ?? organization.agency.code, isDispute: true });
}

function unknownUnit(
  given: string,
  detail = "must be a known unit",
): { readonly ok: false; readonly failure: Failure } {
  return fail({ kind: "unknown-unit", given, errors: [{ pointer: "/unit", detail }] });
}

type Answering = { readonly comment: StoredComment; readonly given: string | undefined };

function answeringUnit(
  rooms: CommentRooms,
  principal: Principal,
  { comment, given }: Answering,
): Result<string, Failure> {
  const { organization } = rooms;
  const reader = officeReader(rooms, principal);
  const reach = (unit: string): boolean => reader.kind === "office" && reader.reaches(unit);
  const inCharge = unitInCharge(comment);
  if (given === undefined) {
    return ok(reach(inCharge) ? inCharge : subtreeRoot(principal, organization.agency.code));
  }
  if (given !== organization.agency.code && !organization.units.knows(given)) return unknownUnit(given);
  if (reach(given)) return ok(given);
  return fail({
    kind: "outside-subtree",
    given,
    errors: [{ pointer: "/unit", detail: "is out of the key's reach" }],
  });
}
