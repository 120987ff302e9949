import type { Day } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";
import { type Fraction, whole } from "../../shared/methods/fraction.ts";
import type { Organization } from "../organization/organization.ts";
import type { Heir, UnitHeirs, UnitTree } from "../organization/unit-tree.ts";

/** A unit with its subtree. If `own`: only what is bound to the unit itself. If `unmapped`: what it left to heirs with unknown shares. */
export type UnitGroup = { readonly code: string; readonly own: boolean; readonly unmapped: boolean };

/** Groups of a unit's counts; null: outside. Without groups all are outside; one has them all; several divide them by the shares. */
export type GroupShares = {
  readonly groups: readonly (UnitGroup | null)[];
  /** Add up to 1. */
  readonly shares: readonly Fraction[];
};

/** Days, both inclusive, on which a unit's counts must be divided. `from` may be before all days. */
export type DividedSpan = Period & { readonly unit: string };

/** Which unit's subtree is read, whether by its children, and in the tree of which days. */
export type UnitView = {
  readonly unit: string;
  readonly byUnit: boolean;
  readonly unitsAs: "now" | "then";
  readonly period: Period;
  readonly today: Day;
};

/** The groups that rows stand for, and which units' counts fall into them. */
export interface UnitGroups {
  /** Days within the period on which units may change their group. */
  readonly cuts: readonly Day[];
  /** Units that have a group on some day; null: all. */
  readonly units: readonly string[] | null;
  /** Whether counts must be told apart by unit. */
  readonly needsUnit: boolean;
  /** Groups that have a row even if it is empty. */
  readonly always: readonly UnitGroup[];
  /** Units and days whose counts must be divided; running totals begin with `from`. */
  readonly divided: readonly DividedSpan[];
  /** The groups of a unit's counts of that day. */
  sharesOf(unit: string, day: Day): GroupShares;
}

/**
 * Groups of the unit asked for. With `now` a unit's whole history goes where its heirs stand today. With `then` each day's counts
 * go where the unit stood that day; a unit that did not stand then goes to the last place it had. So the groups add up to the
 * whole. A unit that is in no group stands for itself under the root.
 */
export function unitGroups(view: UnitView, organization: Organization): UnitGroups {
  return view.unitsAs === "now" ? groupsToday(view, organization) : groupsOfTheTime(view, organization);
}

const outside: GroupShares = { groups: [], shares: [] };
const allShares: readonly Fraction[] = [whole];

/** Shares that give all counts to one group; null: outside. */
export function allTo(group: UnitGroup | null): GroupShares {
  return group === null ? outside : { groups: [group], shares: allShares };
}

function groupOfSubtree(code: string): UnitGroup {
  return { code, own: false, unmapped: false };
}

/** The group of a unit in one tree; null: outside. */
type GroupFinder = (code: string) => UnitGroup | null;

/** Finds groups in one tree. `root` is the agency's code: nothing is outside of it. */
function groupFinder(tree: UnitTree, { unit, byUnit }: UnitView, root: string): GroupFinder {
  const groups = new Map<string, UnitGroup>();
  const itself = { code: unit, own: byUnit, unmapped: false };
  for (const code of tree.subtree(unit)) groups.set(code, itself);
  for (const child of byUnit ? tree.children(unit) : []) {
    const group = groupOfSubtree(child);
    for (const code of tree.subtree(child)) groups.set(code, group);
  }
  return (code) => groups.get(code) ?? (unit === root ? groupOfSubtree(byUnit ? code : unit) : null);
}

/** The day on which the running totals of a unit's day began; undefined if it is not divided. */
export function startOf({ divided }: UnitGroups, unit: string, day: Day): Day | undefined {
  return divided.find((span) => span.unit === unit && span.from <= day && day <= span.to)?.from;
}

function groupsOfTheTime(view: UnitView, organization: Organization): UnitGroups {
  const { unit, byUnit, period } = view;
  const { units, agency } = organization;
  const cuts = units.changesWithin(period.from, period.to);
  const days = [period.from, ...cuts];
  const finders = new Map<UnitTree, GroupFinder>();
  return {
    cuts,
    units: unit === agency.code ? null : [...new Set(days.flatMap((day) => units.allOn(day).subtree(unit)))],
    needsUnit: byUnit || (unit !== agency.code && days.length > 1),
    always: byUnit ? childrenOf(days, view, organization).map(groupOfSubtree) : [groupOfSubtree(unit)],
    divided: [],
    sharesOf(code, day) {
      const tree = units.allOn(days.findLast((start) => start <= day) ?? period.from);
      const find = finders.get(tree) ?? groupFinder(tree, view, agency.code);
      finders.set(tree, find);
      return allTo(find(code));
    },
  };
}

function childrenOf(days: readonly Day[], { unit, period }: UnitView, { units }: Organization): string[] {
  const children = new Set(days.flatMap((day) => units.on(day).children(unit)));
  return [...children].filter((code) => units.existsWithin(code, period));
}

/** Days, both inclusive, on which a unit's counts have the same groups. */
type SharedSpan = Period & { readonly shares: GroupShares };

type Spans = ReadonlyMap<string, readonly SharedSpan[]>;

/** Groups in today's tree. Each unit's counts go to its heirs. */
function groupsToday(view: UnitView, organization: Organization): UnitGroups {
  const { unit, byUnit, period, today } = view;
  const { units, agency } = organization;
  const tree = units.allOn(today);
  const find = groupFinder(tree, view, agency.code);
  // Counts with unknown shares stand below the heirs' common parent, and in no heir's figures.
  const spans = spansOf(units.heirsOn(today), ({ unit: code, below }) => {
    if (below === null) return find(code);
    return byUnit && below === unit ? { code, own: false, unmapped: true } : find(below);
  });
  const heritage = heritageOf(spans, period);
  return {
    cuts: cutsOf(spans, period),
    divided: dividedOf(spans),
    units: unit === agency.code ? null : [...tree.subtree(unit).filter((code) => !spans.has(code)), ...heritage],
    needsUnit: byUnit || (unit !== agency.code && heritage.length > 0),
    always: byUnit ? childrenToday(tree, view, organization).map(groupOfSubtree) : [groupOfSubtree(unit)],
    sharesOf: (code, day) => spans.get(code)?.findLast(({ from }) => from <= day)?.shares ?? allTo(find(code)),
  };
}

function spansOf({ predecessors }: UnitHeirs, placeOf: (heir: Heir) => UnitGroup | null): Spans {
  const sharesOf = (heirs: readonly Heir[]): GroupShares => {
    const groups = heirs.map(placeOf);
    const [first = null] = groups;
    if (groups.every((group) => sameGroup(group, first))) return allTo(first);
    return { groups, shares: heirs.map(({ share }) => share) };
  };
  return new Map(
    [...predecessors].map(([code, own]) => [
      code,
      own.map(({ from, heirs }, place): SharedSpan => {
        return { from, to: (own[place + 1]?.from ?? Number.POSITIVE_INFINITY) - 1, shares: sharesOf(heirs) };
      }),
    ]),
  );
}

function sameGroup(a: UnitGroup | null, b: UnitGroup | null): boolean {
  return a?.code === b?.code && a?.own === b?.own && a?.unmapped === b?.unmapped;
}

/** Days of the period on which some unit's counts go elsewhere than on the day before. */
function cutsOf(spans: Spans, period: Period): Day[] {
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

function dividedOf(spans: Spans): DividedSpan[] {
  return [...spans].flatMap(([unit, own]) =>
    own.filter(({ shares }) => shares.shares.length > 1).map(({ from, to }) => ({ unit, from, to })),
  );
}

/** Units that left counts of the period to the subtree asked for, or tallies that reach into it. */
function heritageOf(spans: Spans, period: Period): string[] {
  const touches = ({ to, shares }: SharedSpan): boolean => shares.groups.length > 0 && to >= period.from;
  return [...spans].filter(([, own]) => own.some(touches)).map(([code]) => code);
}

/** Children that stood in the period, or that are heirs of a unit which did; without those whose counts have all gone to others. */
function childrenToday(tree: UnitTree, { unit, period, today }: UnitView, { units }: Organization): string[] {
  const heirs = units.heirsOn(today);
  const founded = new Set<string>();
  for (const [code, spans] of heirs.predecessors) {
    for (const [place, { from, heirs }] of spans.entries()) {
      const to = Math.min(period.to, (spans[place + 1]?.from ?? Number.POSITIVE_INFINITY) - 1);
      const within = { from: Math.max(period.from, from), to };
      if (within.from > to || !units.existsWithin(code, within)) continue;
      for (const { unit: heir, below } of heirs) if (below === null) founded.add(heir);
    }
  }
  const remains = (code: string): boolean =>
    !heirs.predecessors.has(code) ||
    units.on(today).at(code) !== undefined ||
    heirs.heirsOf(code, today).some((heir) => heir.unit === code && heir.below === null);
  return tree.children(unit).filter((code) => remains(code) && (units.existsWithin(code, period) || founded.has(code)));
}
