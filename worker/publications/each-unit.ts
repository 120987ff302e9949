import type { Day } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";
import { allTo, type DividedSpan, type GroupShares, type UnitGroup, type UnitGroups } from "../indices/unit-groups.ts";
import type { Heir, UnitHeirs } from "../organization/unit-heirs.ts";
import type { Organization } from "../organization/organization.ts";
import type { Nodes } from "./lattice-row.ts";

/** Every unit's counts by themselves, told apart by the unit that received them and by where they belong today. */
export interface EachUnit {
  /** Groups whose codes are leaves. */
  readonly groups: UnitGroups;
  /** Nodes that a leaf's counts belong to today, from the root down. */
  nodesOf(leaf: string): Nodes;
}

/** The node of what is bound to a unit itself, where others stand below it. */
export function ownNode(code: string): string {
  return `${code}~own`;
}

/** The node of what a unit left to heirs with unknown shares. */
export function unmappedNode(code: string): string {
  return `${code}~unmapped`;
}

/** A node's unit, and which of its counts. */
export function unitOfNode(node: string): UnitGroup {
  const [code = "", kind] = node.split("~");
  return { code, own: kind === "own", unmapped: kind === "unmapped" };
}

/** All units of an agency as leaves, as of a day. */
export function eachUnit({ units, agency }: Organization, today: Day, period: Period): EachUnit {
  const heirs = units.heirsOn(today);
  const tree = units.allOn(today);
  return {
    groups: { ...spansOf(heirs, period), units: null, needsUnit: true, always: [], sharesOf: sharer(heirs) },
    nodesOf(leaf) {
      const [, unit = "", below = ""] = leaf.split("~");
      if (below !== "") return [...tree.pathTo(below), unmappedNode(unit)];
      const path = unit === agency.code ? [unit] : tree.pathTo(unit);
      return tree.children(unit).length > 0 ? [...path, ownNode(unit)] : path;
    },
  };
}

/** The unit that received a leaf's counts. */
export function baseOfLeaf(leaf: string): string {
  return leaf.slice(0, leaf.indexOf("~"));
}

function leafOf(base: string, { unit, below }: Heir): UnitGroup {
  return { code: `${base}~${unit}~${below ?? ""}`, own: false, unmapped: false };
}

function sharer(heirs: UnitHeirs): UnitGroups["sharesOf"] {
  const known = new Map<string, GroupShares>();
  return (unit, day) => {
    const own = heirs.predecessors.has(unit) ? undefined : known.get(unit);
    if (own) return own;
    const list = heirs.heirsOf(unit, day);
    const groups = list.map((heir) => leafOf(unit, heir));
    const shares = groups.length === 1 ? allTo(groups[0] ?? null) : { groups, shares: list.map(({ share }) => share) };
    known.set(unit, shares);
    return shares;
  };
}

function spansOf(heirs: UnitHeirs, { from, to }: Period): { cuts: readonly Day[]; divided: readonly DividedSpan[] } {
  const cuts = new Set<Day>();
  const divided: DividedSpan[] = [];
  for (const [unit, spans] of heirs.predecessors) {
    for (const [place, span] of spans.entries()) {
      if (span.from > from && span.from <= to) cuts.add(span.from);
      const last = (spans[place + 1]?.from ?? Number.POSITIVE_INFINITY) - 1;
      if (span.heirs.length > 1) divided.push({ unit, from: span.from, to: last });
    }
  }
  return { cuts: [...cuts].sort((a, b) => a - b), divided };
}
