import { formatDay, toDay } from "../../shared/calendar/day.ts";
import type { Ticket, TicketStep } from "../../shared/contract/ticket.ts";
import type { CourseDeps } from "../audit/note-deed.ts";
import type { ReachDeps } from "../organization/organization.ts";
import { namedUnit } from "./office-comment.ts";
import { type StoredComment, unitInCharge } from "./stored-comment.ts";

/** Steps by the change that the audit log names. Other changes are the office's own affair. */
const kinds: Readonly<Record<string, TicketStep["kind"]>> = {
  "comment.assigned": "passed-on",
  "comment.disputed": "passed-on",
  "comment.answered": "answered",
  "comment.reopened": "reopened",
  "comment.closed": "closed",
  "comment.withdrawn": "withdrawn",
};

/** What happened to a comment, oldest first, by its entries in the audit log. */
export function ticketSteps({ organization, audit }: ReachDeps & CourseDeps, comment: StoredComment): TicketStep[] {
  const { unit, receivedDay, replies, reopenWhy } = comment;
  const steps: TicketStep[] = [];
  const add = (
    kind: TicketStep["kind"],
    day: number,
    by: { unit?: string | null; words?: string | null } = {},
  ): void => {
    const { unit: code = null, words = null } = by;
    const named = code === null ? null : namedUnit(organization, code, day);
    const last = steps.at(-1);
    // Setting a category anew, or assigning to the same unit again, moves nothing.
    if (kind === "passed-on" && last?.kind === kind && last.unit?.code === code) return;
    steps.push({ kind, on: formatDay(day), unit: named, words });
  };
  add("received", receivedDay, { unit });
  let answers = 0;
  for (const { day, what, after } of audit.of(comment.id)) {
    const kind = kinds[what];
    if (kind === "passed-on") add(kind, day, { unit: assignedUnit(after) });
    else if (kind === "answered") add(kind, day, { unit: replies[answers++]?.unit ?? null });
    else if (kind !== undefined) add(kind, day, kind === "reopened" ? { words: reopenWhy } : {});
  }
  return steps;
}

/** The unit in what the audit log says of a comment: `assigned, unit 29869, category other`. */
function assignedUnit(standing: string | null): string | null {
  return /(?:^|, )unit (\S+?)(?:,|$)/.exec(standing ?? "")?.[1] ?? null;
}

/** The units that have to answer today: if the one in charge was merged or divided, those that came after it. */
export function unitsInCharge(
  { organization, today }: ReachDeps,
  comment: StoredComment,
  steps: readonly TicketStep[],
): Ticket["in_charge"] {
  const chosen = steps.findLast(({ kind }) => kind === "passed-on")?.on;
  const day = chosen === undefined ? comment.receivedDay : toDay(chosen);
  const heirs = organization.units.heirsOn(today).heirsOf(unitInCharge(comment), day);
  const codes = new Set(heirs.map(({ unit, below }) => below ?? unit));
  return [...codes].map((code) => namedUnit(organization, code, today));
}
