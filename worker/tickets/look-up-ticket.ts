import { formatDay } from "../../shared/calendar/day.ts";
import type { Failure } from "../../shared/contract/failure.ts";
import type { Ticket } from "../../shared/contract/ticket.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Organization } from "../organization/organization.ts";
import type { TicketStore } from "./ticket-store.ts";

/** What {@link lookUpTicket} works with. */
export type TicketRooms = { readonly store: TicketStore; readonly organization: Organization };

/** Where the comment with that ticket stands, with the unit as it was named that day. Failure: `unknown-ticket`. */
export function lookUpTicket({ store, organization }: TicketRooms, code: string): Result<Ticket, Failure> {
  const row = store.find(code);
  if (!row) return fail({ kind: "unknown-ticket" });
  const { unit, day, words } = row;
  return ok({
    state: "received",
    received_on: formatDay(day),
    unit: { code: unit, name: organization.units.nameOf(unit, day) },
    words,
    masked: [],
    due_on: null,
    is_overdue: false,
    is_published: false,
    hide_reason: null,
    replies: [],
    rating: null,
    may: { withdraw: false, reopen: false, rate: false },
  });
}
