import { parseDay } from "../../shared/calendar/day.ts";
import type { AuditEntry, AuditQuery } from "../../shared/contract/comment.ts";
import type { Failure } from "../../shared/contract/failure.ts";
import type { Page } from "../../shared/contract/list.ts";
import { ok, type Result } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import type { CallTime } from "../agency/agency-rooms.ts";
import { queryName } from "../http/cursor.ts";
import { pageOf } from "../http/page-of.ts";
import type { AuditStore, StoredAuditEntry } from "./audit-store.ts";

/** What {@link listAudit} works with. */
export type AuditReading = Pick<CallTime, "organization" | "today"> & { readonly audit: Pick<AuditStore, "list"> };

/**
 * Who did what, newest first. A key of a subtree reads what was done to its units' own. Failures: `invalid` for the limit,
 * `bad-cursor`.
 */
export async function listAudit(
  { organization, today, audit }: AuditReading,
  principal: Principal,
  { limit, cursor, ...asked }: AuditQuery,
): Promise<Result<Page<AuditEntry>, Failure>> {
  const { agency, units } = organization;
  const root = subtreeRoot(principal, agency.code);
  const filter = {
    units: root === agency.code ? null : units.allOn(today).subtree(root),
    ...{ on: asked.on ?? null, by: asked.by ?? null, what: asked.what ?? null },
    ...{ from: dayOrNull(asked.from), to: dayOrNull(asked.to) },
  };
  const page = await pageOf<StoredAuditEntry>(
    {
      secret: agency.cursor_secret,
      query: queryName("audit", { ...asked, root }),
      read: (after, most) => audit.list(filter, after === null ? null : Number(after[0]), most),
      positionOf: ({ id }) => [id],
    },
    { ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) },
  );
  return page.ok ? ok({ ...page.value, data: page.value.data.map(toAuditEntry) }) : page;
}

/** The contract has checked that it is a day. */
function dayOrNull(text: string | undefined): number | null {
  return text === undefined ? null : parseDay(text);
}

function toAuditEntry({ atMs, day: _, unit: __, ...entry }: StoredAuditEntry): AuditEntry {
  return { ...entry, at: new Date(atMs).toISOString() };
}
