import { type DeadlineClock, deadlineClock, putDeadlines as putDeadlinesBody } from "../../shared/contract/deadline.ts";
import { listOf, pageQuery } from "../../shared/contract/list.ts";
import { fail, ok } from "../../shared/result.ts";
import { queryName } from "../lists/cursor.ts";
import { inOrderOf, pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import { givenTwice } from "../lists/given-twice.ts";
import { givenAt } from "../problems/failure.ts";
import type { DeadlineDeps } from "./deadline-store.ts";

const path = "/v1/agencies/:agency/deadlines";

/** `PUT …/deadlines`: how long units have for answers, all clocks at once. */
export const putDeadlines: Operation<DeadlineDeps> = operation({
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
  // No unit may lengthen its own clock.
  wholeAgency: true,
  audit: { what: "deadlines.put", on: () => "deadlines" },
  run({ organization, deadlines }, _, { body }) {
    const root = organization.agency.code;
    const clocks = body.deadlines.map((clock) => (clock.unit === root ? { ...clock, unit: null } : clock));
    for (const [place, { unit }] of clocks.entries()) {
      if (unit === null || organization.units.knows(unit)) continue;
      return fail({ kind: "unknown-unit", ...givenAt(`/deadlines/${place}/unit`, unit, "must be a known unit") });
    }
    const errors = givenTwice("/deadlines", clocks, keyOf);
    if (errors.length > 0) return fail({ kind: "invalid", errors: errors.slice(0, 20) });
    deadlines.replaceClocks(clocks);
    return ok({ data: deadlines.clocks(), meta: { next_cursor: null } });
  },
});

/** `GET …/deadlines`: all clocks, by unit and category. */
export const listDeadlines: Operation<DeadlineDeps> = operation({
  method: "GET",
  path,
  audience: "any-key",
  summary: "Read how many working days units have for answers",
  description: "Clocks by unit and category, those for all first.",
  query: pageQuery,
  answer: listOf(deadlineClock),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  run({ organization, deadlines }, _, { query }) {
    const scope = { secret: organization.agency.cursor_secret, query: queryName("deadlines") };
    return pageOf({ ...scope, ...inOrderOf(deadlines.clocks(), keyOf) }, query);
  },
});

function keyOf({ unit, category }: DeadlineClock): string {
  return `${unit ?? ""} ${category ?? ""}`;
}
