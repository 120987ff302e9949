import { parseDay } from "../../shared/calendar/day.ts";
import type { NewAgency } from "../../shared/contract/agency.ts";
import type { FailureOf } from "../problems/failure.ts";
import { overallQuestion } from "../../shared/levels.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { defaultForm } from "./default-form.ts";
import type { OrganizationStore } from "./organization-store.ts";

/** First day of the root unit, earlier than the days of all figures. */
export const firstDay: number = parseDay("1900-01-01") ?? 0;

/** What {@link foundAgency} works with; `cursorSecret` is random text that signs cursors. */
export type FoundingDeps = {
  readonly organizationStore: Pick<
    OrganizationStore,
    "agency" | "addAgency" | "putUnit" | "addQuestion" | "addFormVersion"
  >;
  readonly cursorSecret: string;
  readonly nowMs: number;
};

/**
 * Stores what every agency has from the start: its facts, the unit of its own code, the question `overall` and the form
 * `default`. A repetition with the same code changes nothing.
 */
export function foundAgency(
  { organizationStore: store, cursorSecret, nowMs }: FoundingDeps,
  facts: NewAgency,
): Result<null, FailureOf<"agency-exists">> {
  const before = store.agency();
  if (before) return before.code === facts.code ? ok(null) : fail({ kind: "agency-exists", given: before.code });
  store.addAgency({ ...facts, cursor_secret: cursorSecret }, nowMs);
  store.putUnit({
    code: facts.code,
    name: facts.name,
    parent: null,
    kind: "agency",
    national_code: null,
    validFrom: firstDay,
    validTo: null,
  });
  store.addQuestion({ id: overallQuestion, type: "rating", scale: 5 });
  store.addFormVersion({ version: 1, form: defaultForm(), createdMs: nowMs });
  return ok(null);
}
