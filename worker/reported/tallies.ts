import * as z from "zod/mini";
import { importQuery } from "../../shared/contract/import-query.ts";
import { type TallyReceipt, tallyReceipts } from "../../shared/contract/receipt.ts";
import { keptTally } from "../../shared/contract/report.ts";
import { postTallies as postTalliesBody, type TallyItem, tallyItem } from "../../shared/contract/tally.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { uuidOf } from "../crypto/hash.ts";
import type { ImportColumn, ImportRow } from "../imports/read-table.ts";
import { importFailures, importTypes, takeImport } from "../imports/take-import.ts";
import { checkContract } from "../operations/check-contract.ts";
import { type Operation, operation, operationInWorker, part } from "../operations/operation.ts";
import type { Organization } from "../organization/organization.ts";
import type { Failure, FailureOf } from "../problems/failure.ts";
import { areKept, type GivenItems, receiptOf, refusedIn, reportListing, withdrawReport } from "./reports.ts";
import type { ReportDeps } from "./reports.ts";
import { placeColumns, wrongDays, wrongPlace } from "./wrong-place.ts";

const path = "/v1/agencies/:agency/tallies";

const takeTalliesPart = part({
  name: "takeTallies",
  failures: [],
  runs: "in a transaction",
  run: (deps: ReportDeps, principal: Principal, { items }: GivenItems) => ok(takeTallies(deps, principal, items)),
  isKept: areKept,
});

/** `POST …/tallies`: counts from paper or another system; one receipt for each, in order. */
export const postTallies: Operation<ReportDeps> = operationInWorker({
  method: "POST",
  path,
  audience: "tallies:write",
  summary: "Hand in tallies; each gets a receipt",
  description:
    "As JSON, each good tally is kept beside refused ones. As a file (CSV or XLSX), all rows are kept or none, and every wrong cell is listed. The same tally again is a duplicate.",
  query: importQuery,
  mediaTypes: importTypes,
  bodyInDocument: z.extend(postTalliesBody, { tallies: z.array(tallyItem).check(z.minLength(1), z.maxLength(1000)) }),
  answer: tallyReceipts,
  failures: importFailures,
  parts: [takeTalliesPart],
  handle: (worker, principal, { params: { agency }, query }) =>
    takeImport(worker, query, {
      body: postTalliesBody,
      itemsIn: ({ tallies }) => tallies,
      keep: "each",
      columns: tallyColumns,
      itemOf: tallyOfRow,
      take: (items, keep) => worker.ask(takeTalliesPart, { agency, principal, input: { items, keep } }),
      refusedIn,
    }),
});

/** `GET …/tallies`: valid ones, or with `withdrawn=1` withdrawn ones, within the key's subtree. */
export const listTallies: Operation<ReportDeps> = reportListing("tallies", {
  summary: "Read tallies that were handed in",
  row: keptTally,
});

/** `DELETE …/tallies/{id}`: withdraws a tally by its id. */
export const deleteTally: Operation<ReportDeps> = operation({
  method: "DELETE",
  path: `${path}/:id`,
  audience: "tallies:write",
  summary: "Withdraw a tally",
  description: "It is counted no more, and stays in the list of withdrawn ones. A repetition changes nothing.",
  params: { id: "The tally's id." },
  statuses: [204],
  failures: ["invalid", "unknown-unit", "unknown-service", "outside-subtree", "unknown-tally"],
  runs: "in a transaction",
  run: (deps, principal, { params: { id } }) =>
    withdrawReport(deps, principal, {
      list: "tallies",
      name: [id],
      wrong: (tally) => (tally ? wrongPlace(deps.organization, principal, tally) : null),
      unknown: { kind: "unknown-tally", given: id, errors: [{ pointer: "/id", detail: "is not known" }] },
    }),
});

/** Takes tallies, each by itself; receipts stand in the order of the request. */
export function takeTallies(
  deps: ReportDeps,
  principal: Principal,
  tallies: readonly unknown[],
): { receipts: TallyReceipt[] } {
  return { receipts: tallies.map((given) => ({ id: idOf(given), ...receiptOf(takeTally(deps, principal, given)) })) };
}

function takeTally(deps: ReportDeps, principal: Principal, given: unknown): Result<"accepted" | "duplicate", Failure> {
  const { reports, organization, nowMs } = deps;
  const item = checkContract(tallyItem, given);
  if (!item.ok) return item;
  const tally = item.value;
  const wrong = wrongPlace(organization, principal, tally) ?? wrongCounts(organization, tally);
  if (wrong) return fail(wrong);
  const before = reports.find("tallies", [tally.id]);
  if (before) return isSame(before.report, tally);
  const replayed = wrongReturn(reports.formerOf("tallies", [tally.id]), tally);
  if (replayed) return fail(replayed);
  const [other] = reports.touching("tallies", tally);
  if (other) {
    const detail = "overlaps another tally of the same unit, question, service, channel and source";
    return fail({ kind: "span-overlap", given: other.id, errors: [{ pointer: "/from", detail }] });
  }
  const untimely = wrongDays(deps, tally);
  if (untimely) return fail(untimely);
  reports.put("tallies", tally, nowMs);
  return ok("accepted");
}

function wrongCounts(
  { questions }: Organization,
  { question, counts }: TallyItem,
): FailureOf<"unknown-question" | "scale-unfit"> | null {
  const known = questions.get(question);
  if (known === undefined) {
    const errors = [{ pointer: "/question", detail: "must be a question of one of the agency's forms" }];
    return { kind: "unknown-question", given: question, errors };
  }
  if (known.type !== "rating") {
    return { kind: "scale-unfit", given: question, errors: [{ pointer: "/question", detail: "must be a rating" }] };
  }
  const { scale } = known;
  if (counts.length === scale) return null;
  return {
    kind: "scale-unfit",
    errors: [{ pointer: "/counts", detail: `must be ${scale} counts, lowest level first` }],
  };
}

const content = ["unit", "question", "service", "channel", "source", "from", "to", "counts"] as const;

function isSame(before: TallyItem, tally: TallyItem): Result<"duplicate", FailureOf<"tally-conflict">> {
  const other = content.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(tally[field]));
  if (other.length === 0) return ok("duplicate");
  const detail = "differs from what was received before with the same id";
  return fail({ kind: "tally-conflict", errors: other.map((field) => ({ pointer: `/${field}`, detail })) });
}

/**
 * The id of a withdrawn tally keeps its place for ever. It may come again with other counts, which corrects them. It may not come as it
 * was, since a file sent again would bring back what was wrong; and not for another place.
 */
function wrongReturn(
  former: readonly TallyItem[],
  tally: TallyItem,
): FailureOf<"tally-conflict" | "tally-withdrawn"> | null {
  const last = former.at(-1);
  if (last === undefined) return null;
  const moved = content.filter((field) => field !== "counts" && last[field] !== tally[field]);
  if (moved.length > 0) {
    const detail = "differs from the withdrawn tally of the same id; give it an id of its own";
    return { kind: "tally-conflict", errors: moved.map((field) => ({ pointer: `/${field}`, detail })) };
  }
  if (former.every(({ counts }) => counts.join() !== tally.counts.join())) return null;
  const detail = "are those of the withdrawn tally; correct them, or give the tally an id of its own";
  return { kind: "tally-withdrawn", given: tally.id, errors: [{ pointer: "/counts", detail }] };
}

/** The sender's id as far as it can be read, so that a refused item can be told apart. */
function idOf(given: unknown): string {
  const { id } = Object(given) as { id?: unknown };
  return typeof id === "string" ? id.slice(0, 100).toWellFormed() : "";
}

const levels = Array.from({ length: 11 }, (_, place) => ({
  field: `n${place + 1}`,
  kind: "whole" as const,
  also: [`mức ${place + 1}`],
  pointer: `/counts/${place}`,
}));

/** Columns of a file: the contract's fields, with `n1` … `n11` for the counts, lowest level first. */
const tallyColumns: readonly ImportColumn[] = [
  { field: "id", kind: "code", also: ["mã bảng đếm"] },
  placeColumns.unit,
  { field: "question", kind: "code", also: ["câu hỏi"] },
  ...[placeColumns.service, placeColumns.channel, placeColumns.from, placeColumns.to],
  ...levels,
  { field: "source", kind: "text", also: ["nguồn"], needed: true },
];

/**
 * The tally of a row: of the question `overall` and the channel `paper` if the row names none. Without an id it gets one made of its
 * place, so that the same file sent again is known.
 */
async function tallyOfRow({ values }: ImportRow): Promise<Result<unknown, never>> {
  const { question = "overall", channel = "paper", ...given } = values;
  const fields = Object.fromEntries(
    Object.entries(given).filter(([name]) => !levels.some(({ field }) => field === name)),
  );
  const last = levels.findLastIndex(({ field }) => field in given);
  // An empty cell between counts is not a 0, so the contract refuses the null.
  const counts = levels.slice(0, last + 1).map(({ field }) => given[field] ?? null);
  const { unit, service = null, from, to, source } = given;
  const id = given.id ?? (await uuidOf(JSON.stringify([unit, question, service, channel, from, to, source])));
  return ok({ id, question, channel, ...fields, counts });
}
