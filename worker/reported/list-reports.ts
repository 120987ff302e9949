import type { Failure } from "../problems/failure.ts";
import type { Page } from "../../shared/contract/list.ts";
import type { KeptReports, ReportList, ReportQuery } from "../../shared/contract/report.ts";
import { ok, type Result } from "../../shared/result.ts";
import { askedSubtree } from "../access/asked-subtree.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { unitsWithin } from "../exports/sight.ts";
import { queryName } from "../lists/cursor.ts";
import { pageOf } from "../lists/page-of.ts";
import type { Organization } from "../organization/organization.ts";
import type { ReportStore, StoredReport } from "./report-store.ts";

/** What {@link listReports} works with; `today` in days since 1970-01-01. */
export type ReportListRooms = {
  readonly reports: Pick<ReportStore, "standing" | "withdrawn">;
  readonly organization: Organization;
  readonly today: number;
};

/**
 * What the office has reported within the asker's subtree of today: what stands, by unit; or what was taken back, in the order
 * of that. Failures: `invalid` (period, limit), `unknown-unit`, `outside-subtree`, `bad-cursor`.
 */
export async function listReports<L extends ReportList>(
  rooms: ReportListRooms,
  principal: Principal,
  { list, query }: { readonly list: L; readonly query: ReportQuery },
): Promise<Result<Page<KeptReports[L]>, Failure>> {
  const asked = askedSubtree(rooms, principal, query);
  if (!asked.ok) return asked;
  const { agency } = rooms.organization;
  const { unit, period } = asked.value;
  const { limit: _limit, cursor: _cursor, ...filters } = query;
  const read = query.withdrawn === undefined ? rooms.reports.standing : rooms.reports.withdrawn;
  const { from, to } = period ?? { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER };
  const filter = { units: unitsWithin(unit, rooms), from, to };
  const page = await pageOf<StoredReport<L>>(
    {
      secret: agency.cursor_secret,
      query: queryName(list, { ...filters, root: subtreeRoot(principal, agency.code) }),
      read: (after, most) => read(list, { after, limit: most }, filter),
      positionOf: ({ position }) => position,
    },
    query,
  );
  return page.ok ? ok({ data: page.value.data.map(toKept<L>), meta: page.value.meta }) : page;
}

function toKept<L extends ReportList>({ report, ...kept }: StoredReport<L>): KeptReports[L] {
  const { receivedMs, withdrawnMs, withdrawnBy } = kept;
  return {
    ...report,
    received_at: new Date(receivedMs).toISOString(),
    withdrawn_at: withdrawnMs === null ? null : new Date(withdrawnMs).toISOString(),
    withdrawn_by: withdrawnBy,
  } as KeptReports[L];
}
