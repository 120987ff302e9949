import { formatDay } from "../../shared/calendar/day.ts";
import { noteDeed } from "../audit/note-deed.ts";
import { deadlineStatus } from "../deadlines/due-day.ts";
import type { CommentDeps } from "./comment-deps.ts";
import { type StoredComment, unitInCharge } from "./stored-comment.ts";

/** Most comments that one call looks at. */
const toldAtOnce = 500;

/**
 * Writes to the audit log which clocks are near their end, which ran out, and which parents are told, each once. Clocks that ran
 * out while the server was down are told now. True where more comments are left.
 */
export function tellDeadlines(deps: CommentDeps): boolean {
  const due = deps.comments.untold(deps.today, toldAtOnce);
  for (const comment of due) tell(deps, comment);
  return due.length === toldAtOnce;
}

function tell(deps: CommentDeps, comment: StoredComment): void {
  const { organization, today } = deps;
  const { due, answeredDay } = comment;
  if (due === null) return;
  const { status, isEscalated } = deadlineStatus(due, { today, answeredDay });
  const told = isEscalated ? "escalated" : status;
  if (told !== "escalated" && told !== "overdue" && told !== "warned") return;
  const unit = unitInCharge(comment);
  const path = organization.units.allOn(today).pathTo(unit);
  const to = told === "escalated" ? (path.at(-2) ?? organization.agency.code) : unit;
  deps.comments.put(comment.number, { ...comment, told });
  const after = `unit ${to}, due on ${formatDay(due.due)}`;
  noteDeed(deps, { by: "server", what: `comment.${told}`, on: comment.id, unit: comment.unit, after });
}
