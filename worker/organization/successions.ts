import { formatDay, parseDay } from "../../shared/calendar/day.ts";
import type { Failure } from "../../shared/contract/failure.ts";
import type { Page, PageQuery } from "../../shared/contract/list.ts";
import type { Succession, SuccessionKey } from "../../shared/contract/unit.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { needWholeAgency } from "../access/reach.ts";
import { queryName } from "../http/cursor.ts";
import { pageOf } from "../http/page-of.ts";
import type { DatedSuccession } from "../indices/unit-heirs.ts";
import type { Organization } from "./organization.ts";
import type { OrganizationStore } from "./organization-store.ts";

/** What {@link listSuccessions} works with. */
export type SuccessionListRooms = {
  readonly store: Pick<OrganizationStore, "successionsAfter">;
  readonly organization: Organization;
};

/** All successions, by from, to and day. Failures: `invalid`, `bad-cursor`. */
export async function listSuccessions(
  { store, organization }: SuccessionListRooms,
  query: PageQuery,
): Promise<Result<Page<Succession>, Failure>> {
  const page = await pageOf<DatedSuccession>(
    {
      secret: organization.agency.cursor_secret,
      query: queryName("successions"),
      read: (after, limit) => store.successionsAfter(after && placeAt(after), limit),
      positionOf: ({ from, to, onDay }) => [from, to, onDay],
    },
    query,
  );
  return page.ok ? ok({ data: page.value.data.map(toSuccession), meta: page.value.meta }) : page;
}

/** What {@link removeSuccession} works with. */
export type SuccessionRooms = {
  readonly store: Pick<OrganizationStore, "removeSuccession">;
  readonly organization: Organization;
};

/**
 * Removes a succession: from then on the counts that it moved are those of its old unit again, or of its other heirs.
 * Failures: `outside-subtree` for a key that is not on the whole agency; `unknown-unit`, `unknown-succession`.
 */
export function removeSuccession(
  { store, organization }: SuccessionRooms,
  principal: Principal,
  { from, to, on }: SuccessionKey,
): Result<null, Failure> {
  const allowed = needWholeAgency(principal, organization);
  if (!allowed.ok) return allowed;
  const { agency, units } = organization;
  for (const [pointer, unit] of [
    ["/from", from],
    ["/to", to],
  ] as const) {
    if (unit === agency.code || units.knows(unit)) continue;
    return fail({ kind: "unknown-unit", given: unit, errors: [{ pointer, detail: "must be a known unit" }] });
  }
  if (store.removeSuccession({ from, to, onDay: parseDay(on) ?? 0 })) return ok(null);
  const errors = [{ pointer: "/on", detail: `has no succession from ${from} to ${to}` }];
  return fail({ kind: "unknown-succession", given: `${from} ${to} ${on}`, errors });
}

function toSuccession({ onDay, ...succession }: DatedSuccession): Succession {
  return { ...succession, on: formatDay(onDay) };
}

function placeAt([from, to, onDay]: readonly (string | number)[]): { from: string; to: string; onDay: number } {
  return { from: String(from), to: String(to), onDay: Number(onDay) };
}
