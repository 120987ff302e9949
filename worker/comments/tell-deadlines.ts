import { formatDay } from "../../shared/calendar/day.ts";
import { noteDeed } from "../audit/note-deed.ts";
import { deadlineStatus } from "../deadlines/due-day.ts";
import { courseOf } from "./change-comment.ts";
import { unitInCharge } from "./reached-comment.ts";
import type { CommentRooms } from "./comment-rooms.ts";
import type { StoredComment, Told } from "./stored-comment.ts";

/** Comments that one call looks at. */
const toldAtOnce = 500;

/**
 * Writes down, in the audit log, which clocks are near their end, which ran out, and which parents are told: each once. What
 * was missed while nothing ran is told at once. True where more are left.
 */
export function tellDeadlines(rooms: CommentRooms): boolean {
  const due = rooms.comments.untold(rooms.today, toldAtOnce);
  for (const comment of due) tell(rooms, comment);
  return due.length === toldAtOnce;
}

function tell(rooms: CommentRooms, comment: StoredComment): void {
  const { organization, today } = rooms;
  if (comment.due === null) return;
  const told = tellingOf(comment, today);
  if (told === "nothing") return;
  const unit = unitInCharge(comment);
  const path = organization.units.allOn(today).pathTo(unit);
  const to = told === "escalated" ? (path.at(-2) ?? organization.agency.code) : unit;
  rooms.comments.put(comment.number, { ...courseOf(comment), told });
  const after = `unit ${to}, due on ${formatDay(comment.due.due)}`;
  noteDeed(rooms, { by: "server", what: `comment.${told}`, on: comment.id, unit: comment.unit, after });
}

function tellingOf({ due, answeredDay }: StoredComment, today: number): Told {
  if (due === null) return "nothing";
  const { status, isEscalated } = deadlineStatus(due, { today, answeredDay });
  if (isEscalated) return "escalated";
  return status === "overdue" || status === "warned" ? status : "nothing";
}
