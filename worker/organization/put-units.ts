import { formatDay, parseDay } from "../../shared/calendar/day.ts";
import type { Failure, PointedError } from "../../shared/contract/failure.ts";
import type { Page } from "../../shared/contract/list.ts";
import type { PutUnits, UnitVersion } from "../../shared/contract/unit.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { needWholeAgency } from "../access/reach.ts";
import type { DatedSuccession } from "../indices/unit-heirs.ts";
import type { DatedUnit } from "../indices/unit-tree.ts";
import { findUnitCycle } from "./find-unit-cycle.ts";
import { givenTwice } from "./given-twice.ts";
import type { Organization } from "./organization.ts";
import type { OrganizationStore } from "./organization-store.ts";
import { versionInForce } from "./version-in-force.ts";
import { wrongSuccessions } from "./wrong-successions.ts";

/** What {@link putUnits} works with. */
export type UnitRooms = {
  readonly store: Pick<OrganizationStore, "units" | "putUnit" | "successions" | "putSuccession">;
  readonly organization: Organization;
};

/**
 * Writes dated versions of units, by code and first day, and successions; all of them or none. Answers the versions given.
 * Failures: `outside-subtree` for a key that is not on the whole agency; `invalid` (days, the root, a version given
 * twice, shares above 1), `unknown-unit`, `unit-cycle`, each pointing at the place.
 */
export function putUnits(
  { store, organization }: UnitRooms,
  principal: Principal,
  body: PutUnits,
): Result<Page<UnitVersion>, Failure> {
  const allowed = needWholeAgency(principal, organization);
  if (!allowed.ok) return allowed;
  const root = organization.agency.code;
  const wrong = [...body.units.flatMap((unit, place) => wrongUnit(unit, { place, root })), ...twice(body)];
  if (wrong.length > 0) return invalid(wrong);
  const given = body.units.map(toDatedUnit);
  const successions = (body.successions ?? []).map(toDatedSuccession);
  const all = withGiven(store.units(), given);
  const codes = new Set(all.map(({ code }) => code));
  const failure =
    unknownParent(root, { given, all }) ??
    findUnitCycle(root, { given, all }) ??
    wrongSuccessions({ given: successions, stored: store.successions(), knows: (unit) => codes.has(unit) });
  if (failure) return fail(failure);
  for (const unit of given) store.putUnit(unit);
  for (const succession of successions) store.putSuccession(succession);
  return ok({ data: given.map(toUnitVersion), meta: { next_cursor: null } });
}

/** A stored version as it stands on the wire. */
export function toUnitVersion({ validFrom, validTo, ...unit }: DatedUnit): UnitVersion {
  return {
    code: unit.code,
    name: unit.name,
    parent: unit.parent,
    kind: unit.kind,
    national_code: unit.national_code ?? null,
    valid_from: formatDay(validFrom),
    valid_to: validTo === null ? null : formatDay(validTo),
  };
}

function toDatedUnit({ valid_from, valid_to, ...unit }: UnitVersion): DatedUnit {
  return { ...unit, validFrom: dayOf(valid_from), validTo: valid_to === null ? null : dayOf(valid_to) };
}

function toDatedSuccession({ on, ...succession }: NonNullable<PutUnits["successions"]>[number]): DatedSuccession {
  return { ...succession, onDay: dayOf(on) };
}

/** The contract has checked that it is a day. */
function dayOf(text: string): number {
  return parseDay(text) ?? 0;
}

function invalid(errors: readonly PointedError[]): { readonly ok: false; readonly failure: Failure } {
  return fail({ kind: "invalid", errors: errors.slice(0, 20) });
}

function wrongUnit(unit: UnitVersion, { place, root }: { place: number; root: string }): PointedError[] {
  const at = `/units/${place}`;
  const errors: PointedError[] = [];
  if (unit.valid_to !== null && unit.valid_to < unit.valid_from) {
    errors.push({ pointer: `${at}/valid_to`, detail: "must not be before valid_from" });
  }
  if (unit.code === root && unit.parent !== null) {
    errors.push({ pointer: `${at}/parent`, detail: "must be null, since this unit is the whole agency" });
  }
  if (unit.code === root && unit.valid_to !== null) {
    errors.push({ pointer: `${at}/valid_to`, detail: "must be null, since this unit is the whole agency" });
  }
  return errors;
}

function twice({ units, successions }: PutUnits): PointedError[] {
  return [
    ...givenTwice("/units", units, ({ code, valid_from }) => `${code} ${valid_from}`),
    ...givenTwice("/successions", successions ?? [], ({ from, to, on }) => `${from} ${to} ${on}`),
  ];
}

function withGiven(stored: readonly DatedUnit[], given: readonly DatedUnit[]): DatedUnit[] {
  const keyOf = ({ code, validFrom }: DatedUnit): string => `${code} ${validFrom}`;
  return [...new Map([...stored, ...given].map((unit) => [keyOf(unit), unit])).values()];
}

type Versions = { readonly given: readonly DatedUnit[]; readonly all: readonly DatedUnit[] };

/** A parent must stand on the first day of the version; the root always does. */
function unknownParent(root: string, { given, all }: Versions): Failure | null {
  const inForce = versionInForce(all);
  for (const [place, { parent, validFrom }] of given.entries()) {
    if (parent === null || parent === root || inForce(parent, validFrom)) continue;
    const detail = `must be a unit that stands on ${formatDay(validFrom)}`;
    return { kind: "unknown-unit", given: parent, errors: [{ pointer: `/units/${place}/parent`, detail }] };
  }
  return null;
}
