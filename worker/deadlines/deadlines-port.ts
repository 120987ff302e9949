import type { AgencyCalendar, DeadlineClock, PutCalendar } from "../../shared/contract/deadline.ts";
import type { Page, PageQuery } from "../../shared/contract/list.ts";
import type { Principal } from "../access/principal.ts";
import type { Reply } from "../agency/reply.ts";

/** What the Worker asks of an agency's object about working days and clocks. */
export interface DeadlinesPort {
  putCalendar(principal: Principal, calendar: PutCalendar): Reply<AgencyCalendar>;
  readCalendar(): Reply<AgencyCalendar>;
  put(principal: Principal, deadlines: DeadlineClock[]): Reply<Page<DeadlineClock>>;
  list(query: PageQuery): Reply<Page<DeadlineClock>>;
}
