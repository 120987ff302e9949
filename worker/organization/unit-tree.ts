import type { Day } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";
import type { UnitVersion } from "../../shared/contract/unit.ts";
import { type DatedSuccession, type UnitHeirs, unitHeirs } from "./unit-heirs.ts";

/** A dated version of a unit with its days as integers, both inclusive; `validTo` null while it lasts. */
export type DatedUnit = Omit<UnitVersion, "valid_from" | "valid_to"> & {
  readonly validFrom: Day;
  readonly validTo: Day | null;
};

/** The tree of one day: who stands under whom. */
export interface UnitTree {
  /** The version in force, or undefined where the unit does not exist that day. */
  at(code: string): DatedUnit | undefined;
  /** Whether `code` is `root` or stands anywhere below it. */
  contains(root: string, code: string): boolean;
  /** Codes of `root` and of all below it. */
  subtree(root: string): string[];
  /** Direct children of `root`, by code. */
  children(root: string): string[];
  /** Codes from the tree's root down to `code`. */
  pathTo(code: string): string[];
}

/** All versions of all units of one agency; the root has the agency's code and is always there. */
export interface UnitHistory {
  /** The tree of that day. A later version ends the one before it. */
  on(day: Day): UnitTree;
  /**
   * The tree of that day with every unit ever known in it: one that does not exist then stands where it last stood, or
   * where it will first stand. All of them are below the root, so that no count can fall out of a sum.
   */
  allOn(day: Day): UnitTree;
  /** Whether the unit exists on at least one day of the period. */
  existsWithin(code: string, period: Period): boolean;
  /** Days in (from, to] on which some unit begins, ends or changes, ascending. */
  changesWithin(from: Day, to: Day): Day[];
  /** Days on which that unit begins, ends or changes, in no order. */
  changesOf(code: string): Day[];
  /** Last day up to that day on which the unit stands; null before its first. */
  lastDayOf(code: string, day: Day): Day | null;
  /** Where every unit's counts belong, as of today. */
  heirsOn(today: Day): UnitHeirs;
  /** Newest known name of a unit, on that day or else at any time; the code itself where it was never known. */
  nameOf(code: string, day: Day): string;
  /** Whether the unit was known at any time. */
  knows(code: string): boolean;
  /** Codes of all units ever known. */
  codes(): string[];
}

/** Builds the history from all versions and successions, in any order; `root` is the agency's code. */
export function unitHistory(
  root: string,
  versions: readonly DatedUnit[],
  successions: readonly DatedSuccession[] = [],
): UnitHistory {
  const byCode = groupByCode(versions);
  const history: UnitHistory = {
    on: kept((day) =>
      treeOf(
        root,
        select(byCode, (list) => inForce(list, day)),
      ),
    ),
    allOn: kept((day) =>
      treeOf(
        root,
        hungBelow(
          root,
          select(byCode, (list) => nearest(list, day)),
        ),
      ),
    ),
    existsWithin: (code, period) => existsWithin(byCode.get(code) ?? [], period),
    changesWithin: (from, to) => changeDays(versions).filter((day) => day > from && day <= to),
    changesOf: (code) => changeDays(byCode.get(code) ?? []),
    lastDayOf: (code, day) => lastDayOf(byCode.get(code) ?? [], day),
    heirsOn: kept((today) => unitHeirs({ root, units: history, successions, today })),
    nameOf(code, day) {
      const list = byCode.get(code);
      return (list && (inForce(list, day) ?? list[0])?.name) ?? code;
    },
    knows: (code) => byCode.has(code),
    codes: () => [...byCode.keys()],
  };
  return history;
}

function groupByCode(versions: readonly DatedUnit[]): Map<string, DatedUnit[]> {
  const byCode = new Map<string, DatedUnit[]>();
  for (const version of versions) {
    const list = byCode.get(version.code);
    if (list) list.push(version);
    else byCode.set(version.code, [version]);
  }
  for (const list of byCode.values()) list.sort((a, b) => b.validFrom - a.validFrom);
  return byCode;
}

function changeDays(versions: readonly DatedUnit[]): Day[] {
  const days = new Set<Day>();
  for (const { validFrom, validTo } of versions) {
    days.add(validFrom);
    if (validTo !== null) days.add(validTo + 1);
  }
  return [...days].sort((a, b) => a - b);
}

/** Newest version that has begun, unless it has ended; an older one does not come back. */
function inForce(newestFirst: readonly DatedUnit[], day: Day): DatedUnit | undefined {
  const begun = newestFirst.find((version) => version.validFrom <= day);
  return begun && (begun.validTo === null || begun.validTo >= day) ? begun : undefined;
}

/** The version in force that day; of a unit that does not exist then the last one before, or else the first one to come. */
function nearest(newestFirst: readonly DatedUnit[], day: Day): DatedUnit | undefined {
  return newestFirst.find((version) => version.validFrom <= day) ?? newestFirst.at(-1);
}

function existsWithin(newestFirst: readonly DatedUnit[], { from, to }: Period): boolean {
  return newestFirst.some(({ validFrom, validTo }, index) => {
    const replaced = newestFirst[index - 1]?.validFrom ?? Number.POSITIVE_INFINITY;
    const last = Math.min(validTo ?? Number.POSITIVE_INFINITY, replaced - 1);
    return validFrom <= to && last >= from && last >= validFrom;
  });
}

function lastDayOf(newestFirst: readonly DatedUnit[], day: Day): Day | null {
  const begun = newestFirst.find((version) => version.validFrom <= day);
  return begun === undefined ? null : Math.min(begun.validTo ?? day, day);
}

/** Remembers what was built for some days: building it walks over all units. */
function kept<T>(build: (day: Day) => T): (day: Day) => T {
  const built = new Map<Day, T>();
  return (day) => {
    const known = built.get(day);
    if (known) return known;
    const made = build(day);
    if (built.size > 50) built.clear();
    built.set(day, made);
    return made;
  };
}

type Units = ReadonlyMap<string, DatedUnit>;

function select(
  byCode: ReadonlyMap<string, readonly DatedUnit[]>,
  pick: (newestFirst: readonly DatedUnit[]) => DatedUnit | undefined,
): Map<string, DatedUnit> {
  const units = new Map<string, DatedUnit>();
  for (const [code, list] of byCode) {
    const version = pick(list);
    if (version) units.set(code, version);
  }
  return units;
}

/** Versions of different days can contradict each other: whatever then hangs in the air or in a ring goes to the root. */
function hungBelow(root: string, units: Map<string, DatedUnit>): Units {
  const safe = new Set([root]);
  for (const code of [...units.keys()].sort()) {
    const path = new Set<string>();
    let at = code;
    while (!safe.has(at)) {
      path.add(at);
      const parent: string = units.get(at)?.parent ?? root;
      if (parent !== root && (path.has(parent) || !units.has(parent))) {
        units.set(at, { ...(units.get(at) as DatedUnit), parent: root });
        break;
      }
      at = parent;
    }
    for (const passed of path) safe.add(passed);
  }
  return units;
}

function treeOf(root: string, units: Units): UnitTree {
  const children = new Map<string, string[]>();
  for (const [code, version] of units) {
    const parent = version.parent ?? root;
    if (code === root) continue;
    const siblings = children.get(parent);
    if (siblings) siblings.push(code);
    else children.set(parent, [code]);
  }
  for (const list of children.values()) list.sort();
  return {
    at: (code) => units.get(code),
    contains: (above, code) => isBelow(units, { root, above, code }),
    subtree: (above) => collect(children, above),
    children: (above) => children.get(above) ?? [],
    pathTo: (code) => pathTo(units, root, code),
  };
}

type Ancestry = { readonly root: string; readonly above: string; readonly code: string };

function isBelow(units: Units, { root, above, code }: Ancestry): boolean {
  let at: string | null = code;
  for (let steps = 0; at !== null && steps <= units.size; steps++) {
    if (at === above) return true;
    at = at === root ? null : (units.get(at)?.parent ?? (units.has(at) ? root : null));
  }
  return false;
}

function pathTo(units: Units, root: string, code: string): string[] {
  const path = new Set<string>();
  for (let at = code; at !== root && !path.has(at); at = units.get(at)?.parent ?? root) path.add(at);
  return [root, ...[...path].reverse()];
}

function collect(children: ReadonlyMap<string, readonly string[]>, above: string): string[] {
  const found = new Set([above]);
  for (const code of found) for (const child of children.get(code) ?? []) found.add(child);
  return [...found];
}
