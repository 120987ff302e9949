import type { Day } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";
import type { Fraction } from "../../shared/methods/fraction.ts";
import type { UnitTree } from "../organization/unit-tree.ts";

/**
 * A unit with its subtree; or, where `own`, what is bound to the unit itself; or, where `unmapped`, what it left to
 * heirs with unknown shares.
 */
export type UnitGroup = { readonly code: string; readonly own: boolean; readonly unmapped: boolean };

/** Groups of a unit's counts; null: outside. None: all outside; one: all of it; more: to be divided by the shares. */
export type GroupShares = {
  readonly groups: readonly (UnitGroup | null)[];
  /** Add up to 1. */
  readonly shares: readonly Fraction[];
};

/** Days, both inclusive, on which a unit's counts must be divided; the first may be before all days. */
export type DividedSpan = { readonly unit: string; readonly from: Day; readonly to: Day };

/** Which unit's subtree is read, cut by its children or not, in the tree of which days. */
export type UnitView = {
  readonly unit: string;
  readonly byUnit: boolean;
  readonly unitsAs: "now" | "then";
  readonly period: Period;
  readonly today: Day;
};

/** How units fall into the groups that rows stand for. */
export interface UnitGroups {
  /** Days within the period on which units may change their group. */
  readonly cuts: readonly Day[];
  /** Units that have a group on some day; null: all. */
  readonly units: readonly string[] | null;
  /** Whether counts must be told apart by unit. */
  readonly needsUnit: boolean;
  /** Groups that have a row even when empty. */
  readonly always: readonly UnitGroup[];
  /** Where counts of some of the period's days must be divided; each begins where its running totals do. */
  readonly divided: readonly DividedSpan[];
  /** The groups of a unit's counts of that day. */
  sharesOf(unit: string, day: Day): GroupShares;
}

const outside: GroupShares = { groups: [], shares: [] };
const allShares: readonly Fraction[] = [{ numerator: 1n, denominator: 1n }];

/** All counts to one group, or outside. */
export function allTo(group: UnitGroup | null): GroupShares {
  return group === null ? outside : { groups: [group], shares: allShares };
}

/** The group of a unit with all below it. */
export function groupOfSubtree(code: string): UnitGroup {
  return { code, own: false, unmapped: false };
}

/** The group of a unit in one tree; null: outside. */
export type GroupFinder = (code: string) => UnitGroup | null;

/** Finds groups in one tree; `root` is the agency's code: nothing is outside of it. */
export function groupFinder(tree: UnitTree, { unit, byUnit }: UnitView, root: string): GroupFinder {
  const groups = new Map<string, UnitGroup>();
  const itself = { code: unit, own: byUnit, unmapped: false };
  for (const code of tree.subtree(unit)) groups.set(code, itself);
  for (const child of byUnit ? tree.children(unit) : []) {
    const group = groupOfSubtree(child);
    for (const code of tree.subtree(child)) groups.set(code, group);
  }
  return (code) => groups.get(code) ?? (unit === root ? groupOfSubtree(byUnit ? code : unit) : null);
}

/** Where the running totals that a unit's day is part of began; undefined where nothing is divided. */
export function startOf({ divided }: UnitGroups, unit: string, day: Day): Day | undefined {
  return divided.find((span) => span.unit === unit && span.from <= day && day <= span.to)?.from;
}
