import { RpcTarget } from "cloudflare:workers";
import type { AgencyCalendar, DeadlineClock, PutCalendar } from "../../shared/contract/deadline.ts";
import type { Failure } from "../problems/failure.ts";
import type { Page, PageQuery } from "../../shared/contract/list.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import type { CallTime } from "../agency/agency-rooms.ts";
import type { AuditRooms } from "../audit/note-deed.ts";
import { type AskedDeed, noteResult } from "../audit/note-result.ts";
import type { Reply } from "../agency/reply.ts";
import type { DeadlineBook } from "./deadline-book.ts";
import type { DeadlineStore } from "./deadline-store.ts";
import type { DeadlinesPort } from "./deadlines-port.ts";
import { listDeadlines } from "./list-deadlines.ts";
import { putCalendar, readCalendar } from "./put-calendar.ts";
import { putDeadlines } from "./put-deadlines.ts";

/** What every call about deadlines works with. */
export type DeadlineRooms = CallTime & AuditRooms & { readonly store: DeadlineStore; readonly book: DeadlineBook };

/** What the agency's object hands in. */
export type DeadlinesHands = {
  /** The rooms as they are now. */
  readonly rooms: () => DeadlineRooms;
  /** Runs a call in one transaction. */
  readonly write: <T>(call: () => T) => T;
};

/** Working days and clocks of one agency, as its object hands them out. */
export class DeadlinesTarget extends RpcTarget implements DeadlinesPort {
  readonly #hands: DeadlinesHands;

  constructor(hands: DeadlinesHands) {
    super();
    this.#hands = hands;
  }

  async putCalendar(principal: Principal, calendar: PutCalendar): Reply<AgencyCalendar> {
    return this.#change([principal, "calendar.put", "calendar"], (rooms) => putCalendar(rooms, principal, calendar));
  }

  async readCalendar(): Reply<AgencyCalendar> {
    return ok(readCalendar(this.#hands.rooms()));
  }

  async put(principal: Principal, deadlines: DeadlineClock[]): Reply<Page<DeadlineClock>> {
    return this.#change([principal, "deadlines.put", "deadlines"], (rooms) =>
      putDeadlines(rooms, principal, deadlines),
    );
  }

  async list(query: PageQuery): Reply<Page<DeadlineClock>> {
    return listDeadlines(this.#hands.rooms(), query);
  }

  #change<T>(deed: AskedDeed, call: (rooms: DeadlineRooms) => Result<T, Failure>): Result<T, Failure> {
    const rooms = this.#hands.rooms();
    try {
      return this.#hands.write(() => noteResult(() => rooms, deed, call(rooms)));
    } finally {
      rooms.book.forget();
    }
  }
}
