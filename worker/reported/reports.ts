import type * as z from "zod/mini";
import { listOf } from "../../shared/contract/list.ts";
import type { Problem } from "../../shared/contract/problem.ts";
import { type Kept, type ReportList, type Reports, reportQuery } from "../../shared/contract/report.ts";
import { fail, ok, type PointedError, type Result } from "../../shared/result.ts";
import { askedSubtree, unitsWithin } from "../access/reach.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { askerOf, type AuditDeps, noteDeed } from "../audit/note-deed.ts";
import type { Keep } from "../imports/take-import.ts";
import { type Position, queryName } from "../lists/cursor.ts";
import { pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { Organization } from "../organization/organization.ts";
import type { Failure } from "../problems/failure.ts";
import { receiptProblem } from "../problems/problems.ts";
import type { ReportStore, StoredReport } from "./report-store.ts";

/** What the operations on reports work with. */
export type ReportDeps = { readonly reports: ReportStore; readonly organization: Organization } & AuditDeps;

/** The operation that reads a list of reports; `row` is what it lists. */
export function reportListing(
  list: ReportList,
  { summary, row }: { readonly summary: string; readonly row: z.ZodMiniType },
): Operation<ReportDeps> {
  return operation({
    method: "GET",
    path: `/v1/agencies/:agency/${list}`,
    audience: "tallies:write",
    summary,
    description:
      "Lists reports within the key's subtree: valid ones by unit, withdrawn ones in the order of their withdrawal.",
    query: reportQuery,
    answer: listOf(row),
    failures: ["invalid", "unknown-unit", "outside-subtree", "bad-cursor"],
    runs: "reads",
    async run({ reports, organization, today }, principal, { query }) {
      const asked = askedSubtree({ organization, today }, principal, query);
      if (!asked.ok) return asked;
      const { limit: _limit, cursor: _cursor, ...filters } = query;
      const root = subtreeRoot(principal, organization.agency.code);
      const { from, to } = asked.value.period ?? { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER };
      const filter = { units: unitsWithin(asked.value.unit, { organization, today }), from, to };
      const read = query.withdrawn === undefined ? reports.standing : reports.withdrawn;
      const page = await pageOf(
        {
          secret: organization.agency.cursor_secret,
          query: queryName(list, { ...filters, root }),
          read: (after, limit) => read(list, { after, limit }, filter),
          positionOf: ({ position }) => position,
        },
        query,
      );
      return page.ok ? ok({ ...page.value, data: page.value.data.map(toKept) }) : page;
    },
  });
}

function toKept({
  report,
  receivedMs,
  withdrawnMs,
  withdrawnBy,
}: StoredReport<ReportList>): Reports[ReportList] & Kept {
  return {
    ...report,
    received_at: new Date(receivedMs).toISOString(),
    withdrawn_at: withdrawnMs === null ? null : new Date(withdrawnMs).toISOString(),
    withdrawn_by: withdrawnBy,
  };
}

/** Items as they were given, and what of them is kept. */
export type GivenItems = { readonly items: readonly unknown[]; readonly keep: Keep };

/** What a receipt says besides which item it is of. */
type Receipt = { readonly outcome: "accepted" | "duplicate" | "refused"; readonly problem?: Problem | undefined };

type Receipts = { readonly receipts: readonly Receipt[] };

/** What became of one item, as its receipt says it. */
export function receiptOf(taken: Result<"accepted" | "duplicate", Failure>): Receipt {
  return taken.ok ? { outcome: taken.value } : { outcome: "refused", problem: receiptProblem(taken.failure) };
}

/** Whether what was written of items stays, by their receipts. */
export function areKept({ keep }: GivenItems, { receipts }: Receipts): boolean {
  return keep === "each" || (keep === "whole" && receipts.every(({ outcome }) => outcome !== "refused"));
}

/** What is wrong with refused items, pointed at as `/items/3/unit`. */
export function refusedIn({ receipts }: Receipts): PointedError[] {
  return receipts.flatMap(({ problem }, index) => {
    const errors = problem && (problem.errors ?? [{ pointer: "", detail: problem.title }]);
    return (errors ?? []).map(({ pointer, detail }) => ({ pointer: `/items/${index}${pointer}`, detail }));
  });
}

/** The report to withdraw, and when that fails. */
export type NamedReport<L extends ReportList, W, U> = {
  readonly list: L;
  /** What tells the report apart, as the store keeps it. */
  readonly name: Position;
  /** What is wrong with its place; `report` is undefined if no such report ever came. */
  readonly wrong: (report: Reports[L] | undefined) => W | null;
  /** The failure if no such report ever came. */
  readonly unknown: U;
};

/** Withdraws a report: it is counted no more, and stays in the list of withdrawn ones. Changes nothing if it is withdrawn already. */
export function withdrawReport<L extends ReportList, W, U>(
  { reports, ...deps }: ReportDeps,
  principal: Principal,
  { list, name, wrong, unknown }: NamedReport<L, W, U>,
): Result<null, W | U> {
  const stands = reports.find(list, name);
  const known = stands?.report ?? reports.formerOf(list, name).at(-1);
  const failure = wrong(known) ?? (known === undefined ? unknown : null);
  if (failure) return fail(failure);
  if (stands) {
    reports.withdraw(list, name, {
      withdrawnMs: deps.nowMs,
      withdrawnBy: principal.kind === "root" ? null : principal.id,
    });
    const on = [list, ...name].join(" ");
    noteDeed(deps, { by: askerOf(principal), what: "report.withdrawn", on, unit: stands.report.unit });
  }
  return ok(null);
}

/** Where {@link NamedReport} `unknown` points if a report is named by its span. */
export const unknownSpan: readonly PointedError[] = [
  { pointer: "/from", detail: "is, with to, no span that was reported for this place" },
];
