import type { Day } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";
import type { Organization } from "../organization/organization.ts";
import {
  allTo,
  type DividedSpan,
  type GroupFinder,
  groupFinder,
  groupOfSubtree,
  type GroupShares,
  type UnitGroup,
  type UnitGroups,
  type UnitView,
} from "./unit-group.ts";
import type { Heir, UnitHeirs } from "../organization/unit-heirs.ts";

/** Days, both inclusive, on which counts of a unit have the same groups. */
type SharedSpan = { readonly from: Day; readonly to: Day; readonly shares: GroupShares };

type Today = {
  readonly view: UnitView;
  readonly organization: Organization;
  readonly heirs: UnitHeirs;
  readonly placeOf: (heir: Heir) => UnitGroup | null;
};

/** Groups in today's tree, of what every unit's counts have become. */
export function groupsToday(view: UnitView, organization: Organization): UnitGroups {
  const { unit, byUnit } = view;
  const { units, agency } = organization;
  const tree = units.allOn(view.today);
  const heirs = units.heirsOn(view.today);
  const find = groupFinder(tree, view, agency.code);
  const today: Today = { view, organization, heirs, placeOf: (heir) => placeOf(heir, view, find) };
  const spans = spansOf(today);
  const cuts = cutsOf(spans, today);
  const heritage = heritageOf(spans, view.period);
  return {
    cuts,
    divided: dividedOf(spans),
    units: unit === agency.code ? null : [...tree.subtree(unit).filter((code) => !spans.has(code)), ...heritage],
    needsUnit: byUnit || (unit !== agency.code && heritage.length > 0),
    always: byUnit ? childrenToday(tree.children(unit), today).map(groupOfSubtree) : [groupOfSubtree(unit)],
    sharesOf: (code, day) => spans.get(code)?.findLast(({ from }) => from <= day)?.shares ?? allTo(find(code)),
  };
}

/** What nobody knows how to divide stands below its heirs' common parent, and in no unit's own figures. */
function placeOf({ unit: code, below }: Heir, { unit, byUnit }: UnitView, find: GroupFinder): UnitGroup | null {
  if (below === null) return find(code);
  return byUnit && below === unit ? { code, own: false, unmapped: true } : find(below);
}

function spansOf({ heirs, placeOf }: Today): Map<string, SharedSpan[]> {
  const spans = new Map<string, SharedSpan[]>();
  for (const [code, own] of heirs.predecessors) {
    spans.set(
      code,
      own.map(({ from, heirs }, place): SharedSpan => {
        return { from, to: (own[place + 1]?.from ?? Number.POSITIVE_INFINITY) - 1, shares: sharesOf(heirs, placeOf) };
      }),
    );
  }
  return spans;
}

function sharesOf(heirs: readonly Heir[], placeOf: Today["placeOf"]): GroupShares {
  const groups = heirs.map(placeOf);
  const [first = null] = groups;
  if (groups.every((group) => sameGroup(group, first))) return allTo(first);
  return { groups, shares: heirs.map(({ share }) => share) };
}

function sameGroup(a: UnitGroup | null, b: UnitGroup | null): boolean {
  return a?.code === b?.code && a?.own === b?.own && a?.unmapped === b?.unmapped;
}

/** Days of the period on which counts of some unit go elsewhere than those of the day before. */
function cutsOf(spans: ReadonlyMap<string, readonly SharedSpan[]>, { view: { period } }: Today): Day[] {
  const cuts = new Set<Day>();
  for (const own of spans.values()) {
    for (const [place, { from, shares }] of own.entries()) {
      const before = own[place - 1]?.shares;
      if (from > period.from && from <= period.to && before && !sameGroups(before, shares)) cuts.add(from);
    }
  }
  return [...cuts].sort((a, b) => a - b);
}

function sameGroups(a: GroupShares, b: GroupShares): boolean {
  if (a.shares.length > 1 || b.shares.length > 1) return false;
  return sameGroup(a.groups[0] ?? null, b.groups[0] ?? null);
}

function dividedOf(spans: ReadonlyMap<string, readonly SharedSpan[]>): DividedSpan[] {
  return [...spans].flatMap(([unit, own]) =>
    own.filter(({ shares }) => shares.shares.length > 1).map(({ from, to }) => ({ unit, from, to })),
  );
}

/** Units that left counts of the period, or of tallies that reach beyond it, to the unit asked for or to one below it. */
function heritageOf(spans: ReadonlyMap<string, readonly SharedSpan[]>, period: Period): string[] {
  const touches = ({ to, shares }: SharedSpan): boolean => shares.groups.length > 0 && to >= period.from;
  return [...spans].filter(([, own]) => own.some(touches)).map(([code]) => code);
}

/**
 * Children that were there in the period, they or one that they are an heir of; without those whose counts have all gone
 * to others.
 */
function childrenToday(children: readonly string[], { view, organization, heirs }: Today): string[] {
  const { units } = organization;
  const { period, today } = view;
  const founded = new Set<string>();
  for (const [code, spans] of heirs.predecessors) {
    for (const [place, { from, heirs }] of spans.entries()) {
      const to = Math.min(period.to, (spans[place + 1]?.from ?? Number.POSITIVE_INFINITY) - 1);
      const within = { from: Math.max(period.from, from), to };
      if (within.from > to || !units.existsWithin(code, within)) continue;
      for (const { unit, below } of heirs) if (below === null) founded.add(unit);
    }
  }
  const remains = (code: string): boolean =>
    !heirs.predecessors.has(code) ||
    units.on(today).at(code) !== undefined ||
    heirs.heirsOf(code, today).some(({ unit, below }) => unit === code && below === null);
  return children.filter((code) => remains(code) && (units.existsWithin(code, period) || founded.has(code)));
}
