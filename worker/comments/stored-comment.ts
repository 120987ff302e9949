import type { Day } from "../../shared/calendar/day.ts";
import type { CommentState, HideReason, HoldReason, Masks, NotCommentKind } from "../../shared/contract/comment.ts";
import type { DueDays } from "../deadlines/due-day.ts";

/** The office's decision on what the public sees; null before one. */
export type Decision = "approved" | "hidden" | null;

/** What the audit log has told the office of a comment's clock. */
export type Told = "nothing" | "warned" | "overdue" | "escalated";

/** An answer as stored. */
export type StoredReply = {
  readonly id: string;
  readonly day: Day;
  readonly unit: string;
  readonly words: string;
  readonly isPublic: boolean;
};

/** The fields of a comment that can change after receipt; days since 1970-01-01. */
export type CommentCourse = {
  readonly version: number;
  readonly state: CommentState;
  readonly decision: Decision;
  readonly hideReason: HideReason | null;
  /** What the words are, if the office says that they are no comment. */
  readonly notComment: NotCommentKind | null;
  readonly assignedTo: string | null;
  readonly category: string;
  /** Null for comments from before there were clocks. */
  readonly due: DueDays | null;
  readonly told: Told;
  /** Day of the first answer since the comment was received or reopened. */
  readonly answeredDay: Day | null;
  readonly closedDay: Day | null;
  /** Last day and answer of the first clock, if the comment was reopened and a second clock counts. */
  readonly firstDueDay: Day | null;
  readonly firstAnsweredDay: Day | null;
  readonly reopenedDay: Day | null;
  readonly reopenWhy: string | null;
  /** Satisfaction with the answer, 1 to 5. */
  readonly rating: number | null;
  readonly ratedDay: Day | null;
  /** Whether an answer is not rated yet. */
  readonly mayRate: boolean;
};

/** A comment as stored, with the shown fields of its feedback. */
export type StoredComment = CommentCourse & {
  /** Rises in the order of receipt. */
  readonly number: number;
  /** Random. */
  readonly id: string;
  /** Null after withdrawal. */
  readonly words: string | null;
  readonly masked: Masks;
  readonly heldFor: readonly HoldReason[];
  readonly unit: string;
  readonly touchpoint: string;
  readonly page: string | null;
  readonly service: string | null;
  readonly level: number | null;
  readonly reasons: readonly string[];
  readonly dossier: string | null;
  readonly receivedDay: Day;
  /** People who rated at its kiosk or counter that day; null where it was written elsewhere. */
  readonly counterPeople: number | null;
  /** Id of the oldest comment of the unit that says nearly the same. */
  readonly like: string | null;
  readonly replies: readonly StoredReply[];
};

/** Category of a comment that named no reason. */
export const otherCategory = "other";

/** The unit that has to answer. */
export function unitInCharge({ unit, assignedTo }: Pick<StoredComment, "unit" | "assignedTo">): string {
  return assignedTo ?? unit;
}
