import { toDay } from "../../shared/calendar/day.ts";
import { type AuditEntry, auditEntry, auditQuery } from "../../shared/contract/audit.ts";
import { listOf } from "../../shared/contract/list.ts";
import { ok } from "../../shared/result.ts";
import { subtreeRoot } from "../access/principal.ts";
import { unitsWithin } from "../access/reach.ts";
import { type Position, queryName } from "../lists/cursor.ts";
import { pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { Organization } from "../organization/organization.ts";
import type { AuditStore, StoredAuditEntry } from "./audit-store.ts";

const dayMs = 86_400_000;

/** What reading the audit log works with; `today` in days since 1970-01-01. */
export type AuditLogDeps = {
  readonly organization: Organization;
  readonly today: number;
  readonly audit: Pick<AuditStore, "list">;
  /** How far the agency's zone is ahead of UTC at an instant, both in milliseconds. */
  readonly offsetOf: (ms: number) => number;
};

/** Values of `by` that stand for a comment's writer. */
const writers: ReadonlySet<string> = new Set(["writer", "ticket"]);

/** `GET …/audit`: who did what, newest first. */
export const getAudit: Operation<AuditLogDeps> = operation({
  method: "GET",
  path: "/v1/agencies/:agency/audit",
  audience: "audit:read",
  summary: "Read who did what, when and why, newest first",
  description:
    "A key on a subtree reads the entries of its units. Entries of people who wrote comments show it the date without the time.",
  query: auditQuery,
  answer: listOf(auditEntry),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  async run({ organization, today, audit, offsetOf }, principal, { query }) {
    const { limit: _limit, cursor: _cursor, ...asked } = query;
    const { agency } = organization;
    const root = subtreeRoot(principal, agency.code);
    const filter = {
      units: unitsWithin(root, { organization, today }),
      ...{ on: asked.on ?? null, by: asked.by ?? null, what: asked.what ?? null },
      from: asked.from === undefined ? null : toDay(asked.from),
      to: asked.to === undefined ? null : toDay(asked.to),
    };
    const list = { secret: agency.cursor_secret, query: queryName("audit", { ...asked, root }) };
    const read = (after: Position | null, most: number): StoredAuditEntry[] =>
      audit.list(filter, after === null ? null : Number(after[0]), most);
    const page = await pageOf({ ...list, read, positionOf: ({ id }) => [id] }, query);
    if (!page.ok) return page;
    // With the time, the unit's staff could tell who wrote.
    const shownMs = (entry: StoredAuditEntry): number =>
      root !== agency.code && writers.has(entry.by) ? startOf(entry.day, offsetOf) : entry.atMs;
    return ok({ ...page.value, data: page.value.data.map((entry) => toAuditEntry(entry, shownMs(entry))) });
  },
});

/** The first instant of a day in the zone of `offsetOf`. */
function startOf(day: number, offsetOf: (ms: number) => number): number {
  const utcMs = day * dayMs;
  return utcMs - offsetOf(utcMs);
}

function toAuditEntry({ atMs: _, day: __, unit: ___, ...entry }: StoredAuditEntry, shownMs: number): AuditEntry {
  return { ...entry, at: new Date(shownMs).toISOString() };
}
