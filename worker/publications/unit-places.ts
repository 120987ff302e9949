import type { Day } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";
import type { Heir } from "../indices/unit-heirs.ts";
import type { Organization } from "../organization/organization.ts";

/**
 * Where a unit's counts belong. A node is a unit's subtree, or `CODE~own`: what is bound to a unit that has others below it, or
 * `CODE~unmapped`: what a unit left to heirs with unknown shares.
 */
export type Place = {
  /** Nodes that all of the counts belong to, from the agency down. */
  readonly whole: readonly string[];
  /** Nodes that a share strictly between 0 and 1 belongs to. */
  readonly partial: readonly string[];
  /** Node → the node above it. */
  readonly above: ReadonlyMap<string, string>;
};

/** Finds the place of the counts that a unit received in a period, in the tree and with the successions of a day. */
export function unitPlaces({ units, agency }: Organization, period: Period, day: Day): (unit: string) => Place {
  const { predecessors } = units.heirsOn(day);
  const tree = units.allOn(day);
  const pathOf = ({ unit, below }: Pick<Heir, "unit" | "below">): string[] => {
    if (below !== null) return [...tree.pathTo(below), `${unit}~unmapped`];
    const path = unit === agency.code ? [unit] : tree.pathTo(unit);
    return tree.children(unit).length > 0 ? [...path, `${unit}~own`] : path;
  };
  return (unit) => {
    const spans = predecessors.get(unit) ?? [];
    const touching = spans.filter(({ from }, number) => {
      const next = spans[number + 1]?.from ?? Number.POSITIVE_INFINITY;
      return from <= period.to && next > period.from;
    });
    const heirs = touching.length > 0 ? touching.flatMap((span) => span.heirs) : [{ unit, below: null }];
    return placeOf(heirs.map(pathOf));
  };
}

/** The code in a node's name, and which of the unit's counts it stands for. */
export function unitOfNode(node: string): { code: string; own: boolean; unmapped: boolean } {
  const [code = "", kind] = node.split("~");
  return { code, own: kind === "own", unmapped: kind === "unmapped" };
}

function placeOf(paths: readonly (readonly string[])[]): Place {
  const nodes = new Set(paths.flat());
  const above = new Map<string, string>();
  for (const path of paths) {
    for (const [depth, node] of path.entries()) if (depth > 0) above.set(node, path[depth - 1] ?? "");
  }
  const isWhole = (node: string): boolean => paths.every((path) => path.includes(node));
  return {
    whole: [...nodes].filter(isWhole),
    partial: [...nodes].filter((node) => !isWhole(node)),
    above,
  };
}
