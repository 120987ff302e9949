import * as z from "zod/mini";
import { importQuery } from "../../shared/contract/import-query.ts";
import { type VolumeReceipt, volumeReceipts } from "../../shared/contract/receipt.ts";
import { keptVolume, volumeKey } from "../../shared/contract/report.ts";
import { postVolumes as postVolumesBody, volumeItem } from "../../shared/contract/tally.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import type { ImportColumn } from "../imports/read-table.ts";
import { importFailures, importTypes, takeImport } from "../imports/take-import.ts";
import { checkContract } from "../operations/check-contract.ts";
import { type Operation, operation, operationInWorker, part } from "../operations/operation.ts";
import type { Failure } from "../problems/failure.ts";
import { areKept, type GivenItems, receiptOf, refusedIn, reportListing, unknownSpan } from "./reports.ts";
import { type ReportDeps, withdrawReport } from "./reports.ts";
import { placeColumns, spanOf, wrongDays, wrongPlace } from "./wrong-place.ts";

const path = "/v1/agencies/:agency/volumes";

const takeVolumesPart = part({
  name: "takeVolumes",
  failures: [],
  runs: "in a transaction",
  run: (deps: ReportDeps, principal: Principal, { items }: GivenItems) => ok(takeVolumes(deps, principal, items)),
  isKept: areKept,
});

/** `POST …/volumes`: transactions per unit, service and span; one receipt for each, in order. */
export const postVolumes: Operation<ReportDeps> = operationInWorker({
  method: "POST",
  path,
  audience: "tallies:write",
  summary: "Hand in transaction volumes; each gets a receipt",
  description:
    "As JSON, each good volume is kept beside refused ones. As a file (CSV or XLSX), all rows are kept or none, and every wrong cell is listed. The newest figure for the same unit, service, channel and span stands.",
  query: importQuery,
  mediaTypes: importTypes,
  bodyInDocument: z.extend(postVolumesBody, { volumes: z.array(volumeItem).check(z.minLength(1), z.maxLength(1000)) }),
  answer: volumeReceipts,
  failures: importFailures,
  parts: [takeVolumesPart],
  handle: (worker, principal, { params: { agency }, query }) =>
    takeImport(worker, query, {
      body: postVolumesBody,
      itemsIn: ({ volumes }) => volumes,
      keep: "each",
      columns: volumeColumns,
      itemOf: ({ values }) => ok<unknown>(values),
      take: (items, keep) => worker.ask(takeVolumesPart, { agency, principal, input: { items, keep } }),
      refusedIn,
    }),
});

/** `GET …/volumes`: valid ones, or with `withdrawn=1` withdrawn ones, within the key's subtree. */
export const listVolumes: Operation<ReportDeps> = reportListing("volumes", {
  summary: "Read transaction volumes that were handed in",
  row: keptVolume,
});

/** `DELETE …/volumes`: withdraws a volume by its place and span. */
export const deleteVolume: Operation<ReportDeps> = operation({
  method: "DELETE",
  path,
  audience: "tallies:write",
  summary: "Withdraw a transaction volume",
  description: "It is counted no more, and stays in the list of withdrawn ones. A repetition changes nothing.",
  query: volumeKey,
  statuses: [204],
  failures: ["invalid", "unknown-unit", "unknown-service", "outside-subtree", "unknown-volume"],
  runs: "in a transaction",
  run: (deps, principal, { query }) => {
    const { from, to } = spanOf(query);
    return withdrawReport(deps, principal, {
      list: "volumes",
      name: [query.unit, query.service ?? "", query.channel ?? "", from, to],
      wrong: () => wrongPlace(deps.organization, principal, query),
      unknown: { kind: "unknown-volume", errors: unknownSpan },
    });
  },
});

/** Takes volumes, each by itself; receipts stand in the order of the request. */
export function takeVolumes(
  deps: ReportDeps,
  principal: Principal,
  volumes: readonly unknown[],
): { receipts: VolumeReceipt[] } {
  return { receipts: volumes.map((given, index) => ({ index, ...receiptOf(takeVolume(deps, principal, given)) })) };
}

function takeVolume(deps: ReportDeps, principal: Principal, given: unknown): Result<"accepted" | "duplicate", Failure> {
  const { reports, organization, nowMs } = deps;
  const item = checkContract(volumeItem, given);
  if (!item.ok) return item;
  const volume = item.value;
  const wrong = wrongPlace(organization, principal, volume);
  if (wrong) return fail(wrong);
  const touching = reports.touching("volumes", volume);
  if (touching.some(({ from, to }) => from !== volume.from || to !== volume.to)) {
    const detail = "overlaps another span of the same unit, service and channel";
    return fail({ kind: "span-overlap", errors: [{ pointer: "/from", detail }] });
  }
  if (touching[0]?.transactions === volume.transactions) return ok("duplicate");
  // A span that was taken before may be corrected, whatever its days.
  const untimely = touching.length > 0 ? null : wrongDays(deps, volume);
  if (untimely) return fail(untimely);
  reports.put("volumes", volume, nowMs);
  return ok("accepted");
}

/** Columns of a file: the contract's fields. */
const volumeColumns: readonly ImportColumn[] = [
  ...Object.values(placeColumns),
  { field: "transactions", kind: "whole", also: ["số hồ sơ", "số lượt"], needed: true },
];
