import { type Day, formatDay, toDay } from "../../shared/calendar/day.ts";
import { outOfPeriods } from "../../shared/calendar/period.ts";
import type { Principal } from "../access/principal.ts";
import { reaches } from "../access/reach.ts";
import type { Organization } from "../organization/organization.ts";
import type { FailureOf } from "../problems/failure.ts";

/** A unit over days as `YYYY-MM-DD`, both inclusive. */
export type UnitSpan = { readonly unit: string; readonly from: string; readonly to: string };

/** A {@link UnitSpan} in days since 1970-01-01. The contract has checked that both are days. */
export function spanOf({ from, to }: UnitSpan): { readonly from: number; readonly to: number } {
  return { from: toDay(from), to: toDay(to) };
}

/** Columns of a file that say what a report is of. */
export const placeColumns = {
  unit: { field: "unit", kind: "code", also: ["đơn vị", "mã đơn vị"], needed: true },
  service: { field: "service", kind: "code", also: ["thủ tục", "mã thủ tục"] },
  channel: { field: "channel", kind: "code", also: ["kênh"] },
  from: { field: "from", kind: "day", also: ["từ ngày"], needed: true },
  to: { field: "to", kind: "day", also: ["đến ngày"], needed: true },
} as const;

/** What is wrong with a {@link UnitSpan} of a report; null if nothing is. A span must lie in the years that a period can name. */
export function wrongSpan(
  organization: Organization,
  principal: Principal,
  span: UnitSpan,
): FailureOf<"invalid" | "unknown-unit" | "outside-subtree"> | null {
  return wrongUnit(organization, span) ?? outOfReach(organization, principal, span);
}

/** As {@link wrongSpan}, for a report on a service, or null for all of them. */
export function wrongPlace(
  organization: Organization,
  principal: Principal,
  place: UnitSpan & { readonly service: string | null },
): FailureOf<"invalid" | "unknown-unit" | "unknown-service" | "outside-subtree"> | null {
  return (
    wrongUnit(organization, place) ??
    unknownService(organization, place.service) ??
    outOfReach(organization, principal, place)
  );
}

/**
 * What is wrong with the days that a new report is of: some are still to come, or none is of the unit's life. Null if nothing is.
 * Not for reports that were taken before: they can be sent again and withdrawn.
 */
export function wrongDays(
  { organization, today }: { readonly organization: Organization; readonly today: Day },
  span: UnitSpan,
): FailureOf<"future-span" | "outside-unit-life"> | null {
  const { agency, units } = organization;
  const period = spanOf(span);
  if (period.to > today) {
    const detail = `must not be after today, ${formatDay(today)}: report up to today or the day before`;
    return { kind: "future-span", errors: [{ pointer: "/to", detail }] };
  }
  if (span.unit === agency.code || units.existsWithin(span.unit, period)) return null;
  const isEnded = units.lastDayOf(span.unit, period.from) !== null;
  const detail = isEnded ? "is after the unit's last day" : "is before the unit's first day";
  return {
    kind: "outside-unit-life",
    given: span.unit,
    errors: [{ pointer: isEnded ? "/from" : "/to", detail }],
  };
}

function wrongUnit({ agency, units }: Organization, span: UnitSpan): FailureOf<"invalid" | "unknown-unit"> | null {
  const { unit } = span;
  const { from, to } = spanOf(span);
  if (to < from) return { kind: "invalid", errors: [{ pointer: "/to", detail: "must not be before from" }] };
  const outside = [...outOfPeriods("/from", from), ...outOfPeriods("/to", to)];
  if (outside.length > 0) return { kind: "invalid", errors: outside };
  if (unit === agency.code || units.knows(unit)) return null;
  return { kind: "unknown-unit", given: unit, errors: [{ pointer: "/unit", detail: "must be a known unit" }] };
}

function unknownService({ services }: Organization, service: string | null): FailureOf<"unknown-service"> | null {
  if (service === null || services.has(service)) return null;
  const errors = [{ pointer: "/service", detail: "must be a known service" }];
  return { kind: "unknown-service", given: service, errors };
}

function outOfReach(
  organization: Organization,
  principal: Principal,
  span: UnitSpan,
): FailureOf<"outside-subtree"> | null {
  const { unit } = span;
  const { from, to } = spanOf(span);
  if (reaches(principal, organization, { unit, days: [from, to] })) return null;
  return { kind: "outside-subtree", given: unit, errors: [{ pointer: "/unit", detail: "is out of the key's reach" }] };
}
