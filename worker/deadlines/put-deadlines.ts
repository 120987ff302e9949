import type { DeadlineClock } from "../../shared/contract/deadline.ts";
import type { Failure } from "../problems/failure.ts";
import type { Page } from "../../shared/contract/list.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { needWholeAgency } from "../access/reach.ts";
import { givenTwice } from "../organization/given-twice.ts";
import type { Organization } from "../organization/organization.ts";
import type { DeadlineStore } from "./deadline-store.ts";

/** What {@link putDeadlines} works with. */
export type ClockRooms = {
  readonly organization: Organization;
  readonly store: Pick<DeadlineStore, "clocks" | "replaceClocks">;
};

/**
 * Writes every clock of an agency, in place of all before, and answers them in the order of the list. The agency's own
 * code as a unit says all units, like null. Clocks that run already keep their days. Failures: `outside-subtree` for a key
 * that is not on the whole agency, since nobody lengthens the clock of their own; `invalid` where a unit and category are given
 * twice; `unknown-unit`.
 */
export function putDeadlines(
  { organization, store }: ClockRooms,
  principal: Principal,
  deadlines: readonly DeadlineClock[],
): Result<Page<DeadlineClock>, Failure> {
  const allowed = needWholeAgency(principal, organization);
  if (!allowed.ok) return allowed;
  const root = organization.agency.code;
  const clocks = deadlines.map((clock) => (clock.unit === root ? { ...clock, unit: null } : clock));
  for (const [place, { unit }] of clocks.entries()) {
    if (unit === null || organization.units.knows(unit)) continue;
    const errors = [{ pointer: `/deadlines/${place}/unit`, detail: "must be a known unit" }];
    return fail({ kind: "unknown-unit", given: unit, errors });
  }
  const errors = givenTwice("/deadlines", clocks, ({ unit, category }) => `${unit ?? ""} ${category ?? ""}`);
  if (errors.length > 0) return fail({ kind: "invalid", errors: errors.slice(0, 20) });
  store.replaceClocks(clocks);
  return ok({ data: store.clocks(), meta: { next_cursor: null } });
}
