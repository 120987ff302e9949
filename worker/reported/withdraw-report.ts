import { parseDay } from "../../shared/calendar/day.ts";
import type { Failure, FailureKind } from "../problems/failure.ts";
import type { ReportList, ReportName } from "../../shared/contract/report.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { askerOf, type AuditRooms, noteDeed } from "../audit/note-deed.ts";
import type { Position } from "../lists/cursor.ts";
import type { Organization } from "../organization/organization.ts";
import { wrongPlace } from "./wrong-place.ts";
import type { ReportStore } from "./report-store.ts";

/** What {@link withdrawReport} works with. */
export type WithdrawalRooms = {
  readonly reports: Pick<ReportStore, "find" | "formerOf" | "withdraw">;
  readonly organization: Organization;
} & AuditRooms;

/**
 * Takes a report back: it counts nowhere any more, and is kept as withdrawn. Taken back already, nothing changes.
 * Failures: `unknown-tally`, `unknown-volume`, `unknown-measure` where there never was one; those of {@link wrongPlace}.
 */
export function withdrawReport(
  { reports, organization, ...rooms }: WithdrawalRooms,
  principal: Principal,
  named: ReportName,
): Result<null, Failure> {
  const name = positionOf(named);
  const stands = reports.find(named.list, name);
  const known = stands?.report ?? reports.formerOf(named.list, name).at(-1);
  const place = named.list === "tallies" ? known : named.key;
  const wrong = place && wrongPlace(organization, principal, { service: null, ...place });
  if (wrong) return fail(wrong);
  if (known === undefined) return fail(unknown(named));
  const withdrawnBy = principal.kind === "root" ? null : principal.id;
  if (stands) {
    reports.withdraw(named.list, name, { withdrawnMs: rooms.nowMs, withdrawnBy });
    const unit = String(known.unit);
    noteDeed(rooms, { by: askerOf(principal), what: "report.withdrawn", on: [named.list, ...name].join(" "), unit });
  }
  return ok(null);
}

/** What tells a report apart, as it is kept. */
function positionOf(named: ReportName): Position {
  if (named.list === "tallies") return [named.id];
  const { unit, from, to } = named.key;
  const days = [parseDay(from) ?? 0, parseDay(to) ?? 0];
  if (named.list === "measures") return [unit, ...days];
  return [unit, named.key.service ?? "", named.key.channel ?? "", ...days];
}

const unknownKinds = {
  tallies: "unknown-tally",
  volumes: "unknown-volume",
  measures: "unknown-measure",
} as const satisfies Record<ReportList, FailureKind>;

function unknown(named: ReportName): Failure {
  const kind = unknownKinds[named.list];
  if (named.list === "tallies") return { kind, given: named.id, errors: [{ pointer: "/id", detail: "is not known" }] };
  const detail = "is, with to, no span that was reported for this place";
  return { kind, errors: [{ pointer: "/from", detail }] };
}
