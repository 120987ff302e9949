import { type DeadlineClock, deadlineClock, putDeadlines as putDeadlinesBody } from "../../shared/contract/deadline.ts";
import { listOf, type Page, type PageQuery, pageQuery } from "../../shared/contract/list.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { needWholeAgency } from "../access/reach.ts";
import { queryName } from "../lists/cursor.ts";
import { inOrderOf, type PageFailure, pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import { givenTwice } from "../lists/given-twice.ts";
import type { Organization } from "../organization/organization.ts";
import type { FailureOf } from "../problems/failure.ts";
import type { DeadlineStore } from "./deadline-store.ts";

const path = "/v1/agencies/:agency/deadlines";

/** What writing clocks works with. */
export type PutDeadlinesDeps = {
  readonly organization: Organization;
  readonly deadlines: Pick<DeadlineStore, "clocks" | "replaceClocks">;
};

/** `PUT …/deadlines`: how long units have for answers, all clocks at once. */
export const putDeadlines: Operation<PutDeadlinesDeps> = operation({
  method: "PUT",
  path,
  audience: "config:write",
  summary: "Write how many working days units have for answers, in place of what was set before",
  description:
    "The nearest unit's clock counts, and of one unit's clocks that of the category. The agency's own code as a unit means all units, like null. Deadlines that run already keep their days. Needs a key on the whole agency.",
  body: putDeadlinesBody,
  answer: listOf(deadlineClock),
  failures: ["outside-subtree", "unknown-unit", "invalid"],
  runs: "sets up",
  audit: { what: "deadlines.put", on: () => "deadlines" },
  run: (deps, principal, { body }) => writeDeadlines(deps, principal, body.deadlines),
});

/** What the list of clocks works with. */
export type ListDeadlinesDeps = {
  readonly organization: Organization;
  readonly deadlines: Pick<DeadlineStore, "clocks">;
};

/** `GET …/deadlines`: all clocks, by unit and category. */
export const listDeadlines: Operation<ListDeadlinesDeps> = operation({
  method: "GET",
  path,
  audience: "any-key",
  summary: "Read how many working days units have for answers",
  description: "Clocks by unit and category, those for all first.",
  query: pageQuery,
  answer: listOf(deadlineClock),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  run: (deps, _, { query }) => pageOfDeadlines(deps, query),
});

/**
 * Replaces every clock of an agency; returns them in the order of the list. The agency's own code as a unit means all units,
 * like null. `outside-subtree` for a key on a subtree, since no unit may lengthen its own clock.
 */
function writeDeadlines(
  { organization, deadlines: store }: PutDeadlinesDeps,
  principal: Principal,
  deadlines: readonly DeadlineClock[],
): Result<Page<DeadlineClock>, FailureOf<"outside-subtree" | "unknown-unit" | "invalid">> {
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

/** A page of the list of clocks. */
function pageOfDeadlines(
  { organization, deadlines }: ListDeadlinesDeps,
  query: PageQuery,
): Promise<Result<Page<DeadlineClock>, PageFailure>> {
  const keyOf = ({ unit, category }: DeadlineClock): string => `${unit ?? ""} ${category ?? ""}`;
  const secret = organization.agency.cursor_secret;
  return pageOf({ secret, query: queryName("deadlines"), ...inOrderOf(deadlines.clocks(), keyOf) }, query);
}
