import { parseDay } from "../../shared/calendar/day.ts";
import type { AuditEntry, AuditQuery } from "../../shared/contract/comment.ts";
import type { Failure } from "../problems/failure.ts";
import type { Page } from "../../shared/contract/list.ts";
import { ok, type Result } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import type { CallTime } from "../agency/agency-rooms.ts";
import { zoneOffset } from "../../shared/calendar/zone-day.ts";
import { queryName } from "../lists/cursor.ts";
import { pageOf } from "../lists/page-of.ts";
import type { AuditStore, StoredAuditEntry } from "./audit-store.ts";

const dayMs = 86_400_000;

/** What {@link listAudit} works with. */
export type AuditReading = Pick<CallTime, "organization" | "today"> & { readonly audit: Pick<AuditStore, "list"> };

/** Those who wrote a comment or hold its ticket, as `by` names them. */
const writers: ReadonlySet<string> = new Set(["writer", "ticket"]);

/**
 * Who did what, newest first. A key of a subtree reads what was done to its units' own; of what people did who wrote, the
 * day without the time, or its staff could tell who they are. Failures: `invalid` for the limit, `bad-cursor`.
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
  if (!page.ok) return page;
  const offsetOf = zoneOffset(agency.time_zone);
  const shownMs = (entry: StoredAuditEntry): number =>
    root !== agency.code && writers.has(entry.by) ? startOf(entry.day, offsetOf) : entry.atMs;
  return ok({ ...page.value, data: page.value.data.map((entry) => toAuditEntry(entry, shownMs(entry))) });
}

/** The contract has checked that it is a day. */
function dayOrNull(text: string | undefined): number | null {
  return text === undefined ? null : parseDay(text);
}

/** The first instant of a day in a zone that is so far ahead of UTC. */
function startOf(day: number, offsetOf: (ms: number) => number): number {
  const utcMs = day * dayMs;
  return utcMs - offsetOf(utcMs);
}

function toAuditEntry({ atMs: _, day: __, unit: ___, ...entry }: StoredAuditEntry, shownMs: number): AuditEntry {
  return { ...entry, at: new Date(shownMs).toISOString() };
}
