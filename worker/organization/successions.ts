import { formatDay, toDay } from "../../shared/calendar/day.ts";
import { listOf, pageQuery } from "../../shared/contract/list.ts";
import { type Succession, succession, successionKey } from "../../shared/contract/unit.ts";
import { fail, ok, type PointedError } from "../../shared/result.ts";
import { queryName } from "../lists/cursor.ts";
import { pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { FailureOf } from "../problems/failure.ts";
import type { OrganizationDeps } from "./organization.ts";
import type { DatedSuccession } from "./unit-heirs.ts";

const path = "/v1/agencies/:agency/successions";

/** `GET …/successions`: which unit's counts go to which, from which day on; by from, to and day. */
export const listSuccessions: Operation<OrganizationDeps> = operation({
  method: "GET",
  path,
  audience: "public",
  summary: "Read all successions of units",
  query: pageQuery,
  answer: listOf(succession),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  run: ({ organizationStore: store, organization: { agency } }, _, { query }) =>
    pageOf(
      {
        secret: agency.cursor_secret,
        query: queryName("successions"),
        read: (after, limit) => store.successions(after, limit).map(toSuccession),
        positionOf: ({ from, to, on }) => [from, to, toDay(on)],
      },
      query,
    ),
});

function toSuccession({ onDay, ...succession }: DatedSuccession): Succession {
  return { ...succession, on: formatDay(onDay) };
}

/** `DELETE …/successions`: removes one that was wrong. */
export const deleteSuccession: Operation<OrganizationDeps> = operation({
  method: "DELETE",
  path,
  audience: "config:write",
  summary: "Remove a succession",
  description: "The counts that it moved belong to the old unit again. Needs a key on the whole agency.",
  query: successionKey,
  statuses: [204],
  failures: ["outside-subtree", "unknown-unit", "unknown-succession"],
  runs: "sets up",
  wholeAgency: true,
  audit: { what: "succession.end", on: ({ query }) => query.from },
  run: ({ organizationStore: store, organization }, _, { query: { from, to, on } }) => {
    const { agency, units } = organization;
    for (const [name, unit] of Object.entries({ from, to })) {
      if (unit === agency.code || units.knows(unit)) continue;
      const errors = [{ pointer: `/${name}`, detail: "must be a known unit" }];
      return fail({ kind: "unknown-unit", given: unit, errors });
    }
    if (store.removeSuccession({ from, to, onDay: toDay(on) })) return ok(null);
    const errors = [{ pointer: "/on", detail: `has no succession from ${from} to ${to}` }];
    return fail({ kind: "unknown-succession", given: `${from} ${to} ${on}`, errors });
  },
});

/** Shares are decimal numbers on the wire, so that thirds and tenths may add up to slightly more than 1. */
const rounding = 1e-9;

type Successions = {
  readonly given: readonly DatedSuccession[];
  readonly stored: readonly DatedSuccession[];
  /** Whether a unit was known at any time. */
  readonly knows: (unit: string) => boolean;
};

/**
 * What is wrong with successions together with the stored ones; null if nothing is. `invalid`: the shares of one unit on one
 * day add up to more than 1, or to 1 beside a share that is not known. `unit-cycle`: a unit's counts come back to it on the
 * same day; on a later day they may.
 */
export function wrongSuccessions({
  given,
  stored,
  knows,
}: Successions): FailureOf<"unknown-unit" | "invalid" | "unit-cycle"> | null {
  for (const [place, { from, to }] of given.entries()) {
    const unknown = [from, to].find((unit) => !knows(unit));
    if (unknown === undefined) continue;
    const pointer = `/successions/${place}/${unknown === from ? "from" : "to"}`;
    return { kind: "unknown-unit", given: unknown, errors: [{ pointer, detail: "must be a known unit" }] };
  }
  const all = [...new Map([...stored, ...given].map((one) => [`${one.from} ${one.to} ${one.onDay}`, one])).values()];
  const heirs = Map.groupBy(all, (one) => key(one.from, one.onDay));
  const wrong = given.flatMap((one, place) => wrongShares(heirs.get(key(one.from, one.onDay)) ?? [], place));
  if (wrong.length > 0) return { kind: "invalid", errors: wrong.slice(0, 20) };
  const place = given.findIndex((one) => comesBack(one, heirs));
  if (place < 0) return null;
  const errors = [{ pointer: `/successions/${place}`, detail: "leads back to the same unit on the same day" }];
  return { kind: "unit-cycle", given: given[place]?.from ?? "", errors };
}

function key(unit: string, day: number): string {
  return `${unit} ${day}`;
}

/** Shares that add up to too much, or leave nothing for an heir whose share is not known. */
function wrongShares(heirs: readonly DatedSuccession[], place: number): PointedError[] {
  const pointer = `/successions/${place}/share`;
  const sum = heirs.reduce((total, { share }) => total + (share ?? 0), 0);
  if (sum > 1 + rounding) return [{ pointer, detail: "adds up to more than 1 with the others of that unit and day" }];
  const nothingLeft = sum >= 1 - rounding && heirs.some(({ share }) => share === null);
  if (!nothingLeft) return [];
  return [{ pointer, detail: "must not be null, since the other shares of that unit and day add up to 1" }];
}

function comesBack(
  { from, to, onDay }: DatedSuccession,
  heirs: ReadonlyMap<string, readonly DatedSuccession[]>,
): boolean {
  const reached = new Set([to]);
  for (const unit of reached) {
    if (unit === from) return true;
    for (const next of heirs.get(key(unit, onDay)) ?? []) reached.add(next.to);
  }
  return false;
}
