import type { Day } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";
import type { Organization } from "../organization/organization.ts";

/**
 * Where a unit's counts belong. `paths`: nodes from the agency down. `whole`: nodes that all of the counts belong to. `partial`:
 * nodes that get only a share of them. A node is a unit's code for its subtree; `CODE~own` for what is bound to a unit that has
 * others below it; or `CODE~unmapped` for counts of an ended unit whose division among its heirs is not known.
 */
export type Place = {
  readonly paths: readonly (readonly string[])[];
  readonly whole: readonly string[];
  readonly partial: readonly string[];
};

/** Finds the place of the counts that a unit received in a period, as units and successions stand on a day. */
export function unitPlaces({ units, agency }: Organization, period: Period, day: Day): (unit: string) => Place {
  const { predecessors } = units.heirsOn(day);
  const tree = units.allOn(day);
  const pathOf = ({ unit, below }: { readonly unit: string; readonly below: string | null }): string[] => {
    if (below !== null) return [...tree.pathTo(below), `${unit}~unmapped`];
    const path = unit === agency.code ? [unit] : tree.pathTo(unit);
    return tree.children(unit).length > 0 ? [...path, `${unit}~own`] : path;
  };
  return (unit) => {
    const spans = predecessors.get(unit) ?? [];
    const touching = spans.filter(
      ({ from }, number) => from <= period.to && (spans[number + 1]?.from ?? Number.POSITIVE_INFINITY) > period.from,
    );
    const heirs = touching.length > 0 ? touching.flatMap((span) => span.heirs) : [{ unit, below: null }];
    const paths = heirs.map(pathOf);
    const nodes = [...new Set(paths.flat())];
    const isWhole = (node: string): boolean => paths.every((path) => path.includes(node));
    return { paths, whole: nodes.filter(isWhole), partial: nodes.filter((node) => !isWhole(node)) };
  };
}

/** A node of a tree. `units`: those whose counts all belong to it. `isPartial`: it also gets a share of another unit's counts. */
export type TreeNode = {
  readonly node: string;
  readonly above: string | null;
  readonly units: readonly string[];
  readonly isPartial: boolean;
};

/** Every node that any counts of some units belong to. */
export function treeNodes(units: Iterable<string>, placeOf: (unit: string) => Place): TreeNode[] {
  const nodes = new Map<string, { above: string | null; units: string[]; isPartial: boolean }>();
  for (const unit of units) {
    const { paths, whole } = placeOf(unit);
    for (const node of new Set(paths.flat())) {
      const path = paths.find((one) => one.includes(node)) ?? [];
      const known = nodes.get(node) ?? { above: path[path.indexOf(node) - 1] ?? null, units: [], isPartial: false };
      nodes.set(node, known);
      if (whole.includes(node)) known.units.push(unit);
      else known.isPartial = true;
    }
  }
  return [...nodes].map(([node, known]) => ({ node, ...known }));
}

/** The code in a node's name, and which of the unit's counts it stands for. */
export function unitOfNode(node: string): { code: string; own?: true; unmapped?: true } {
  const [code = "", kind] = node.split("~");
  return { code, ...(kind === "own" ? { own: true } : {}), ...(kind === "unmapped" ? { unmapped: true } : {}) };
}
