import type { DeadlineClock } from "../../shared/contract/deadline.ts";
import type { Failure } from "../problems/failure.ts";
import type { Page, PageQuery } from "../../shared/contract/list.ts";
import type { Result } from "../../shared/result.ts";
import { queryName } from "../lists/cursor.ts";
import { inOrderOf, pageOf } from "../lists/page-of.ts";
import type { ClockRooms } from "./put-deadlines.ts";

/** Every clock that the agency has set, by unit and category, those for all first. Failures: `invalid`, `bad-cursor`. */
export function listDeadlines(
  { organization, store }: ClockRooms,
  query: PageQuery,
): Promise<Result<Page<DeadlineClock>, Failure>> {
  const keyOf = ({ unit, category }: DeadlineClock): string => `${unit ?? ""} ${category ?? ""}`;
  const secret = organization.agency.cursor_secret;
  return pageOf({ secret, query: queryName("deadlines"), ...inOrderOf(store.clocks(), keyOf) }, query);
}
