import type { Day } from "../../shared/calendar/day.ts";
import type { Organization } from "../organization/organization.ts";
import { groupsToday } from "./groups-today.ts";
import { allTo, type GroupFinder, groupFinder, groupOfSubtree, type UnitGroups, type UnitView } from "./unit-group.ts";
import type { UnitTree } from "../organization/unit-tree.ts";

/**
 * Groups of the unit asked for. With `now` a unit's whole history goes where its heirs stand today; with `then` each
 * day's counts go where the unit stood that day. A unit that does not stand then goes with the last place it had, so that
 * the groups always add up to the whole; whatever is in no group still, stands for itself under the root.
 */
export function unitGroups(view: UnitView, organization: Organization): UnitGroups {
  return view.unitsAs === "now" ? groupsToday(view, organization) : groupsOfTheTime(view, organization);
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
