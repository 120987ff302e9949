import type { Failure } from "../problems/failure.ts";
import type { Page, PageQuery } from "../../shared/contract/list.ts";
import type { Shift } from "../../shared/contract/shift.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { needWholeAgency } from "../access/reach.ts";
import { queryName } from "../lists/cursor.ts";
import { pageOf } from "../lists/page-of.ts";
import type { OfficerStore, StoredShift } from "../counts/officer-store.ts";
import type { Organization } from "../organization/organization.ts";

/** What {@link listShifts} works with. */
export type ShiftListRooms = {
  readonly officers: Pick<OfficerStore, "shiftsAfter">;
  readonly organization: Organization;
};

/**
 * All shifts, by touchpoint and beginning; times in UTC. Failures: `outside-subtree` for a key that is not on the whole
 * agency, `invalid`, `bad-cursor`.
 */
export async function listShifts(
  { officers, organization }: ShiftListRooms,
  principal: Principal,
  query: PageQuery,
): Promise<Result<Page<Shift>, Failure>> {
  const allowed = needWholeAgency(principal, organization);
  if (!allowed.ok) return allowed;
  const page = await pageOf<StoredShift>(
    {
      secret: organization.agency.cursor_secret,
      query: queryName("shifts"),
      read: (after, limit) =>
        officers.shiftsAfter(after && { touchpoint: String(after[0]), fromMs: Number(after[1]) }, limit),
      positionOf: ({ touchpoint, fromMs }) => [touchpoint, fromMs],
    },
    query,
  );
  return page.ok ? ok({ data: page.value.data.map(toShift), meta: page.value.meta }) : page;
}

function toShift({ touchpoint, officer, fromMs, toMs }: StoredShift): Shift {
  return { touchpoint, officer, from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
}
