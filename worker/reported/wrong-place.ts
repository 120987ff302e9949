import type { PointedError } from "../../shared/result.ts";
import { parseDay } from "../../shared/calendar/day.ts";
import { isWithinPeriods, periodYears } from "../../shared/calendar/period.ts";
import type { Failure } from "../problems/failure.ts";
import type { Principal } from "../access/principal.ts";
import { reaches } from "../access/reach.ts";
import type { Organization } from "../organization/organization.ts";

/** Where and when counts from outside belong; days as `YYYY-MM-DD`, both inclusive. */
export type Place = {
  readonly unit: string;
  readonly service: string | null;
  readonly from: string;
  readonly to: string;
};

/** A span in days since 1970-01-01. The contract has checked that both are days. */
export function spanOf({ from, to }: Place): { readonly from: number; readonly to: number } {
  return { from: parseDay(from) ?? 0, to: parseDay(to) ?? 0 };
}

/**
 * What is wrong with the place of counts from outside; null where nothing is.
 * `invalid` for a span that ends before it begins or that no period can hold, `unknown-unit`, `unknown-service`, `outside-subtree`.
 */
export function wrongPlace(organization: Organization, principal: Principal, place: Place): Failure | null {
  const { unit, service } = place;
  const { from, to } = spanOf(place);
  if (to < from) return { kind: "invalid", errors: [{ pointer: "/to", detail: "must not be before from" }] };
  const outside = [...outOfPeriods("/from", from), ...outOfPeriods("/to", to)];
  if (outside.length > 0) return { kind: "invalid", errors: outside };
  if (unit !== organization.agency.code && !organization.units.knows(unit)) {
    return { kind: "unknown-unit", given: unit, errors: [{ pointer: "/unit", detail: "must be a known unit" }] };
  }
  if (service !== null && !organization.services.has(service)) {
    return {
      kind: "unknown-service",
      given: service,
      errors: [{ pointer: "/service", detail: "must be a known service" }],
    };
  }
  if (reaches(principal, organization, { unit, days: [from, to] })) return null;
  return { kind: "outside-subtree", given: unit, errors: [{ pointer: "/unit", detail: "is out of the key's reach" }] };
}

/** A mistyped year would keep counts where nobody can ever read them. */
function outOfPeriods(pointer: string, day: number): PointedError[] {
  const { first, last } = periodYears;
  return isWithinPeriods(day) ? [] : [{ pointer, detail: `must be in the years ${first} to ${last}` }];
}
