import { startOfDay } from "../../shared/calendar/zone-day.ts";
import { toDay } from "../../shared/calendar/day.ts";
import { type AuditEntry, auditEntry, auditQuery } from "../../shared/contract/audit.ts";
import { listOf } from "../../shared/contract/list.ts";
import { ok } from "../../shared/result.ts";
import { type NumberMask, numberMask } from "../crypto/hash.ts";
import { subtreeRoot } from "../access/principal.ts";
import { unitsWithin } from "../access/reach.ts";
import { type Position, queryName } from "../lists/cursor.ts";
import { pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { Organization } from "../organization/organization.ts";
import type { AuditStore, StoredAuditEntry } from "./audit-store.ts";

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
    "A key on a subtree reads the entries of its units. Entries of people who wrote comments show it the date without the time; those of comments from kiosks and counters are left out until the day after their receipt, and their receipt for good. Its ids are in no order.",
  query: auditQuery,
  answer: listOf(auditEntry),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  async run({ organization, today, audit, offsetOf }, principal, { query }) {
    const { limit: _limit, cursor: _cursor, ...asked } = query;
    const { agency } = organization;
    const root = subtreeRoot(principal, agency.code);
    const isForUnit = root !== agency.code;
    const filter = {
      units: unitsWithin(root, { organization, today }),
      ...{ on: asked.on ?? null, by: asked.by ?? null, what: asked.what ?? null },
      from: asked.from === undefined ? null : toDay(asked.from),
      to: asked.to === undefined ? null : toDay(asked.to),
      isForUnit,
    };
    const list = { secret: agency.cursor_secret, query: queryName("audit", { ...asked, root }) };
    // A gap between the ids of its own entries would tell a unit's key when something came that it does not see.
    const { mask, unmask } = isForUnit ? await numberMask(agency.cursor_secret) : unmasked;
    const read = async (after: Position | null, most: number): Promise<StoredAuditEntry[]> =>
      audit.list(filter, after === null ? null : await unmask(Number(after[0])), most);
    const page = await pageOf({ ...list, read, positionOf: async ({ id }) => [await mask(id)] }, query);
    if (!page.ok) return page;
    const seen = page.value.data.map((entry) => (isForUnit ? asUnitsSee(entry, offsetOf) : entry));
    const data = await Promise.all(seen.map(async (entry) => ({ ...toAuditEntry(entry), id: await mask(entry.id) })));
    return ok({ ...page.value, data });
  },
});

const unmasked: NumberMask = { mask: async (id) => id, unmask: async (id) => id };

/** Without the time at which somebody wrote, and without the category, which at first is the reason that they named. */
function asUnitsSee(entry: StoredAuditEntry, offsetOf: AuditLogDeps["offsetOf"]): StoredAuditEntry {
  const atMs = writers.has(entry.by) ? startOfDay(entry.day, offsetOf) : entry.atMs;
  if (entry.isOfCounter === 0) return { ...entry, atMs };
  const shorn = (text: string | null): string | null => text?.replace(/(?:, )?category \S+$/, "") ?? null;
  return { ...entry, atMs, before: shorn(entry.before), after: shorn(entry.after) };
}

function toAuditEntry({ atMs, day: _, unit: __, isOfCounter: ___, byName, ...entry }: StoredAuditEntry): AuditEntry {
  return { ...entry, by_name: byName, at: new Date(atMs).toISOString() };
}
