import type { Day } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";
import type { Organization } from "../organization/organization.ts";
import type { UnitTree } from "./unit-tree.ts";

/** A unit with its subtree, or, where `own`, what is bound to the unit itself. */
export type UnitGroup = { readonly code: string; readonly own: boolean };

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
  /** The group of a unit's counts of that day; null where they are outside. */
  groupOf(unit: string, day: Day): UnitGroup | null;
}

/**
 * Groups of the unit asked for. With `now` a unit's whole history goes where the unit stands today; with `then` each
 * day's counts go where it stood that day. A unit that does not stand then goes with the last place it had, so that the
 * groups always add up to the whole; whatever is in no group still, stands for itself under the root.
 */
export function unitGroups(view: UnitView, organization: Organization): UnitGroups {
  const { unit, byUnit, period } = view;
  const cuts = view.unitsAs === "now" ? [] : organization.units.changesWithin(period.from, period.to);
  const days = view.unitsAs === "now" ? [view.today] : [period.from, ...cuts];
  const isRoot = unit === organization.agency.code;
  const whole: UnitGroup = { code: unit, own: false };
  const finders = new Map<UnitTree, GroupFinder>();
  const groupOf = (code: string, day: Day): UnitGroup | null => {
    const tree = organization.units.allOn(dayBefore(days, day));
    let find = finders.get(tree);
    if (find === undefined) {
      find = groupFinder(tree, view);
      finders.set(tree, find);
    }
    return find(code) ?? (isRoot ? (byUnit ? { code, own: false } : whole) : null);
  };
  return {
    cuts,
    units: isRoot ? null : unitsOn(days, view, organization),
    needsUnit: byUnit || (!isRoot && days.length > 1),
    always: byUnit ? childrenWithin(days, view, organization).map((code) => ({ code, own: false })) : [whole],
    groupOf,
  };
}

type GroupFinder = (code: string) => UnitGroup | undefined;

function groupFinder(tree: UnitTree, { unit, byUnit }: UnitView): GroupFinder {
  const groups = new Map<string, UnitGroup>();
  for (const code of tree.subtree(unit)) groups.set(code, { code: unit, own: byUnit });
  for (const child of byUnit ? tree.children(unit) : []) {
    for (const code of tree.subtree(child)) groups.set(code, { code: child, own: false });
  }
  return (code) => groups.get(code);
}

/** The latest of some ascending days that is not after a day; the first where all are. */
function dayBefore(days: readonly Day[], day: Day): Day {
  return days.findLast((start) => start <= day) ?? days[0] ?? day;
}

function unitsOn(days: readonly Day[], { unit }: UnitView, { units }: Organization): string[] {
  return [...new Set(days.flatMap((day) => units.allOn(day).subtree(unit)))];
}

function childrenWithin(days: readonly Day[], view: UnitView, { units }: Organization): string[] {
  const { unit, unitsAs, period } = view;
  const children = new Set(
    days.flatMap((day) => (unitsAs === "now" ? units.allOn(day) : units.on(day)).children(unit)),
  );
  return [...children].filter((code) => units.existsWithin(code, period));
}
