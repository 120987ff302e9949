import { formatDay, toDay } from "../../shared/calendar/day.ts";
import { listOf, pageQuery } from "../../shared/contract/list.ts";
import { type PutUnits, putUnits as putUnitsBody, type UnitVersion, unitVersion } from "../../shared/contract/unit.ts";
import { fail, ok, type PointedError, type Result } from "../../shared/result.ts";
import { queryName } from "../lists/cursor.ts";
import { givenTwice } from "../lists/given-twice.ts";
import { pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { FailureOf } from "../problems/failure.ts";
import type { OrganizationStore } from "./organization-store.ts";
import type { OrganizationDeps } from "./organization.ts";
import { wrongSuccessions } from "./successions.ts";
import type { DatedSuccession } from "./unit-heirs.ts";
import { type DatedUnit, type VersionInForce, versionInForce } from "./unit-tree.ts";

const path = "/v1/agencies/:agency/units";

/** `PUT …/units`: dated versions of units by code and first day, and successions. */
export const putUnits: Operation<OrganizationDeps> = operation({
  method: "PUT",
  path,
  audience: "config:write",
  summary: "Write units and successions",
  description: "Upserts by code and first day, all or none. Needs a key on the whole agency.",
  body: putUnitsBody,
  answer: listOf(unitVersion),
  failures: ["outside-subtree", "invalid", "unknown-unit", "unit-cycle"],
  runs: "sets up",
  wholeAgency: true,
  audit: { what: "units.put" },
  run: ({ organizationStore: store, organization }, _, { body }) => {
    const planned = planUnits(body, { store, root: organization.agency.code });
    if (!planned.ok) return planned;
    const { given, successions } = planned.value;
    for (const unit of given) store.putUnit(unit);
    for (const succession of successions) store.putSuccession(succession);
    return ok({ data: given.map(toUnitVersion), meta: { next_cursor: null } });
  },
});

/** Units and successions that are given, and everything as it is with them. */
export type UnitPlan = {
  readonly given: readonly DatedUnit[];
  readonly successions: readonly DatedSuccession[];
  readonly all: { readonly units: readonly DatedUnit[]; readonly successions: readonly DatedSuccession[] };
};

type UnitFailure = FailureOf<"invalid" | "unknown-unit" | "unit-cycle">;

/** Checks units and successions against what is stored, and writes nothing. */
export function planUnits(
  body: PutUnits,
  { store, root }: { readonly store: Pick<OrganizationStore, "units" | "successions">; readonly root: string },
): Result<UnitPlan, UnitFailure> {
  const wrong = [...body.units.flatMap((unit, place) => wrongUnit(unit, { place, root })), ...twice(body)];
  if (wrong.length > 0) return fail({ kind: "invalid", errors: wrong.slice(0, 20) });
  const given = body.units.map(toDatedUnit);
  const successions = (body.successions ?? []).map(({ on, ...succession }) => ({ ...succession, onDay: toDay(on) }));
  const units = withGiven(store.units(), given, ({ code, validFrom }) => `${code} ${validFrom}`);
  const stored = store.successions();
  const codes = new Set(units.map(({ code }) => code));
  const failure =
    unknownParent(root, { given, all: units }) ??
    findUnitCycle(root, { given, all: units }) ??
    wrongSuccessions({ given: successions, stored, knows: (unit) => codes.has(unit) });
  if (failure) return fail(failure);
  const all = { units, successions: withGiven(stored, successions, ({ from, to, onDay }) => `${from} ${to} ${onDay}`) };
  return ok({ given, successions, all });
}

/** `GET …/units`: all versions of all units, by code and first day. */
export const listUnits: Operation<OrganizationDeps> = operation({
  method: "GET",
  path,
  audience: "public",
  summary: "Read all versions of all units",
  query: pageQuery,
  answer: listOf(unitVersion),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  run: ({ organizationStore: store, organization: { agency } }, _, { query }) =>
    pageOf(
      {
        secret: agency.cursor_secret,
        query: queryName("units"),
        read: (after, limit) => store.units(after, limit).map(toUnitVersion),
        positionOf: ({ code, valid_from }) => [code, toDay(valid_from)],
      },
      query,
    ),
});

/** Levels below the root that a unit may be at. */
const deepestUnit = 100;

function toUnitVersion({ validFrom, validTo, ...unit }: DatedUnit): UnitVersion {
  return {
    ...unit,
    national_code: unit.national_code ?? null,
    valid_from: formatDay(validFrom),
    valid_to: validTo === null ? null : formatDay(validTo),
  };
}

function toDatedUnit({ valid_from, valid_to, ...unit }: UnitVersion): DatedUnit {
  return { ...unit, validFrom: toDay(valid_from), validTo: valid_to === null ? null : toDay(valid_to) };
}

function wrongUnit(
  { code, parent, valid_from, valid_to }: UnitVersion,
  { place, root }: { place: number; root: string },
): PointedError[] {
  const isRoot = code === root;
  const ofRoot = "must be null, since this unit is the whole agency";
  const wrong = (isWrong: boolean, field: string, detail: string): PointedError[] =>
    isWrong ? [{ pointer: `/units/${place}/${field}`, detail }] : [];
  return [
    ...wrong(valid_to !== null && valid_to < valid_from, "valid_to", "must not be before valid_from"),
    ...wrong(isRoot && parent !== null, "parent", ofRoot),
    ...wrong(isRoot && valid_to !== null, "valid_to", ofRoot),
  ];
}

function twice({ units, successions }: PutUnits): PointedError[] {
  return [
    ...givenTwice("/units", units, ({ code, valid_from }) => `${code} ${valid_from}`),
    ...givenTwice("/successions", successions ?? [], ({ from, to, on }) => `${from} ${to} ${on}`),
  ];
}

/** What is stored, with what is given in place of what has the same key. */
function withGiven<T>(stored: readonly T[], given: readonly T[], keyOf: (one: T) => string): T[] {
  return [...new Map([...stored, ...given].map((one) => [keyOf(one), one])).values()];
}

type Versions = { readonly given: readonly DatedUnit[]; readonly all: readonly DatedUnit[] };

/** A parent must exist on the first day of the version; the root always exists. */
function unknownParent(root: string, { given, all }: Versions): FailureOf<"unknown-unit"> | null {
  const inForce = versionInForce(all);
  for (const [place, { parent, validFrom }] of given.entries()) {
    if (parent === null || parent === root || inForce(parent, validFrom)) continue;
    const detail = `must be a unit that exists on ${formatDay(validFrom)}`;
    return { kind: "unknown-unit", given: parent, errors: [{ pointer: `/units/${place}/parent`, detail }] };
  }
  return null;
}

/**
 * Finds a unit that is below itself on some day, or too deep; null if there is none. The first day of each version is enough:
 * one version of a cycle begins last, and all of them are in force on that day.
 */
function findUnitCycle(root: string, { given, all }: Versions): FailureOf<"unit-cycle" | "invalid"> | null {
  const inForce = versionInForce(all);
  const places = new Map(given.map((unit, place) => [unit, place]));
  for (const version of all) {
    const walk = walkUp(version, { root, inForce });
    if (walk.end === "root") continue;
    const place = walk.path.map((unit) => places.get(unit)).find((found) => found !== undefined);
    const pointer = place === undefined ? "/units" : `/units/${place}/parent`;
    if (walk.end === "cycle") {
      const detail = `makes a cycle: ${cycleOf(walk.path)}`;
      return { kind: "unit-cycle", given: version.code, errors: [{ pointer, detail }] };
    }
    return { kind: "invalid", errors: [{ pointer, detail: `is more than ${deepestUnit} levels below the root` }] };
  }
  return null;
}

type Walk = { readonly end: "root" | "cycle" | "too-deep"; readonly path: readonly DatedUnit[] };
type Above = { readonly root: string; readonly inForce: VersionInForce };

function walkUp(from: DatedUnit, { root, inForce }: Above): Walk {
  const path = [from];
  const seen = new Set([from.code]);
  let at: DatedUnit | undefined = from;
  while (at && at.code !== root && at.parent !== null) {
    at = inForce(at.parent, from.validFrom);
    if (!at) break;
    path.push(at);
    if (seen.has(at.code)) return { end: "cycle", path };
    seen.add(at.code);
    if (path.length > deepestUnit) return { end: "too-deep", path };
  }
  return { end: "root", path };
}

function cycleOf(path: readonly DatedUnit[]): string {
  const codes = path.map(({ code }) => code);
  return codes
    .slice(codes.indexOf(codes.at(-1) ?? ""))
    .slice(0, 10)
    .join(" below ");
}
